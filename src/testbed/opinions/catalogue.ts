/** The survey items behind simulated opinions, and which of them are held back from every fit. */
import { AXIS_KEYS } from "../../schema/value-axes.ts";
import { seeded } from "../../stats/random.ts";
import { readFigures, type SourceFile } from "../survey/source-file.ts";
import { UserError } from "../user-error.ts";

export const SOURCES = ["CES 2018", "CES 2016", "GSS"] as const;
export type SurveyName = (typeof SOURCES)[number];

export interface Item {
  /** Column of the survey file. */
  readonly item: string;
  readonly source: SurveyName;
  /** Axis whose score it enters; null for none. */
  readonly axis: string | null;
  /** 1 where support lies at the axis's positive pole, -1 at its negative pole. */
  readonly sign: number;
  /** Answers that count as support. */
  readonly support: readonly string[];
  readonly meaning: string;
}

export const ITEM_COLUMNS = ["item", "source", "axis", "sign", "support", "meaning"];

/** Reads items.csv. @throws UserError naming row and column of a value that is not allowed. */
export async function readItems(path: string): Promise<Item[]> {
  const file = await readFigures(path, ITEM_COLUMNS);
  const items = file.rows.map((row, i) => itemOf(file, row, i));
  const repeated = items.find(({ item }, i) => items.findIndex((o) => o.item === item) < i);
  if (repeated) throw new UserError(`${path}, column item: "${repeated.item}" is there twice`);
  return items;
}

function itemOf(file: SourceFile, row: SourceFile["rows"][number], i: number): Item {
  const source = SOURCES.find((name) => name === row.source);
  const axis = row.axis === "" ? null : row.axis;
  const sign = Number(row.sign);
  const wrong = (column: string, expected: string) =>
    new UserError(
      `${file.path}, row ${i + 1} below the header, ${column}: expected ${expected}, found "${row[column]}"`,
    );
  if (!source) throw wrong("source", `one of ${SOURCES.join(", ")}`);
  if (axis !== null && !AXIS_KEYS.includes(axis)) throw wrong("axis", "a value axis or nothing");
  if (!(axis === null ? sign === 0 : Math.abs(sign) === 1)) {
    throw wrong("sign", "1 or -1, or 0 without an axis");
  }
  const { item, meaning } = row;
  return { item, source, axis, sign, support: row.support.split("|"), meaning };
}

/** Chosen before any item was fitted. */
export const HOLD_BACK_SEED = 2407;

/**
 * Items held back from every fit and score, to see what the axes are worth on opinions they have
 * not seen. Of the items of each axis that an issue can mirror (confidence in an institution is
 * none), a fifth, rounded, at least one where there are four; drawn by the seed alone.
 */
export function heldBack(items: readonly Item[]): ReadonlySet<string> {
  const held = new Set<string>();
  AXIS_KEYS.forEach((axis, stream) => {
    const mirrored = items
      .filter((item) => item.axis === axis && !item.item.startsWith("con"))
      .filter(({ source }) => source !== "CES 2016")
      .map(({ item }) => item)
      .sort();
    const random = seeded(HOLD_BACK_SEED, stream);
    const wanted = mirrored.length < 4 ? 0 : Math.max(1, Math.round(mirrored.length / 5));
    for (let k = 0; k < wanted; k++) {
      held.add(mirrored.splice(random.below(mirrored.length), 1)[0]);
    }
  });
  return held;
}
