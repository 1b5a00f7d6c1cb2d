/** What a run says: estimates with intervals, in all and by group. */
import type { BenchRun, Mode, Task } from "../../schema/bench.ts";
import { type GroupRate, groupRatesOver } from "../../stats/bench/pass-rates.ts";
import { estimatesOf, plainRows } from "../../stats/bench/summary.ts";
import { readRun } from "./read-run.ts";
import { groupingOf, type ReportOptions } from "./report-groups.ts";

export interface ReportRow {
  readonly model: string;
  readonly mode: Mode;
  readonly task: Task;
  /** Null for the overall estimate. */
  readonly group: string | null;
  readonly n: number;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface GroupReportRow extends ReportRow {
  readonly personas: number;
  readonly gap: number | null;
  readonly gapLow: number | null;
  readonly gapHigh: number | null;
  readonly adjusted: number | null;
  readonly pooled: number | null;
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** @throws InputError for a folder that is no run; UserError for an unknown attribute. */
export async function reportRun(
  folder: string,
  options: ReportOptions,
): Promise<{ readonly run: BenchRun; readonly rows: (ReportRow | GroupReportRow)[] }> {
  const { run, parts, personas: ids } = await readRun(folder);
  const isGrouped = options.by.length > 0 || options.groups !== null;
  const grouping = isGrouped ? await groupingOf(ids, run, options) : null;
  const rows = parts.flatMap(({ model, mode, rows }) => {
    const name = { model, mode, task: run.task };
    const all = estimatesOf(run.task, rows).map(({ group, n, estimate, low, high }) => ({
      ...name,
      group,
      n,
      estimate: finite(estimate),
      low: finite(low),
      high: finite(high),
    }));
    if (!grouping) return all;
    const byGroup = groupRatesOver(plainRows(run.task, rows), grouping);
    return [...all, ...byGroup.map((rate) => ({ ...name, ...groupRow(rate) }))];
  });
  return { run, rows };
}

function groupRow(rate: GroupRate) {
  // Under ten personas nothing is told but how many there are.
  const shown = (value: number) => (rate.personas >= 10 ? finite(value) : null);
  return {
    group: rate.group,
    n: rate.n,
    personas: rate.personas,
    estimate: shown(rate.estimate),
    low: shown(rate.low),
    high: shown(rate.high),
    gap: shown(rate.gap),
    gapLow: shown(rate.gapLow),
    gapHigh: shown(rate.gapHigh),
    adjusted: shown(rate.adjusted),
    pooled: shown(rate.pooled),
  };
}
