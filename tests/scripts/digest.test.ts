import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { digest, isStamped } from "../../scripts/digest.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "atlas-digest-"));
  await mkdir(join(root, "data/census"), { recursive: true });
  await writeFile(join(root, "data/census/margins.csv"), "age,1\n");
  await writeFile(join(root, "lock.json"), "{}");
});
afterEach(() => rm(root, { recursive: true }));

const current = () => digest(root, ["data", "lock.json", "absent"]);

test("is the same for the same files", async () => {
  expect(await current()).toBe(await current());
});

test("changes with a content, a name, and a file more", async () => {
  const seen = new Set([await current()]);
  await writeFile(join(root, "data/census/margins.csv"), "age,2\n");
  seen.add(await current());
  await rename(join(root, "data/census/margins.csv"), join(root, "data/census/pairs.csv"));
  seen.add(await current());
  await writeFile(join(root, "data/empty"), "");
  seen.add(await current());
  expect(seen.size).toBe(4);
});

test("does not change with what Framework keeps", async () => {
  const before = await current();
  await mkdir(join(root, "data/.observablehq/cache"), { recursive: true });
  await writeFile(join(root, "data/.observablehq/cache/x.arrow"), "x");
  expect(await current()).toBe(before);
});

test("a stamp is right, wrong, or absent", async () => {
  const stamp = join(root, "stamp");
  expect(await isStamped(stamp, "abc")).toBe(false);
  await writeFile(stamp, "abc");
  expect(await isStamped(stamp, "abc")).toBe(true);
  expect(await isStamped(stamp, "abd")).toBe(false);
});
