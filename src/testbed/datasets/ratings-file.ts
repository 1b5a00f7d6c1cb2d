/** Reads a long table of ratings: one row per rating, with columns unit, rater and value. */
import { readFile } from "node:fs/promises";
import type { Skipped } from "../../stats/coefficient.ts";
import { csvRows } from "./csv-rows.ts";
import { InputError } from "./input-error.ts";
import { GroupRows, Labels } from "./rating-rows.ts";

/** What a value must be: any text, a number, or a number of zero or more. */
export type ValueKind = "text" | "number" | "amount";

/** The ratings of one group, as indices into the lists of the file. */
export interface RatingGroup {
  /** Its value in the grouping column; null for rows without one, or where nothing is grouped. */
  readonly group: string | null;
  readonly unit: Int32Array;
  readonly rater: Int32Array;
  /** Index of the value. */
  readonly code: Int32Array;
  /** Rows that are no rating: with `unit.length` they make up all rows of the group. */
  readonly skipped: readonly Skipped[];
}

export interface RatingsFile {
  readonly units: readonly string[];
  readonly raters: readonly string[];
  /** Every value that occurs, numbers ascending. */
  readonly values: readonly string[];
  /** The number of each value; null for texts. */
  readonly numbers: Float64Array | null;
  /** In the order of their first rows; a single one where nothing is grouped. */
  readonly groups: readonly RatingGroup[];
}

export interface RatingsOptions {
  readonly kind: ValueKind;
  /** Column to group by. */
  readonly by?: string;
}

/** @throws InputError where the file cannot be read, or as `parseRatings` does. */
export async function readRatings(file: string, options: RatingsOptions): Promise<RatingsFile> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === "ENOENT" ? "is missing" : `cannot be read (${error.code})`;
    throw new InputError(`${file} ${reason}; give a CSV file with columns unit, rater, value`);
  });
  return parseRatings(text, file, options);
}

/**
 * Ratings from the text of a CSV file. A row without a value is a missing rating. A rater's second
 * rating of a unit (within a group, where rows are grouped), a value of the wrong kind, an empty
 * unit or rater, and a row of another number of fields are skipped, counted and named by row.
 * The header is row 1.
 * @throws InputError naming the file and the column that is missing or there twice, or the row
 * where a quote is not closed.
 */
export function parseRatings(
  text: string,
  file: string,
  { kind, by }: RatingsOptions,
): RatingsFile {
  const rows = csvRows(text, file);
  const header = rows.next().value?.fields ?? [];
  const [unitAt, raterAt, valueAt, byAt = -1] = columnsOf(header, file, by);
  const units = new Labels();
  const raters = new Labels();
  const values = new Labels();
  const groups = new Map<string, GroupRows>();
  for (const { row, fields } of rows) {
    const name = fields[byAt] ?? "";
    const group = groups.get(name) ?? new GroupRows();
    groups.set(name, group);
    const { skipped } = group;
    const [unit, rater, value] = [fields[unitAt], fields[raterAt], fields[valueAt]];
    if (fields.length !== header.length) {
      skipped.add(`not ${header.length} fields`, row, `${fields.length} fields`);
    } else if (unit === "") skipped.add("nothing in column unit", row, `rater ${shown(rater)}`);
    else if (rater === "") skipped.add("nothing in column rater", row, `unit ${shown(unit)}`);
    else if (value === "") skipped.count("no value in column value");
    else if (kind !== "text" && !NUMBER.test(value)) {
      skipped.add("not a number in column value", row, `"${shown(value)}"`);
    } else if (kind === "amount" && Number(value) < 0) {
      skipped.add("below zero in column value", row, shown(value));
    } else if (!group.take(units.of(unit), raters.of(rater))) {
      skipped.add(
        "rated before, the first is kept",
        row,
        `unit ${shown(unit)}, rater ${shown(rater)}`,
      );
    } else group.codes.push(values.of(kind === "text" ? value : String(Number(value))));
  }
  if (groups.size === 0) groups.set("", new GroupRows());
  return {
    units: units.list,
    raters: raters.list,
    ...inOrder(
      values.list,
      kind,
      [...groups].map(([name, rows]) => ({ name, rows })),
    ),
  };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

/** A text from the file for a message: short, and without control characters. */
function shown(text: string): string {
  const plain = text.replace(/\p{C}/gu, "?");
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
}

/** Places of the columns. */
function columnsOf(header: readonly string[], file: string, by?: string): number[] {
  return ["unit", "rater", "value", ...(by === undefined ? [] : [by])].map((column) => {
    const at = header.indexOf(column);
    const names = header.slice(0, 12).map(shown).join(", ");
    const found =
      header.length === 0 ? "an empty file" : header.length > 12 ? `${names}, ...` : names;
    if (at < 0) {
      throw new InputError(
        `${file}, row 1: expected a column ${column}, found ${found}; name the columns in the first row, with commas between`,
      );
    }
    if (header.indexOf(column, at + 1) >= 0) {
      throw new InputError(`${file}, row 1: column ${column} is there twice; rename one`);
    }
    return at;
  });
}

/** Values with numbers ascending, texts as they came, and the groups with codes to match. */
function inOrder(
  values: readonly string[],
  kind: ValueKind,
  groups: readonly { readonly name: string; readonly rows: GroupRows }[],
): Pick<RatingsFile, "values" | "numbers" | "groups"> {
  const order = Array.from(values.keys());
  if (kind !== "text") order.sort((a, b) => Number(values[a]) - Number(values[b]));
  const place = new Int32Array(values.length);
  order.forEach((value, at) => {
    place[value] = at;
  });
  const ordered = order.map((value) => values[value]);
  return {
    values: ordered,
    numbers: kind === "text" ? null : Float64Array.from(ordered, Number),
    groups: groups.map(({ name, rows }) => ({
      group: name === "" ? null : name,
      unit: Int32Array.from(rows.unit),
      rater: Int32Array.from(rows.rater),
      code: Int32Array.from(rows.codes, (code) => place[code]),
      skipped: rows.skipped.list(),
    })),
  };
}
