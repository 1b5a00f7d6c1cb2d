import type { BenchRun } from "../schema/bench.ts";
import type { JudgeKappa, orderConsistency } from "../testbed/bench/judge-agreement.ts";
import type { GroupReportRow, ReportRow } from "../testbed/bench/report.ts";

/** A report as lines of a table with aligned columns. */
export function reportLines(
  run: BenchRun,
  rows: readonly (ReportRow | GroupReportRow)[],
): string[] {
  const isRate = run.task !== "stability";
  const figure = (value: number | null) => {
    if (value === null) return "–";
    const text = isRate ? `${(100 * value).toFixed(1)} %` : value.toFixed(3);
    return text.replace(/^-(?=[0.]+( %)?$)/, "");
  };
  const head = ["model", "mode", "group", "n", "estimate", "95 % interval", "gap", "adjusted p"];
  const cells = rows.map((row) => {
    const isGroup = "gap" in row;
    return [
      row.model,
      row.mode,
      row.group ?? "all",
      row.n.toLocaleString("en-US"),
      isGroup && row.personas < 10 ? "n < 10" : figure(row.estimate),
      row.low === null ? "–" : `${figure(row.low)} to ${figure(row.high)}`,
      isGroup && row.gap !== null ? `${row.gap > 0 ? "+" : ""}${(100 * row.gap).toFixed(1)}` : "",
      isGroup && row.adjusted !== null ? row.adjusted.toPrecision(2) : "",
    ];
  });
  const used = head.map((_, at) => cells.some((row) => row[at] !== ""));
  const table = [head, ...cells].map((row) => row.filter((_, at) => used[at]));
  const { counts, design, judge, task } = run;
  return [
    run.provenance,
    `task ${task}, judge ${judge.kind}${judge.model ? ` (${judge.model})` : ""}; ${design.personas.toLocaleString("en-US")} personas, ${design.prompts.toLocaleString("en-US")} prompts; ${counts.failed.toLocaleString("en-US")} of ${counts.rows.toLocaleString("en-US")} failed`,
    ...Object.entries(counts.failures).map(
      ([reason, times]) => `failed: ${times.toLocaleString("en-US")} ${reason}`,
    ),
    "",
    ...alignedLines(table, 3),
  ];
}

/** Which attributes the summaries of each model drop, as lines; none without summaries. */
export function summaryLines({ summaries = {} }: BenchRun): string[] {
  return Object.entries(summaries).flatMap(([model, use]) => [
    "",
    `${model}: ${use.summaries.toLocaleString("en-US")} summaries name ${use.meanNamed.toFixed(1)} attributes each by their own account; dropped most`,
    ...alignedLines(
      [
        ["attribute", "n", "dropped", "95 % interval"],
        ...use.attributes.map(({ attribute, n, named, low, high }) => [
          attribute,
          n.toLocaleString("en-US"),
          `${(100 * (1 - named / n)).toFixed(1)} %`,
          `${(100 * (1 - high)).toFixed(1)} to ${(100 * (1 - low)).toFixed(1)} %`,
        ]),
      ],
      1,
    ),
    ...Object.entries(use.unknown).map(
      ([name, times]) => `no attribute: ${times} ${JSON.stringify(name)}`,
    ),
  ]);
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
