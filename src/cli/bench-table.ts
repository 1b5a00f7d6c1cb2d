import type { BenchRun } from "../schema/bench.ts";
import { keptMost } from "../schema/summary-use.ts";
import { unitOf } from "../stats/bench/summary.ts";
import { FALSE_DISCOVERY } from "../stats/benjamini-hochberg.ts";
import type { JudgeKappa, orderConsistency } from "../testbed/bench/judge-agreement.ts";
import type { GroupReportRow, ReportRow } from "../testbed/bench/report.ts";

/** A report as lines of a table with aligned columns. */
export function reportLines(
  run: BenchRun,
  rows: readonly (ReportRow | GroupReportRow)[],
): string[] {
  const { counts, design, judge, task } = run;
  return [
    run.provenance,
    `task ${task}, judge ${judge.kind}${judge.model ? ` (${judge.model})` : ""}; ${design.personas.toLocaleString("en-US")} personas, ${design.prompts.toLocaleString("en-US")} prompts; ${counts.failed.toLocaleString("en-US")} of ${counts.rows.toLocaleString("en-US")} failed`,
    ...Object.entries(counts.failures).map(
      ([reason, times]) => `failed: ${times.toLocaleString("en-US")} ${reason}`,
    ),
    "",
    ...tableLines(run, rows),
  ];
}

type Named<T> = Omit<T, "mode"> & { readonly mode: string };
type TableRow = Named<ReportRow> | Named<GroupReportRow>;

/** Columns without a value are left out. */
function tableLines(run: BenchRun, rows: readonly TableRow[]): string[] {
  const figure = (value: number | null, group: string | null) => {
    if (value === null) return "–";
    // A group of personas has a rate, whatever the task; a step of a conversation is a small one.
    const text = {
      share: `${(100 * value).toFixed(1)} %`,
      points: `${(100 * value).toFixed(run.task === "drift" ? 2 : 1)} pt`,
      number: value.toFixed(3),
    }[unitOf(run.task, group)];
    return text.replace(/^-(?=[0.]+( %| pt)?$)/, "");
  };
  const head = ["model", "mode", "group", "n", "estimate", "95 % interval", "gap", "adjusted p"];
  const cells = rows.map((row) => {
    const isGroup = "gap" in row;
    const of = isGroup ? null : row.group;
    return [
      row.model,
      row.mode,
      row.group ?? "all",
      row.n.toLocaleString("en-US"),
      isGroup && row.personas < 10 ? "n < 10" : figure(row.estimate, of),
      row.low === null ? "–" : `${figure(row.low, of)} to ${figure(row.high, of)}`,
      isGroup && row.gap !== null ? `${row.gap > 0 ? "+" : ""}${(100 * row.gap).toFixed(1)}` : "",
      isGroup && row.adjusted !== null ? row.adjusted.toPrecision(2) : "",
    ];
  });
  const used = head.map((_, at) => cells.some((row) => row[at] !== ""));
  const table = [head, ...cells].map((row) => row.filter((_, at) => used[at]));
  return alignedLines(table, used.slice(0, 3).filter(Boolean).length);
}

/** A row whose model and mode are told above it. */
const unnamed = (row: GroupReportRow) => ({ ...row, model: "", mode: "" });

/** Groups printed of each model and mode. */
const MOST_FOUND = 10;

/**
 * Of every model and mode the overall rate, how many groups were tested and found to differ from all
 * others, and those furthest below them by the pooled gap.
 * @param named groups of a file, which are told whatever is found.
 */
