import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AXIS_KEYS } from "../../../src/schema/value-axes.ts";
import { heldBack, readItems } from "../../../src/testbed/opinions/catalogue.ts";
import { loadTopics } from "../../../src/testbed/prompts/issue.ts";
import { UserError } from "../../../src/testbed/user-error.ts";

const PATH = "data/survey/opinions/items.csv";
const items = await readItems(PATH);
const held = heldBack(items);

test("the catalogue has 64 items of three surveys, and axes but closeness have two or more", () => {
  expect(items).toHaveLength(64);
  for (const axis of AXIS_KEYS) {
    const own = items.filter((item) => item.axis === axis);
    if (axis === "closeness") expect(own).toEqual([]);
    else expect(own.length).toBeGreaterThanOrEqual(3);
  }
});

test("at least eight items are held back, by the seed alone, from at least six axes", () => {
  expect(held.size).toBeGreaterThanOrEqual(8);
  expect(heldBack([...items].reverse())).toEqual(held);
  const axes = new Set(items.filter(({ item }) => held.has(item)).map(({ axis }) => axis));
  expect(axes.size).toBeGreaterThanOrEqual(6);
});

test("no model was fitted to an item held back", () => {
  const coefficients = readFileSync("data/survey/opinions/coefficients.csv", "utf8");
  for (const item of held) expect(coefficients).not.toContain(`\n${item},`);
  for (const { item } of items) {
    if (!held.has(item)) expect(coefficients).toContain(`\n${item},,,`);
  }
});

test("issues mirror items of the catalogue, each item once", () => {
  const mirrored = loadTopics("data/prompts/issues").flatMap(({ issues }) =>
    issues.flatMap(({ survey }) => (survey ? [survey] : [])),
  );
  for (const { item, source } of mirrored) {
    expect(items.find((other) => other.item === item)?.source).toBe(source);
  }
  expect(new Set(mirrored.map(({ item }) => item)).size).toBe(mirrored.length);
});

test("a wrong row is told with its column", async () => {
  const folder = await mkdtemp(join(tmpdir(), "atlas-items-"));
  const path = join(folder, "items.csv");
  const text = readFileSync(PATH, "utf8");
  const damages: readonly [from: string, to: string, told: string][] = [
    ["CC18_320a,CES 2018,guns,1", "CC18_320a,ANES,guns,1", "source: expected one of CES 2018"],
    ["CC18_320a,CES 2018,guns,1", "CC18_320a,CES 2018,arms,1", "axis: expected a value axis"],
    ["CC18_320a,CES 2018,guns,1", "CC18_320a,CES 2018,guns,2", "sign: expected 1 or -1"],
    ["CC18_320c,", "CC18_320a,", '"CC18_320a" is there twice'],
  ];
  for (const [from, to, told] of damages) {
    await writeFile(path, text.replace(from, to));
    await expect(readItems(path)).rejects.toThrow(told);
    await expect(readItems(path)).rejects.toThrow(UserError);
  }
  await rm(folder, { recursive: true });
});
