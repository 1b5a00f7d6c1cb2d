import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { dollarsOf, readModelsFile, requireModel } from "../../../src/testbed/lm/models-file.ts";
import { KEY, newFolder } from "./calls.ts";

const ENTRY = { name: "a", baseUrl: "http://127.0.0.1:1/v1/", model: "m" };

function fileOf(content: unknown): string {
  const path = join(newFolder(), "models.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const read = (entry: object, environment = {}) =>
  readModelsFile(fileOf({ models: [{ ...ENTRY, ...entry }] }), environment);

test("what is left out has a default; a slash at the end of the address goes", async () => {
  expect((await read({})).get("a")).toEqual({
    name: "a",
    baseUrl: "http://127.0.0.1:1/v1",
    model: "m",
    key: null,
    keyVariable: null,
    parameters: {},
    price: null,
    structured: false,
  });
});

test("the key comes from the environment, or from the file", async () => {
  const named = await read({ apiKeyEnv: "STUB_KEY" }, { STUB_KEY: KEY });
  expect(requireModel(named, "a").key!.reveal()).toBe(KEY);
  const given = await read({ apiKey: KEY });
  expect(requireModel(given, "a").key!.reveal()).toBe(KEY);
});

test("a variable that is not set is missed only when its model is called", async () => {
  const models = await read({ apiKeyEnv: "STUB_KEY" });
  expect(() => requireModel(models, "a")).toThrow("environment variable STUB_KEY");
});

test("a name that is not declared is answered with those that are", async () => {
  const models = await read({});
  expect(() => requireModel(models, "b")).toThrow("it declares a");
});

test("an entry shows its key in no way of printing it", async () => {
  const entry = requireModel(await read({ apiKey: KEY }), "a");
  const shown = [JSON.stringify(entry), inspect(entry, { depth: 9, showHidden: true })];
  for (const text of [...shown, `${entry.key}`]) expect(text).not.toContain(KEY);
});

describe("a fault is named with its field, and no value is quoted", () => {
  test.each([
    [{ apiKey: 5 }, "models.0.apiKey"],
    [{ apiKey: KEY, apiKeyEnv: "STUB_KEY" }, "models.0: give apiKeyEnv or apiKey"],
    [{ apiKeyEnv: KEY }, "models.0.apiKeyEnv: expected the name of a variable"],
    [{ baseUrl: `http://user:${KEY}@host/v1` }, "models.0.baseUrl: expected no user"],
    [{ baseUrl: `http://host/v1?key=${KEY}` }, "models.0.baseUrl: expected no user"],
    [{ baseUrl: KEY }, "models.0.baseUrl: expected an address"],
    [{ baseUrl: "ftp://host" }, "models.0.baseUrl: expected http or https"],
    [{ name: "reference/full" }, "models.0.name: reference/ is for"],
    [{ name: "a,b" }, "models.0.name: a name has no comma"],
    [{ price: { in: -1, out: 0 } }, "models.0.price.in"],
    [{ parameters: { stop: ["x"] } }, "models.0.parameters.stop"],
  ])("%j", async (entry, message) => {
    const error = await read(entry).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toContain(KEY);
  });

  test("text that is no JSON, which the parser would quote", async () => {
    const path = fileOf(`{"models": [{"apiKey": ${KEY}}]}`);
    const error: Error = await readModelsFile(path).catch((reason) => reason);
    expect(error.message).toContain("models.json is no valid JSON");
    expect(error.message).not.toContain(KEY.slice(0, 8));
  });

  test("two models of one name, and no file", async () => {
    const twice = fileOf({ models: [ENTRY, ENTRY] });
    await expect(readModelsFile(twice)).rejects.toThrow("two models have the name a");
    await expect(readModelsFile("nowhere.json")).rejects.toThrow("cannot read nowhere.json");
  });
});

test("dollars are per million tokens: 2,000 at $1 and 500 at $10 are $0.007", () => {
  expect(dollarsOf({ price: { in: 1, out: 10 } }, 2000, 500)).toBeCloseTo(0.007, 12);
  expect(dollarsOf({ price: null }, 2000, 500)).toBeNull();
});
