/** Makes blocks on several threads and hands them on in their order. */
import { Worker } from "node:worker_threads";
import { UserError } from "../user-error.ts";
import type { BlockResult, BlockTask } from "./block.ts";

/** What a worker says instead of a block: a mistake that the user can mend. */
export interface BlockFailure {
  readonly failure: string;
}

/** A worker thread's heap limit; a block of personas needs about half of it. */
const HEAP_MB = 700;

/**
 * Runs the tasks on `threads` workers; `take` gets every result in the order of the tasks.
 * No worker starts a task more than two ahead per thread of what was taken, so memory stays bounded.
 * @throws whatever a worker or `take` throws, after all workers have ended.
 */
export async function runBlocks(
  folder: string,
  tasks: readonly BlockTask[],
  threads: number,
  take: (result: BlockResult) => void,
): Promise<void> {
  const workers = Array.from(
    { length: Math.min(threads, tasks.length) },
    () =>
      new Worker(new URL("./block-thread.js", import.meta.url), {
        workerData: { folder },
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      }),
  );
  const finished = new Map<number, BlockResult>();
  let sent = 0;
  let taken = 0;
  try {
    await new Promise<void>((resolve, reject) => {
      const idle: Worker[] = [];
      const dispatch = () => {
        while (idle.length > 0 && sent < tasks.length && sent < taken + 2 * workers.length) {
          idle.pop()!.postMessage(tasks[sent++]);
        }
      };
      for (const worker of workers) {
        worker.on("error", reject);
        worker.on("exit", (code) => {
          if (code !== 0) reject(new Error(`a worker thread ended with code ${code}`));
        });
        worker.on("message", (result: BlockResult | BlockFailure) => {
          try {
            if ("failure" in result) throw new UserError(result.failure);
            finished.set(result.block, result);
            idle.push(worker);
            for (
              let next = finished.get(tasks[taken]?.block);
              next;
              next = finished.get(tasks[taken]?.block)
            ) {
              finished.delete(next.block);
              take(next);
              taken++;
            }
            if (taken === tasks.length) resolve();
            else dispatch();
          } catch (error) {
            reject(error);
          }
        });
        idle.push(worker);
      }
      dispatch();
    });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
