/** What the alignment page is told of each run. */
import type { Judge, Mode, Task } from "../../schema/bench.ts";
import type { RunSummaries } from "../../schema/summary-use.ts";
import type { AnswerUse, Estimate } from "../../stats/bench/rows.ts";

export interface RunPartFigures {
  readonly model: string;
  readonly mode: Mode;
  readonly estimates: readonly Estimate[];
  /** What its answers took; null where none took a token. */
  readonly use: AnswerUse | null;
}

export interface RunFigures {
  readonly folder: string;
  readonly name: string;
  readonly provenance: string;
  readonly task: Task;
  readonly seed: number;
  readonly judge: { readonly kind: Judge; readonly model: string | null };
  readonly models: readonly {
    readonly name: string;
    readonly kind: string;
    readonly description: string;
  }[];
  readonly modes: readonly Mode[];
  readonly design: {
    readonly personas: number;
    readonly prompts: number;
    readonly perPersona: number;
    readonly attempts: number;
  };
  readonly counts: {
    readonly rows: number;
    readonly judged: number;
    readonly failed: number;
    readonly failures: Readonly<Record<string, number>>;
  };
  readonly cost: {
    readonly calls: number;
    readonly tokensIn: number;
    readonly tokensOut: number;
    readonly dollars: number | null;
  };
  readonly parts: readonly RunPartFigures[];
  /** By model that makes some: which attributes its summaries name. */
  readonly summaries?: RunSummaries;
}

/** Tells a run from others of the same task, where there are any. */
export const runNote = (all: readonly RunFigures[], { name }: RunFigures) =>
  all.length > 1 ? ` (${name})` : "";

export const MODE_NAMES: Readonly<Record<Mode, string>> = {
  baseline: "Baseline",
  output_only: "Output only",
  chain_of_thought: "Chain of thought",
  demographic_summary: "Demographic summary",
};
