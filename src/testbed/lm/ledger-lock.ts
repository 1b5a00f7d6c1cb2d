/** Lets one process at a time write a ledger. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { UserError } from "../user-error.ts";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process began, by the kernel's count, since ids of processes are used again. */
  readonly began: string | null;
}

/** Paths that this process holds; given back when it exits. */
const held = new Set<string>();
let isWatching = false;

/**
 * Takes the lock file `path`. One that a process left behind when it was killed is taken over.
 *
 * @returns What gives the lock back.
 * @throws UserError if a living process holds it, or one of another machine.
 */
export function takeLock(path: string): () => void {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(path)) {
      watchExit();
      held.add(path);
      return () => {
        if (held.delete(path)) rmSync(path, { force: true });
      };
    }
    const text = read(path);
    if (text !== null) removeStale(path, text);
  }
  throw new UserError(`cannot take ${path}: other processes keep taking it; try again`);
}

function create(path: string): boolean {
  const holder: Holder = { pid: process.pid, host: hostname(), began: beginningOf(process.pid) };
  try {
    writeFileSync(path, `${JSON.stringify(holder)}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new UserError(`cannot write ${path}: ${(error as Error).message}`);
  }
}

/** @throws UserError unless the process that wrote `text` is gone. */
function removeStale(path: string, text: string): void {
  const holder = parse(text);
  if (!holder || holder.host !== hostname()) {
    const who = holder ? `process ${holder.pid} on ${holder.host}` : "an unknown process";
    throw new UserError(`${path} is held by ${who}; if that has ended, delete the file`);
  }
  if (isAlive(path, holder)) {
    throw new UserError(
      `process ${holder.pid} writes this ledger (${path}); wait for it, or use another ledger`,
    );
  }
  // Another process may have done the same and taken the lock since: then it is put back.
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) === text) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function isAlive(path: string, { pid, began }: Holder): boolean {
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return began === null || beginningOf(pid) === began;
}

/** Field 22 of Linux' account of a process; null elsewhere. */
function beginningOf(pid: number): string | null {
  const text = read(`/proc/${pid}/stat`);
  // The name of the program, in brackets, may hold spaces.
  return text?.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function parse(text: string): Holder | null {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return null;
  }
}

function watchExit(): void {
  if (isWatching) return;
  isWatching = true;
  process.on("exit", () => {
    for (const path of held) rmSync(path, { force: true });
  });
}
