import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { locked } from "../../scripts/lock.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-lock-"));
  path = join(folder, "build/site.lock");
});
afterEach(() => rm(folder, { recursive: true }));

test("one at a time", async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(20);
    inside -= 1;
  };
  await Promise.all([locked(path, work), locked(path, work), locked(path, work)]);
  expect(most).toBe(1);
  expect(existsSync(path)).toBe(false);
});

test("a failure frees the lock", async () => {
  const failing = locked(path, async () => {
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await locked(path, async () => "next")).toBe("next");
});

test("the lock of a process that is gone is free", async () => {
  await locked(path, async () => {});
  // Beyond the largest process number of Linux.
  await writeFile(path, "99999999");
  expect(await locked(path, async () => "taken over")).toBe("taken over");
});
