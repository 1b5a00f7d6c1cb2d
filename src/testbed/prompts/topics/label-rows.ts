/** Labels the rows of a table of prompts with topics. */
import { readFile } from "node:fs/promises";
import type { Skipped } from "../../../stats/coefficient.ts";
import { csvRows } from "../../datasets/csv-rows.ts";
import { InputError } from "../../datasets/input-error.ts";
import { SkippedRows } from "../../datasets/skipped-rows.ts";
import type { TopicLabel } from "../topic-classifier.ts";

/** Columns that labels are written to. */
export const LABEL_COLUMNS = ["topic", "confidence", "nearest"] as const;

/** What a text without a topic has in column topic, and in nearest if no word is known. */
export const NONE = "none";

export interface LabelledRow extends TopicLabel {
  /** Number in the file; the header is row 1. */
  readonly row: number;
  readonly fields: readonly string[];
}

export interface LabelledFile {
  readonly header: readonly string[];
  readonly rows: readonly LabelledRow[];
  /** Rows without a label: with `rows.length` they make up all rows of the file. */
  readonly skipped: readonly Skipped[];
}

/** @throws InputError where the file cannot be read, or as `labelRows` does. */
export async function labelFile(
  file: string,
  column: string,
  label: (text: string) => TopicLabel,
): Promise<LabelledFile> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === "ENOENT" ? "is missing" : `cannot be read (${error.code})`;
    throw new InputError(`${file} ${reason}; give a CSV file with a column ${column}`);
  });
  return labelRows(text, file, column, label);
}

/**
 * Labels the texts of a column of comma-separated text. A row without a text and one of another
 * number of fields than the header are skipped, counted and named.
 * @throws InputError naming the file and the column that is missing, there twice or in the way of
 * the labels, or the row where a quote is not closed.
 */
export function labelRows(
  text: string,
  file: string,
  column: string,
  label: (text: string) => TopicLabel,
): LabelledFile {
  const rows = csvRows(text, file);
  const header = rows.next().value?.fields ?? [];
  const at = placeOf(header, file, column);
  const skipped = new SkippedRows();
  const labelled: LabelledRow[] = [];
  for (const { row, fields } of rows) {
    if (fields.length !== header.length) {
      skipped.add(`not ${header.length} fields`, row, `${fields.length} fields`);
    } else if (fields[at].trim() === "") skipped.add(`nothing in column ${column}`, row, "empty");
    else labelled.push({ row, fields, ...label(fields[at]) });
  }
  return { header, rows: labelled, skipped: skipped.list() };
}

function placeOf(header: readonly string[], file: string, column: string): number {
  const at = header.indexOf(column);
  if (at < 0) {
    const names = header.length === 0 ? "an empty file" : header.slice(0, 12).join(", ");
    throw new InputError(
      `${file}, row 1: expected a column ${column}, found ${names}; name the column of the texts with --column`,
    );
  }
  if (header.indexOf(column, at + 1) >= 0) {
    throw new InputError(`${file}, row 1: column ${column} is there twice; rename one`);
  }
  const taken = LABEL_COLUMNS.find((name) => header.includes(name));
  if (taken) {
    throw new InputError(
      `${file}, row 1: there is a column ${taken} already, and labels are written to ${LABEL_COLUMNS.join(", ")}; rename it`,
    );
  }
  return at;
}

/** The table with its labels in three more columns, as RFC 4180 has it. */
export function labelledCsv({ header, rows }: LabelledFile): string {
  const lines = [
    [...header, ...LABEL_COLUMNS],
    ...rows.map(({ fields, topic, confidence, nearest }) => [
      ...fields,
      topic ?? NONE,
      confidence.toFixed(4),
      nearest ?? NONE,
    ]),
  ];
  return `${lines.map((line) => line.map(quoted).join(",")).join("\n")}\n`;
}

function quoted(field: string): string {
  const isPlain = !/[",\r\n]|^\s|\s$/.test(field);
  return isPlain ? field : `"${field.replaceAll('"', '""')}"`;
}

/** Rows by topic, the most frequent first, those of no topic last. */
export function topicCounts(rows: readonly TopicLabel[]): { topic: string; rows: number }[] {
  const counts = new Map<string, number>();
  for (const { topic } of rows) {
    if (topic !== null) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  const none = rows.filter(({ topic }) => topic === null).length;
  return [
    ...[...counts]
      .map(([topic, rows]) => ({ topic, rows }))
      .sort((a, b) => b.rows - a.rows || (a.topic < b.topic ? -1 : 1)),
    { topic: NONE, rows: none },
  ];
}
