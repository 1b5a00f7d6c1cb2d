/** Reads judgements from an annotator's export (JSON or CSV) or any table with the same columns. */
import { CsvError, csvRecords } from "./csv-records.ts";
import { EXPORT_FORMAT, EXPORT_VERSION, JUDGEMENT_KEYS, type Judgement } from "./judgement.ts";
import { judgementOf, type RawRow } from "./judgement-values.ts";

/** Something in a file that is no judgement. */
export interface RowFault {
  readonly file: string;
  /** As a person counts: the header of a CSV file is row 1, the first judgement of JSON is 1. */
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
}

export interface PlacedJudgement {
  readonly judgement: Judgement;
  readonly file: string;
  readonly row: number;
}

export interface JudgementFile {
  /** Rows of the file, sound or not. */
  readonly rows: number;
  readonly judgements: readonly PlacedJudgement[];
  readonly faults: readonly RowFault[];
  /** Columns that are passed over. */
  readonly otherColumns: readonly string[];
}

/** `ann.csv, row 12, column preferred: expected …`. */
export function rowFaultLine({ file, row, column, message }: RowFault): string {
  return `${[file, row && `row ${row}`, column && `column ${column}`].filter(Boolean).join(", ")}: ${message}`;
}

/** Columns without which a row is no judgement; the others have a value for none. */
const REQUIRED = JUDGEMENT_KEYS.filter(
  (key) => !["study", "confidence", "reason", "seconds"].includes(key),
);
/** Passed over in silence: it follows from `preferred` and `order_swapped`. */
const DERIVED = "position";

/** Reads the text of a file. Never throws: every row is a judgement or a fault. */
export function readJudgements(text: string, file: string): JudgementFile {
  const isJson = /^\uFEFF?\s*[[{]/.test(text);
  return isJson ? fromJson(text, file) : fromCsv(text, file);
}

const unreadable = (file: string, message: string, row: number | null = null): JudgementFile => ({
  rows: 0,
  judgements: [],
  faults: [{ file, row, column: null, message }],
  otherColumns: [],
});

function fromJson(text: string, file: string): JudgementFile {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return unreadable(file, `is no JSON (${(error as Error).message}); was it cut off?`);
  }
  const rows = Array.isArray(content) ? content : rowsOfExport(content);
  if (typeof rows === "string") return unreadable(file, rows);
  return collect(
    file,
    rows.map((row: unknown, at) => ({
      row: at + 1,
      cells: typeof row === "object" && row !== null ? (row as RawRow) : "expected an object",
    })),
  );
}

/** The rows of an export, or what is wrong with it. */
function rowsOfExport(content: unknown): unknown[] | string {
  const { format, version, judgements } = content as Record<string, unknown>;
  if (format !== EXPORT_FORMAT) {
    return `expected an export of the annotate page, with format "${EXPORT_FORMAT}", or a list of judgements`;
  }
  if (version !== EXPORT_VERSION) {
    return `expected version ${EXPORT_VERSION}, found ${String(version).slice(0, 20)}`;
  }
  return Array.isArray(judgements) ? judgements : "expected a list under judgements";
}

function fromCsv(text: string, file: string): JudgementFile {
  const lines: { row: number; fields: readonly string[] }[] = [];
  let broken: RowFault | null = null;
  try {
    for (const line of csvRecords(text)) lines.push(line);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    broken = {
      file,
      row: null,
      column: null,
      message: `${error.message}; the rows from there on are not read`,
    };
  }
  const header = lines[0]?.fields ?? [];
  const missing = REQUIRED.filter((key) => !header.includes(key));
  if (missing.length > 0) {
    return unreadable(file, `expected the columns ${missing.join(", ")} in the first row`, 1);
  }
  const twice = header.find((name, at) => header.indexOf(name) !== at);
  if (twice !== undefined) return unreadable(file, `column "${shown(twice)}" is there twice`, 1);
  const found = collect(
    file,
    lines.slice(1).map(({ row, fields }) => ({
      row,
      cells:
        fields.length === header.length
          ? Object.fromEntries(header.map((name, at) => [name, unguarded(fields[at])]))
          : `expected ${header.length} fields, found ${fields.length}`,
    })),
  );
  return broken ? { ...found, faults: [...found.faults, broken] } : found;
}

/** Takes off the apostrophe that keeps a spreadsheet from reading a text as a formula. */
function unguarded(text: string): string {
  return /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}

function collect(
  file: string,
  rows: readonly { readonly row: number; readonly cells: RawRow | string }[],
): JudgementFile {
  const judgements: PlacedJudgement[] = [];
  const faults: RowFault[] = [];
  const others = new Set<string>();
  for (const { row, cells } of rows) {
    if (typeof cells === "string") {
      faults.push({ file, row, column: null, message: cells });
      continue;
    }
    for (const name of Object.keys(cells)) others.add(name);
    const { judgement, fault } = judgementOf(cells);
    if (judgement) judgements.push({ judgement, file, row });
    if (fault) faults.push({ file, row, ...fault });
  }
  const known = new Set<string>([...JUDGEMENT_KEYS, DERIVED]);
  const otherColumns = [...others].filter((name) => !known.has(name));
  return { rows: rows.length, judgements, faults, otherColumns };
}

/** A text from outside for a message: short, and without control characters. */
export function shown(text: string): string {
  const plain = text.replace(/\p{C}/gu, "?");
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
}
