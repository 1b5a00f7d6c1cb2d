/** The values of one judgement, from text or JSON. */
import {
  CONFIDENCES,
  type Confidence,
  type Judgement,
  LONGEST,
  positionOf,
  RATER_KINDS,
} from "./judgement.ts";

export type RawRow = Readonly<Record<string, unknown>>;

export interface ValueFault {
  readonly column: string;
  readonly message: string;
}

export type JudgementReading =
  | { readonly judgement: Judgement; readonly fault?: undefined }
  | { readonly judgement?: undefined; readonly fault: ValueFault };

class Unfit extends Error {
  constructor(
    readonly column: string,
    message: string,
  ) {
    super(message);
  }
}

/** A judgement of a row, or the first column that has no fitting value. */
export function judgementOf(row: RawRow): JudgementReading {
  try {
    const judgement: Judgement = {
      study: textOf(row, "study", LONGEST.rater) || "none",
      persona_id: required(row, "persona_id"),
      prompt_id: required(row, "prompt_id"),
      rater: required(row, "rater"),
      rater_kind: oneOf(row, "rater_kind", RATER_KINDS),
      response_a: required(row, "response_a"),
      response_b: required(row, "response_b"),
      preferred: oneOf(row, "preferred", ["a", "b", "tie"]),
      order_swapped: oneOf(row, "order_swapped", ["true", "false"]) === "true",
      confidence: confidenceOf(row),
      reason: textOf(row, "reason", LONGEST.reason),
      seconds: secondsOf(row),
    };
    if (judgement.response_a === judgement.response_b) {
      throw new Unfit("response_b", "expected another answer than response_a");
    }
    checkPosition(row, judgement);
    return { judgement };
  } catch (error) {
    if (error instanceof Unfit) return { fault: { column: error.column, message: error.message } };
    throw error;
  }
}

const isNone = (value: unknown) => value === undefined || value === null || value === "";

const found = (value: unknown) =>
  isNone(value) ? "nothing" : `"${String(value).replace(/\p{C}/gu, "?").slice(0, 40)}"`;

function textOf(row: RawRow, column: string, most: number): string {
  const value = row[column];
  if (isNone(value)) return "";
  if (typeof value !== "string" && typeof value !== "number") {
    throw new Unfit(column, `expected a text, found ${found(value)}`);
  }
  const text = String(value).trim();
  if (text.length > most) {
    throw new Unfit(column, `expected at most ${most} characters, found ${text.length}`);
  }
  return text;
}

function required(row: RawRow, column: string): string {
  const text = textOf(row, column, LONGEST.rater);
  if (text === "") throw new Unfit(column, "expected a value, found nothing");
  return text;
}

function oneOf<T extends string>(row: RawRow, column: string, values: readonly T[]): T {
  const text = String(row[column] ?? "")
    .trim()
    .toLowerCase();
  const value = values.find((other) => other === text);
  if (value !== undefined) return value;
  throw new Unfit(column, `expected one of ${values.join(", ")}, found ${found(row[column])}`);
}

function confidenceOf(row: RawRow): Confidence | null {
  if (isNone(row.confidence)) return null;
  const value = CONFIDENCES.find((other) => String(other) === String(row.confidence).trim());
  if (value !== undefined) return value;
  throw new Unfit(
    "confidence",
    `expected one of ${CONFIDENCES.join(", ")} or nothing, found ${found(row.confidence)}`,
  );
}

function secondsOf(row: RawRow): number | null {
  if (isNone(row.seconds)) return null;
  const value = Number(row.seconds);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Unfit("seconds", `expected a number of zero or more, found ${found(row.seconds)}`);
}

function checkPosition(row: RawRow, judgement: Judgement): void {
  if (row.position === undefined) return;
  const expected = positionOf(judgement);
  const given = isNone(row.position) ? null : Number(row.position);
  if (given === expected) return;
  throw new Unfit(
    "position",
    `expected ${expected ?? "nothing"}, by preferred and order_swapped; found ${found(row.position)}`,
  );
}
