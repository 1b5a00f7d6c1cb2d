/** How far judges agree: with one another or the truth, and with themselves in the other order. */
import { join } from "node:path";
import type { Mode } from "../../schema/bench.ts";
import { clusteredKappa } from "../../stats/bench/clustered-kappa.ts";
import { wilson } from "../../stats/wilson.ts";
import { type Row, withQuery } from "../datasets/check/query.ts";
import { InputError } from "../datasets/input-error.ts";
import { readRunManifest } from "./read-run.ts";
import { ORDERS_PART } from "./run-lm.ts";

export interface JudgeKappa {
  readonly model: string;
  readonly mode: Mode;
  /** Answers that both judged. */
  readonly n: number;
  /** Answers of both runs that one or both could not judge. */
  readonly failed: number;
  /** Share of the n with the same verdict. */
  readonly agreement: number | null;
  /** Cohen's kappa; null where there are no answers, or all have one verdict. */
  readonly kappa: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/**
 * Cohen's kappa of the verdicts of two runs on the same answers, by model and mode, clustered by
 * persona and by prompt. One run's judge may be the truth. Answers are the same where their calls
 * are; a reference model's are where the seeds of the runs are.
 *
 * @throws InputError where a folder is no run, the runs differ in dataset, task or seed, or they
 * share no answer.
 */
export async function judgeKappas(first: string, second: string): Promise<JudgeKappa[]> {
  const runs = [await readRunManifest(first), await readRunManifest(second)] as const;
  for (const [what, of] of [
    ["dataset", (run) => `${run.dataset.name} (seed ${run.dataset.seed})`],
    ["task", (run) => run.task],
    ["seed", (run) => String(run.seed)],
  ] satisfies [string, (run: (typeof runs)[0]) => string][]) {
    const [a, b] = runs.map(of);
    if (a !== b) {
      throw new InputError(
        `${first} and ${second}: expected the same ${what}, found ${a} and ${b}`,
      );
    }
  }
  const rows = await withQuery(async (query, view) => {
    await view("a", join(first, runs[0].results.path));
    await view("b", join(second, runs[1].results.path));
    return query(`
      SELECT model, mode, a.passed AS a, b.passed AS b,
        dense_rank() OVER (ORDER BY persona_id) AS persona,
        dense_rank() OVER (ORDER BY prompt_id) AS prompt
      FROM a JOIN b USING (model, mode, persona_id, prompt_id, attempt, variant, answer_key)
      ORDER BY a.file_row_number`);
  });
  if (rows.length === 0) throw new InputError(`${first} and ${second}: share no answer`);
  const parts = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.mode} ${row.model}`;
    const part = parts.get(key);
    if (part) part.push(row);
    else parts.set(key, [row]);
  }
  return [...parts.values()].map(kappaOf);
}

function kappaOf(rows: readonly Row[]): JudgeKappa {
  const judged = rows.filter(({ a, b }) => a !== null && b !== null);
  const list = (of: (row: Row) => unknown) => Int32Array.from(judged, (row) => Number(of(row)));
  const [a, b] = [list(({ a }) => a), list(({ b }) => b)];
  const factors = [list(({ persona }) => persona), list(({ prompt }) => prompt)];
  const { value, low, high } = clusteredKappa(a, b, 2, factors);
  const same = a.reduce((sum, verdict, at) => sum + (verdict === b[at] ? 1 : 0), 0);
  return {
    model: String(rows[0].model),
    mode: rows[0].mode as Mode,
    n: judged.length,
    failed: rows.length - judged.length,
    agreement: finite(same / judged.length),
    kappa: finite(value),
    low: finite(low),
    high: finite(high),
  };
}

/**
 * Share of the answers on which a pairwise judge keeps to its verdict when the two answers change
 * places, with Wilson's interval; null for a run of another judge.
 *
 * @throws InputError where the folder is no run.
 */
export async function orderConsistency(
  folder: string,
): Promise<{ n: number; share: number; low: number; high: number } | null> {
  const { judge, results } = await readRunManifest(folder);
  if (judge.kind !== "pairwise") return null;
  const [counts] = await withQuery(async (query, view) => {
    await view("results", join(folder, results.path));
    return query(`
      SELECT count(*) AS n, count(*) FILTER (reason = '${ORDERS_PART}') AS parted
      FROM results WHERE passed IS NOT NULL AND judge_key <> ''`);
  });
  const n = Number(counts.n);
  const kept = n - Number(counts.parted);
  return { n, share: kept / n, ...wilson(kept, n) };
}
