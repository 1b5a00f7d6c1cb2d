/** Lets one process at a time do something in this folder. */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Between two looks at a lock that another process has, in milliseconds. */
const PAUSE = 100;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Removes the lock of a process that is gone, unless another has taken it in the meantime. */
async function removeStale(path: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    const holder = Number(await readFile(path, "utf8"));
    if (!(holder > 0) || isAlive(holder)) return;
    await rename(path, aside);
    if (Number(await readFile(aside, "utf8")) !== holder) await rename(aside, path);
    else await rm(aside);
  } catch (error) {
    // Released just now.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** Takes the lock if it is free. */
async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/** Runs `work` while holding the lock file at `path`; waits as long as another process has it. */
export async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  while (!(await take(path))) {
    await removeStale(path);
    await sleep(PAUSE);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}
