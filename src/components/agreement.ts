import type { Column, Row } from "./csv.ts";

export type Agreement =
  | { readonly equal: true; readonly rows: number }
  | { readonly equal: false; readonly reason: string };

/**
 * Whether a query's answer gives the numbers that a chart shows: the same labels with the same
 * counts, in any order, rows of zero aside. Columns that the answer does not have are not compared.
 */
export function compareRows(
  columns: readonly Column[],
  shown: readonly Row[],
  answered: readonly Row[],
): Agreement {
  const texts = columns.filter((column) => column.kind === "text").map((column) => column.key);
  const counts = columns.filter((column) => column.kind === "count").map((column) => column.key);
  const present = (keys: readonly string[]) =>
    answered.length === 0 ? keys : keys.filter((key) => key in answered[0]);
  const labels = present(texts);
  const compared = present(counts);
  if (compared.length === 0) return { equal: false, reason: "The answer has no column of counts." };
  const expected = tally(shown, labels, compared);
  const found = tally(answered, labels, compared);
  for (const [label, numbers] of expected) {
    const other = found.get(label) ?? "nothing";
    if (other !== numbers) {
      return { equal: false, reason: `${label}: the chart shows ${numbers}, the query ${other}.` };
    }
  }
  for (const [label, numbers] of found) {
    if (!expected.has(label)) {
      return { equal: false, reason: `${label}: the chart shows nothing, the query ${numbers}.` };
    }
  }
  return { equal: true, rows: expected.size };
}

function tally(
  rows: readonly Row[],
  labels: readonly string[],
  counts: readonly string[],
): Map<string, string> {
  const byLabel = new Map<string, string>();
  for (const row of rows) {
    if (counts.every((key) => !Number(row[key]))) continue;
    const label = labels.map((key) => String(row[key])).join(" × ");
    byLabel.set(label, counts.map((key) => String(Number(row[key] ?? 0))).join(", "));
  }
  return byLabel;
}
