import type { BenchRun } from "../schema/bench.ts";
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
  const widths = table[0].map((_, at) => Math.max(...table.map((row) => row[at].length)));
  const { counts, design, judge, task } = run;
  return [
    run.provenance,
    `task ${task}, judge ${judge.kind}${judge.model ? ` (${judge.model})` : ""}; ${design.personas.toLocaleString("en-US")} personas, ${design.prompts.toLocaleString("en-US")} prompts; ${counts.failed.toLocaleString("en-US")} of ${counts.rows.toLocaleString("en-US")} failed`,
    ...Object.entries(counts.failures).map(
      ([reason, times]) => `failed: ${times.toLocaleString("en-US")} ${reason}`,
    ),
    "",
    ...table.map((row) =>
      row
        .map((cell, at) => (at < 3 ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
        .join("  ")
        .trimEnd(),
    ),
  ];
}
