export type Cell = string | number | boolean | null;
/** A record of a chart's table, by column key. */
export type Row = Readonly<Record<string, Cell>>;

export interface Column {
  readonly key: string;
  readonly label: string;
  /** How the cells read: text as it is, a count, a share of 1, a difference of shares, or a number. */
  readonly kind: "text" | "count" | "share" | "points" | "number";
}

/**
 * RFC 4180 text of rows, with the column keys as header and full precision. A text that a
 * spreadsheet would take for a formula gets an apostrophe in front, so that it stays a text.
 */
export function csvOf(columns: readonly Column[], rows: readonly Row[]): string {
  const lines = [columns.map((column) => quoted(inert(column.key))).join(",")];
  for (const row of rows) {
    const cells = columns.map(({ key, kind }) => {
      const cell = row[key] ?? null;
      return quoted(kind === "text" && typeof cell === "string" ? inert(cell) : cell);
    });
    lines.push(cells.join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
}

function inert(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(cell: Cell): string {
  if (cell === null) return "";
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
