/** Worker thread: loads the sources once, then makes the blocks it is sent. */
import { parentPort, workerData } from "node:worker_threads";
import { type BlockTask, makeBlock } from "./block.ts";
import { loadSources } from "./sources.ts";

const port = parentPort;
if (!port) throw new Error("block-worker.ts runs as a worker thread only");
const sources = loadSources(workerData.folder);
port.on("message", async (task: BlockTask) => {
  const result = makeBlock(await sources, task);
  port.postMessage(result, [result.group.bytes.buffer as ArrayBuffer]);
});
