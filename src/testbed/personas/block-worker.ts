/** Worker thread: loads the sources once, then makes the blocks it is sent. */
import { parentPort, workerData } from "node:worker_threads";
import { UserError } from "../user-error.ts";
import { type BlockTask, makeBlock } from "./block.ts";
import type { BlockFailure } from "./block-pool.ts";
import { loadSources } from "./sources.ts";

const port = parentPort;
if (!port) throw new Error("block-worker.ts runs as a worker thread only");
const sources = loadSources(workerData.folder);
port.on("message", async (task: BlockTask) => {
  try {
    const result = makeBlock(await sources, task);
    port.postMessage(result, [result.group.bytes.buffer as ArrayBuffer]);
  } catch (error) {
    // An error loses its class between threads: what the user can mend is sent as words.
    if (!(error instanceof UserError)) throw error;
    port.postMessage({ failure: error.message } satisfies BlockFailure);
  }
});
