export type Cell = string | number | boolean | null;
/** A record of a chart's table, by column key. */
export type Row = Readonly<Record<string, Cell>>;

export interface Column {
  readonly key: string;
  readonly label: string;
  /** How the cells read: text as it is, a count, a share of 1, a difference of shares, or a number. */
  readonly kind: "text" | "count" | "share" | "points" | "number";
}

/** RFC 4180 text of rows, with the column keys as header and full precision. */
export function csvOf(columns: readonly Column[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => quoted(column.key)).join(",")];
  for (const row of rows) {
    lines.push(columns.map((column) => quoted(row[column.key] ?? null)).join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
}

function quoted(cell: Cell): string {
  if (cell === null) return "";
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
