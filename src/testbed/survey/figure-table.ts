/** Tables of figures as they are committed: comment lines that give the source, then CSV. */
import { csvFormatRows, csvParseRows } from "d3";

export interface FigureTable {
  /** Lines of the header comment, without the `# `. */
  readonly notes: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export function formatFigures({ notes, columns, rows }: FigureTable): string {
  const header = notes.map((note) => `# ${note}`).join("\n");
  const text = [columns, ...rows].map((row) => row.map(String));
  return `${header}\n${csvFormatRows(text)}\n`;
}

/** Rows by column name. Comment lines are left out. */
export function parseFigures(text: string): Record<string, string>[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  const [columns = [], ...rows] = csvParseRows(lines.join("\n"));
  return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ""])));
}

/** A number with at most `digits` decimals, as the tables print it (never "-0"). */
export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale + 0;
}
