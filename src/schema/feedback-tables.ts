/** Prompts, responses and feedback in memory; table-columns.ts has the columns of their files. */
export const POOLS = ["train", "heldout"] as const;
export type Pool = (typeof POOLS)[number];

export const SPLITS = ["train", "test_seen", "test_heldout"] as const;
export type Split = (typeof SPLITS)[number];

/** What varies in a response besides its position; each from -1 to 1 but the length. */
export const STYLE_FEATURES = ["hedging", "formality", "warmth"] as const;
export type StyleFeature = (typeof STYLE_FEATURES)[number];

/** `position` answers argue for one side; the others are for the paper's own kind of pair. */
export const RESPONSE_MODES = ["position", "generic", "personalised"] as const;
export type ResponseMode = (typeof RESPONSE_MODES)[number];

export interface Prompt {
  readonly prompt_id: string;
  readonly text: string;
  readonly topic: string;
  readonly issue: string;
  readonly framing: string;
  readonly pool: Pool;
  /** Held out with every other prompt on its issue. */
  readonly unseen_issue: boolean;
}

export interface Response {
  readonly response_id: string;
  readonly prompt_id: string;
  readonly text: string;
  /** `template`, or the name of a model. */
  readonly author: string;
  readonly mode: ResponseMode;
  /** For whom it was rewritten; null for the two answers that all judge. */
  readonly persona_id: string | null;
  /** Which of the issue's two positions it takes; null if neither. */
  readonly position: 0 | 1 | null;
  /** Where it stands on the value axes, by axis key, -1 to 1. */
  readonly stance: Readonly<Record<string, number>>;
  readonly words: number;
  readonly style: Readonly<Record<StyleFeature, number>>;
}

/**
 * Pairs of a generic and a personalised answer: of natural lengths, of equal lengths, and of equal
 * lengths with an answer personalised for somebody else.
 */
export const PAIR_CONTROLS = ["none", "length_matched", "mismatched"] as const;
export type PairControl = (typeof PAIR_CONTROLS)[number];

/** Greatest difference of two lengths in words that count as equal, over the longer one. */
export const EQUAL_LENGTH = 0.05;

export const PREFERENCES = ["a", "b", "tie"] as const;

/**
 * Feedback on the two opposed answers by column, in the order of the file.
 * Persona and prompt are row numbers in their tables.
 */
export interface CodedFeedback {
  readonly n: number;
  readonly persona: Uint16Array | Uint32Array;
  readonly prompt: Uint16Array;
  /** Position of the preferred answer, 0 or 1; 2 for a tie. */
  readonly choice: Uint8Array;
  /** 1 where the answer of position 1 was shown first. */
  readonly swapped: Uint8Array;
  /** Index into `SPLITS`. */
  readonly split: Uint8Array;
  /** True utility of position 0 minus that of position 1, in logits, before response noise; NaN if not known. */
  readonly utility: Float32Array;
}
