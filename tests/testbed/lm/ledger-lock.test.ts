import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { takeLock } from "../../../src/testbed/lm/ledger-lock.ts";
import { newFolder } from "./calls.ts";

let path: string;
beforeEach(() => {
  path = join(newFolder(), "ledger.jsonl.lock");
});

const holder = (pid: number, more: object = {}) =>
  writeFileSync(path, JSON.stringify({ pid, host: hostname(), began: null, ...more }));

test("one holder at a time, in this process too", () => {
  const unlock = takeLock(path);
  expect(() => takeLock(path)).toThrow(`process ${process.pid} writes this ledger`);
  unlock();
  expect(existsSync(path)).toBe(false);
  takeLock(path)();
});

test("a living process keeps its lock; once killed, it is taken over", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  holder(child.pid!);
  expect(() => takeLock(path)).toThrow(`process ${child.pid} writes`);
  child.kill("SIGKILL");
  await once(child, "exit");
  const unlock = takeLock(path);
  expect(JSON.parse(readFileSync(path, "utf8")).pid).toBe(process.pid);
  unlock();
});

test("a lock of this very process id that it does not hold is of one before it", () => {
  holder(process.pid);
  takeLock(path)();
});

test.runIf(existsSync("/proc/1/stat"))("an id that is used again is told by its beginning", () => {
  holder(process.ppid, { began: "1" });
  takeLock(path)();
});

test("another machine's lock, or one that says nothing, is left to people", () => {
  holder(1, { host: "elsewhere" });
  expect(() => takeLock(path)).toThrow("process 1 on elsewhere; if that has ended, delete");
  writeFileSync(path, "");
  expect(() => takeLock(path)).toThrow("an unknown process");
});