export function pairLines(
  run: BenchRun,
  rows: readonly (ReportRow | GroupReportRow)[],
  named: readonly string[],
): string[] {
  const groups = rows.filter((row): row is GroupReportRow => "gap" in row);
  const asked = groups.filter(({ group }) => named.includes(group ?? ""));
  const overall = rows.filter((row) => !("gap" in row));
  const found = overall
    .filter(({ group }) => group === null)
    .flatMap(({ model, mode }) => {
      const own = groups.filter((row) => row.model === model && row.mode === mode);
      const tested = own.filter(({ adjusted }) => adjusted !== null);
      const differ = tested.filter(({ adjusted }) => (adjusted as number) < FALSE_DISCOVERY);
      const worst = differ
        .filter(({ gap }) => (gap as number) < 0)
        .sort((a, b) => (a.pooled as number) - (b.pooled as number));
      const count = (value: number) => value.toLocaleString("en-US");
      return [
        "",
        `${model}, ${mode}: ${count(own.length)} groups, ${count(tested.length)} of ten personas and more tested, ${count(differ.length)} found to differ at a false discovery rate of ${100 * FALSE_DISCOVERY} %, ${count(worst.length)} of them served worse`,
        ...(worst.length > 0
          ? tableLines(run, worst.slice(0, MOST_FOUND).map(unnamed)).concat(
              worst.length > MOST_FOUND ? [`and ${count(worst.length - MOST_FOUND)} more`] : [],
            )
          : []),
      ];
    });
  return [...reportLines(run, [...overall, ...asked]), ...found];
}

/** Which attributes the summaries of each model drop, kept most first, as lines; none without summaries. */
export function summaryLines({ summaries = {} }: BenchRun): string[] {
  const models = Object.entries(summaries);
  if (models.length === 0) return [];
  const percent = (share: number) => (100 * share).toFixed(1);
  const attributes = keptMost(summaries);
  const cell = (use: (typeof models)[number][1], name: string) => {
    const found = use.attributes.find(({ attribute }) => attribute === name);
    if (!found) return "–";
    const { n, named, low, high } = found;
    return `${percent(1 - named / n)} % (${percent(1 - high)} to ${percent(1 - low)})`;
  };
  return [
    "",
    "Share of summaries that drop an attribute shown, by the model's own account or a reference model's rule, with 95 % intervals",
    ...models.map(
      ([model, use]) =>
        `${model}: ${use.summaries.toLocaleString("en-US")} summaries name ${use.meanNamed.toFixed(1)} attributes each`,
    ),
    ...alignedLines(
      [
        ["attribute", ...models.map(([model]) => model)],
        ...attributes.map((name) => [name, ...models.map(([, use]) => cell(use, name))]),
      ],
      1,
    ),
    ...models.flatMap(([model, { unknown }]) =>
      Object.entries(unknown).map(
        ([name, times]) =>
          `${model}, not in the profile: ${times.toLocaleString("en-US")} ${JSON.stringify(name)}`,
      ),
    ),
  ];
}

/** Agreement of judges as lines of a table. */
export function kappaLines(kappas: readonly JudgeKappa[]): string[] {
  const figure = (value: number | null) => (value === null ? "–" : value.toFixed(3));
  return alignedLines(
    [
      ["model", "mode", "n", "failed", "same", "kappa", "95 % interval"],
      ...kappas.map(({ model, mode, n, failed, agreement, kappa, low, high }) => [
        model,
        mode,
        n.toLocaleString("en-US"),
        failed.toLocaleString("en-US"),
        agreement === null ? "–" : `${(100 * agreement).toFixed(1)} %`,
        figure(kappa),
        low === null ? "–" : `${figure(low)} to ${figure(high)}`,
      ]),
    ],
    2,
  );
}

export function ordersLine({
  n,
  share,
  low,
  high,
}: NonNullable<Awaited<ReturnType<typeof orderConsistency>>>): string {
  const percent = (value: number) => (100 * value).toFixed(1);
  return `judge keeps to its verdict as the answers change places: ${percent(share)} % (${percent(low)} to ${percent(high)}) of ${n.toLocaleString("en-US")}`;
}

/** The first `left` columns to the left, the others to the right. */
function alignedLines(table: readonly (readonly string[])[], left: number): string[] {
  const widths = table[0].map((_, at) => Math.max(...table.map((row) => row[at].length)));
  return table.map((row) =>
    row
      .map((cell, at) => (at < left ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
      .join("  ")
      .trimEnd(),
  );
}
