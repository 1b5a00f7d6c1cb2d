/** A run in a process of its own, for tests that kill it: `run-calls.ts FOLDER COUNT`. */
import { join } from "node:path";
import { plainProgress } from "../../../src/cli/progress.ts";
import { createRunner } from "../../../src/testbed/lm/create-runner.ts";
import { callsOf } from "./calls.ts";

const [folder, count] = process.argv.slice(2);
const runner = await createRunner({
  modelsFile: join(folder!, "models.json"),
  ledgerPath: join(folder!, "ledger.jsonl"),
  limits: { waitMs: 50, timeoutMs: 2000 },
  progress: plainProgress((line) => console.error(line)),
});
const counts: Record<string, number> = {};
await runner.run(callsOf(Number(count)), (_, outcome) => {
  const kind = outcome.kind === "answered" ? "answered" : outcome.reason;
  counts[kind] = (counts[kind] ?? 0) + 1;
});
await runner.close();
console.log(JSON.stringify({ counts, setAside: runner.setAside, spent: runner.spent() }));
