import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  makeFolder,
  replaceFile,
  writeFileAtomically,
} from "../../../src/testbed/datasets/atomic.ts";
import { UserError } from "../../../src/testbed/user-error.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-atomic-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("writes a file into folders that it makes", async () => {
  await writeFileAtomically(join(folder, "a/b/c.txt"), "all of it");
  expect(await readFile(join(folder, "a/b/c.txt"), "utf8")).toBe("all of it");
  expect(await readdir(join(folder, "a/b"))).toEqual(["c.txt"]);
});

test("a failure leaves the old file and nothing else", async () => {
  const path = join(folder, "c.txt");
  await writeFile(path, "old");
  const failing = replaceFile(path, async (temporary) => {
    await writeFile(temporary, "half");
    throw new Error("disk on fire");
  });
  await expect(failing).rejects.toThrow("disk on fire");
  expect(await readFile(path, "utf8")).toBe("old");
  expect(await readdir(folder)).toEqual(["c.txt"]);
});

test("a folder that cannot be is the user's to mend", async () => {
  await writeFile(join(folder, "file"), "");
  const error = await makeFolder(join(folder, "file/below")).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toMatch(
    /^cannot write .*file\/below: a part of the path is a file$/,
  );
});

test("an interrupted process takes its unfinished file along", async () => {
  const program = `
    import { register } from "tsx/esm/api";
    register();
    process.on("SIGINT", () => process.exit(130));
    const { replaceFile } = await import("./src/testbed/datasets/atomic.ts");
    const { writeFile } = await import("node:fs/promises");
    await replaceFile(process.env.TARGET, async (temporary) => {
      await writeFile(temporary, "half");
      console.log("written");
      await new Promise((done) => setTimeout(done, 60_000));
    });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: { ...process.env, TARGET: join(folder, "c.txt") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  expect(await readdir(folder)).toHaveLength(1);
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect(code).toBe(130);
  expect(await readdir(folder)).toEqual([]);
});
