/** Judgements: who preferred which answer as which persona. People and models alike. */

export const RATER_KINDS = ["person", "model"] as const;
export type RaterKind = (typeof RATER_KINDS)[number];

/** Of a choice: a guess, fairly sure, sure. */
export const CONFIDENCES = [1, 2, 3] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Longest name of a rater and longest reason that are taken, in characters. */
export const LONGEST = { rater: 200, reason: 20_000 } as const;

export interface Judgement {
  /** Key of the study, or another name for where it comes from. */
  readonly study: string;
  readonly persona_id: string;
  readonly prompt_id: string;
  readonly rater: string;
  readonly rater_kind: RaterKind;
  /** Answers in the order in which they were shown. */
  readonly response_a: string;
  readonly response_b: string;
  readonly preferred: "a" | "b" | "tie";
  /** Whether the answer of position 1 was shown first. */
  readonly order_swapped: boolean;
  readonly confidence: Confidence | null;
  /** Free text of the rater, never markup; empty for none. */
  readonly reason: string;
  /** From the showing of the item to the choice. */
  readonly seconds: number | null;
}

/** Position that is preferred: 0 or 1, null for a tie. */
export function positionOf({
  preferred,
  order_swapped,
}: Pick<Judgement, "preferred" | "order_swapped">): 0 | 1 | null {
  if (preferred === "tie") return null;
  return (preferred === "a") === order_swapped ? 1 : 0;
}

/** Columns of an export, and of judgements.parquet with `position` after `order_swapped`. */
export const JUDGEMENT_KEYS = [
  "study",
  "persona_id",
  "prompt_id",
  "rater",
  "rater_kind",
  "response_a",
  "response_b",
  "preferred",
  "order_swapped",
  "confidence",
  "reason",
  "seconds",
] as const satisfies readonly (keyof Judgement)[];

/** What names a judgement. */
export const JUDGEMENT_KEY = ["study", "persona_id", "prompt_id", "rater"] as const;

/** First fields of an annotator's export as JSON; `judgements` are its rows. */
export const EXPORT_FORMAT = "persona-atlas-judgements";
export const EXPORT_VERSION = 1;

/** What judgements are, in a sentence for pages and files. */
export const JUDGED =
  "Judgements by raters who were asked to answer as a simulated persona would; nobody’s own opinion is measured.";
