/** A runner that makes no call: it answers from the ledger and writes the rest as batch files. */
import { join } from "node:path";
import { writeFileAtomically } from "../datasets/atomic.ts";
import { type BatchFile, writeBatchFiles } from "./batch-files.ts";
import { callKey } from "./call-key.ts";
import type { Ledger } from "./ledger.ts";
import type { CallOutcome, CallRunner, ModelCall, Spent } from "./model.ts";
import { declaredModel, type Models } from "./models-file.ts";
import { recall } from "./recall.ts";

/** The calls behind the batch files, which results are read against. */
export const CALLS_FILE = "calls.json";

/**
 * Outcomes of calls that the ledger has are given; the others end as failed with reason `batch`,
 * and `write` puts them into files. A task whose calls depend on answers takes several rounds: the
 * answers' calls first, and once their results are in the ledger, the judge's.
 */
export class BatchRunner implements CallRunner {
  /** Calls to be written, by key. */
  readonly missing = new Map<string, ModelCall>();

  constructor(
    private readonly models: Models,
    private readonly ledger: Pick<Ledger, "findFinal"> | null,
  ) {}

  async run(
    calls: readonly ModelCall[],
    done: (call: ModelCall, outcome: CallOutcome) => void,
  ): Promise<void> {
    for (const call of calls) {
      const key = callKey(call);
      const line = recall(this.ledger, key, call, declaredModel(this.models, call.model));
      if (line) done(call, line.outcome);
      else {
        this.missing.set(key, call);
        done(call, { kind: "failed", key, reason: "batch", detail: "written to a batch file" });
      }
    }
  }

  /** Writes what is missing, and the calls themselves beside it. */
  async write(folder: string): Promise<readonly BatchFile[]> {
    const calls = [...this.missing.values()];
    const { files } = await writeBatchFiles(calls, { folder, models: this.models, ledger: null });
    await writeFileAtomically(join(folder, CALLS_FILE), JSON.stringify(calls));
    return files;
  }

  spent(): Spent {
    return { calls: 0, tokensIn: 0, tokensOut: 0, dollars: 0 };
  }

  async close(): Promise<void> {}
}
