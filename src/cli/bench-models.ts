/** Runners of calls to language models for `atlas bench`, from its flags. */
import { runBench } from "../testbed/bench/run-bench.ts";
import type { BenchOptions } from "../testbed/bench/run-options.ts";
import { expectedTokens } from "../testbed/lm/budget.ts";
import { createRunner } from "../testbed/lm/create-runner.ts";
import type { CallRunner, ModelCall } from "../testbed/lm/model.ts";
import { dollarsOf, type ModelEntry, readModelsFile } from "../testbed/lm/models-file.ts";
import type { Progress } from "../testbed/progress.ts";
import { UserError } from "../testbed/user-error.ts";

export interface RunnerFlags {
  readonly modelsFile: string;
  readonly judgeModel?: string;
  readonly out: string;
  readonly ledger?: string;
  readonly queue?: string;
  readonly maxCalls?: number;
  readonly maxCost?: number;
}

/** Where the calls of a run are kept. */
export const ledgerPath = ({ ledger, out }: Pick<RunnerFlags, "ledger" | "out">) =>
  ledger ?? `${out}.ledger.jsonl`;

/** A runner that stops at Ctrl-C: what was answered stays in the ledger, and a rerun goes on. */
export async function runnerFor(flags: RunnerFlags, progress: Progress): Promise<CallRunner> {
  const path = ledgerPath(flags);
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const { signal } = stop;
  if (flags.queue !== undefined) {
    const { createQueueRunner } = await import("../testbed/lm/queue/create-queue-runner.ts");
    return createQueueRunner({ url: flags.queue, ledgerPath: path, progress, signal });
  }
  return createRunner({
    modelsFile: flags.modelsFile,
    ledgerPath: path,
    budget: { maxCalls: flags.maxCalls ?? null, maxDollars: flags.maxCost ?? null },
    progress,
    signal,
  });
}

/**
 * What a run would take, as lines: the calls for answers are made up in full, and one call of the
 * judge is counted for each answer. Tokens are characters over four, answers at their usual length.
 */
export async function dryRunLines(
  options: Omit<BenchOptions, "lm">,
  flags: RunnerFlags,
  progress: Progress,
): Promise<string[]> {
  const models = await readModelsFile(flags.modelsFile);
  const entryOf = (name: string): ModelEntry => {
    const entry = models.get(name);
    if (!entry) throw new UserError(`${flags.modelsFile} has no model ${name}`);
    return entry;
  };
  const totals = new Map<string, { calls: number; in: number; out: number; dollars: number }>();
  const seen = new Set<string>();
  const count = (call: ModelCall) => {
    const entry = entryOf(call.model);
    const { tokensIn, tokensOut } = expectedTokens(call, entry);
    const known = totals.get(call.model) ?? { calls: 0, in: 0, out: 0, dollars: 0 };
    known.calls++;
    known.in += tokensIn;
    known.out += tokensOut;
    known.dollars += dollarsOf(entry, tokensIn, tokensOut) ?? Number.NaN;
    totals.set(call.model, known);
  };
  const { callKey } = await import("../testbed/lm/call-key.ts");
  const runner: CallRunner = {
    async run(calls, done) {
      for (const call of calls) {
        const key = callKey(call);
        if (!seen.has(key)) count(call);
        seen.add(key);
        const usual = "word ".repeat(90);
        const value = { summary: usual, attributes: [], ...USUAL_VERDICT };
        done(call, {
          kind: "answered",
          key,
          reply: {
            text: `ANSWER\n${usual}`,
            value,
            tokensIn: 0,
            tokensOut: 0,
            latencyMs: 0,
            finishReason: "stop",
          },
        });
      }
    },
    spent: () => ({ calls: 0, tokensIn: 0, tokensOut: 0, dollars: 0 }),
    close: async () => {},
  };
  const lm = {
    runner,
    judgeModel: flags.judgeModel ?? "",
    allowSelf: true,
    ledger: null,
    parameters: {},
  };
  await runBench({ ...options, lm }, progress, null, "plan");
  const number = (value: number) => Math.round(value).toLocaleString("en-US");
  const lines = [...totals].map(
    ([name, { calls, in: read, out: written, dollars }]) =>
      `${name}: ${number(calls)} calls, about ${number(read)} tokens read and ${number(written)} written, ${Number.isNaN(dollars) ? "no price in the models file" : `about $${dollars.toFixed(2)}`}`,
  );
  return [
    ...lines,
    "Nothing was asked. Tokens are characters over four; answers are taken at their usual length.",
  ];
}

/** Reads as any of the forms that judges fill. */
const USUAL_VERDICT = {
  debate: [{ critic: "helpfulness", says: "word ".repeat(60) }],
  needs_revision: false,
  reason: "word",
  preferred: "a",
  confidence: 1,
  side: "first",
};
