/** Files that are there whole or not at all. */
import { randomUUID } from "node:crypto";
import { existsSync, rmSync, statSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UserError } from "../user-error.ts";

/** What an interrupted process would leave behind; removed as it exits, by a signal too. */
const unfinished = new Set<string>();
let isWatching = false;

function watchExit(): void {
  if (isWatching) return;
  isWatching = true;
  process.on("exit", () => {
    for (const path of unfinished) rmSync(path, { recursive: true, force: true });
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "not permitted",
  EROFS: "the file system is read-only",
  ENOTDIR: "a part of the path is a file",
  EEXIST: "there is a file of that name",
  EISDIR: "there is a folder of that name",
  ENOSPC: "no space is left",
  ENOENT: "no folder can be made there",
  ENAMETOOLONG: "the name is too long",
};

/** Names a file that cannot be written and why, if the reason is the user's to mend. */
function unwritable(path: string, error: unknown): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException | null)?.code ?? ""];
  return reason === undefined ? error : new UserError(`cannot write ${path}: ${reason}`);
}

/**
 * Makes a folder and those above it.
 * @throws UserError if it cannot be made.
 */
export async function makeFolder(path: string): Promise<void> {
  // One level at a time: Node's own recursion never returns where a parent refuses children,
  // as /proc does.
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && statSync(path).isDirectory()) return;
    const parent = dirname(path);
    if (code !== "ENOENT" || existsSync(parent)) throw unwritable(path, error);
    await makeFolder(parent);
    await mkdir(path).catch((again) => {
      throw unwritable(path, again);
    });
  }
}

/**
 * Lets `write` make a file under a temporary name in the folder of `path`, then gives it its
 * name. If `write` fails or the process ends, `path` is what it was and the temporary is gone.
 * @throws UserError if the folder or the file cannot be written.
 */
export async function replaceFile<T>(
  path: string,
  write: (temporary: string) => Promise<T>,
): Promise<T> {
  await makeFolder(dirname(path));
  watchExit();
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);
  unfinished.add(temporary);
  try {
    const result = await write(temporary);
    await rename(temporary, path);
    return result;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw unwritable(path, error);
  } finally {
    unfinished.delete(temporary);
  }
}

/**
 * Lets `write` fill a folder under a temporary name, then puts it in the place of `path`. If
 * `write` fails or the process ends, `path` is what it was and the temporary is gone.
 * @throws UserError if the folder cannot be written.
 */
export async function replaceFolder<T>(
  path: string,
  write: (temporary: string) => Promise<T>,
): Promise<T> {
  await makeFolder(dirname(path));
  watchExit();
  const mark = `${basename(path)}.${randomUUID().slice(0, 8)}`;
  const temporary = join(dirname(path), `.${mark}.tmp`);
  const former = join(dirname(path), `.${mark}.former.tmp`);
  unfinished.add(temporary);
  try {
    await makeFolder(temporary);
    const result = await write(temporary);
    if (existsSync(path)) await rename(path, former);
    await rename(temporary, path);
    await rm(former, { recursive: true, force: true });
    return result;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw unwritable(path, error);
  } finally {
    unfinished.delete(temporary);
  }
}

/** Writes a file whole or not at all. */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
): Promise<void> {
  await replaceFile(path, (temporary) => writeFile(temporary, content));
}
