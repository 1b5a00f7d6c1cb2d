/** Lays out the rows of a benchmark. */
import type { Row } from "./benchmark.ts";

/** Three significant digits, thousands separated. */
const digits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

/** A row's value over that of its group's baseline, such as `2.5x`; empty for the baseline itself. */
function ratio(row: Row, rows: readonly Row[]): string {
  if (row.group === undefined) return "";
  const group = rows.filter(({ group, unit }) => group === row.group && unit === row.unit);
  const baseline = group.find((other) => other.baseline) ?? group[0]!;
  return baseline === row ? "1x" : `${digits.format(row.value / baseline.value)}x`;
}

/** A text table: what, value and unit, ratio to the baseline, note. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    digits.format(row.value),
    row.unit,
    ratio(row, rows),
    row.note ?? "",
  ]);
  const widths = [0, 1, 2, 3].map((i) => Math.max(0, ...cells.map((line) => line[i]!.length)));
  const lines = cells.map(([what, value, unit, times, note]) =>
    [
      what!.padEnd(widths[0]!),
      value!.padStart(widths[1]!),
      unit!.padEnd(widths[2]!),
      times!.padStart(widths[3]!),
      note,
    ].join("  "),
  );
  return lines.map((line) => `  ${line.trimEnd()}`).join("\n");
}
