import type { Agreement } from "./measure.ts";

/** Agreement for reading: a line per group, then what is undefined, what was skipped, and how. */
export function agreementReport(agreements: readonly Agreement[]): string {
  const isGrouped = agreements.some(({ group }) => group !== undefined);
  const header = ["metric", "value", "95 % interval", "units", "raters", "ratings"];
  const lines = agreements.map(({ metric, value, low, high, units, raters, ratings }) => [
    metric,
    decimal(value),
    low === null ? "-" : `${decimal(low)} to ${decimal(high)}`,
    ...[units, raters, ratings].map((count) => count.toLocaleString("en-US")),
  ]);
  const names = agreements.map(({ group }) => group ?? "(none)");
  const table = isGrouped
    ? [["group", ...header], ...lines.map((line, i) => [names[i], ...line])]
    : [header, ...lines];
  const of = (i: number) => (isGrouped ? `${names[i]}: ` : "");
  return [
    ...aligned(table, isGrouped ? 2 : 1),
    ...section(
      "undefined",
      agreements.flatMap(({ reason }, i) => (reason ? [`${of(i)}${reason}`] : [])),
    ),
    ...section(
      "skipped",
      agreements.flatMap(({ skipped }, i) =>
        skipped.map(({ reason, count }) => `${of(i)}${rows(count)}: ${reason}`),
      ),
    ),
    ...section("method", [...new Set(agreements.map(({ method }) => method))]),
  ].join("\n");
}

function rows(count: number): string {
  return count === 1 ? "1 row" : `${count.toLocaleString("en-US")} rows`;
}

function decimal(value: number | null): string {
  return value === null ? "undefined" : value.toFixed(4);
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

/** Rows with columns of equal width, the first `texts` of them flush left. */
function aligned(rows: readonly (readonly string[])[], texts: number): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at < texts ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
      .join("  ")
      .trimEnd(),
  );
}
