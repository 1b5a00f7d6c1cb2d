/** What a rater has judged so far, kept in the browser under a key of the study. */
import { CONFIDENCES, type Confidence, type Judgement } from "../../schema/judgement.ts";

export interface Draft {
  readonly preferred: Judgement["preferred"] | null;
  readonly confidence: Confidence | null;
  readonly reason: string;
  /** With the item in view before the last choice. */
  readonly seconds: number;
}

export interface Progress {
  readonly rater: string;
  /** Index of the item in view. */
  readonly at: number;
  /** One per item, in the order of the sitting. */
  readonly drafts: readonly Draft[];
}

/** As localStorage; injected, so that progress can be tested without a browser. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export const EMPTY_DRAFT: Draft = { preferred: null, confidence: null, reason: "", seconds: 0 };

export function newProgress(rater: string, items: number): Progress {
  return { rater, at: 0, drafts: Array.from({ length: items }, () => EMPTY_DRAFT) };
}

export const judgedOf = ({ drafts }: Progress): number =>
  drafts.filter(({ preferred }) => preferred !== null).length;

export interface ProgressShelf {
  /** The progress of the rater who was here last, or null. */
  last(): Progress | null;
  /** A rater's progress, or a new one. */
  open(rater: string): Progress;
  /** Keeps a progress. @returns false where the browser keeps nothing. */
  keep(progress: Progress): boolean;
  /** Forgets who was here last, not what they judged. */
  leave(): void;
}

/** @param key of the study and sitting. */
export function progressShelf(shelf: Shelf, key: string, items: number): ProgressShelf {
  const name = (rater: string) => `persona-atlas ${key} rater ${rater}`;
  const lastKey = `persona-atlas ${key} last`;
  const read = (rater: string): Progress | null => {
    const text = attempt(() => shelf.getItem(name(rater)));
    if (!text) return null;
    const progress = progressOf(text, rater, items);
    // Set aside, not lost: somebody may still mend it.
    if (!progress) attempt(() => shelf.setItem(`${name(rater)} unread`, text));
    return progress;
  };
  return {
    last() {
      const rater = attempt(() => shelf.getItem(lastKey));
      return rater ? read(rater) : null;
    },
    open: (rater) => read(rater) ?? newProgress(rater, items),
    keep(progress) {
      const kept = attempt(() => {
        shelf.setItem(name(progress.rater), JSON.stringify(progress));
        shelf.setItem(lastKey, progress.rater);
        return true;
      });
      return kept ?? false;
    },
    leave: () => void attempt(() => shelf.removeItem(lastKey)),
  };
}

/** Browsers may forbid all access, or have no room. */
function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    return null;
  }
}

function progressOf(text: string, rater: string, items: number): Progress | null {
  try {
    const { at, drafts } = JSON.parse(text) as { at: unknown; drafts: unknown };
    if (!Array.isArray(drafts) || drafts.length !== items) return null;
    const isPlace = Number.isInteger(at) && Number(at) >= 0 && Number(at) <= items;
    return { rater, at: isPlace ? Number(at) : 0, drafts: drafts.map(draftOf) };
  } catch {
    return null;
  }
}

/** @throws TypeError for what is no draft. */
function draftOf(value: unknown): Draft {
  const { preferred, confidence, reason, seconds } = value as Draft;
  const isChoice = preferred === null || ["a", "b", "tie"].includes(preferred);
  if (!isChoice || typeof reason !== "string") throw new TypeError("no draft");
  return {
    preferred,
    confidence: CONFIDENCES.includes(confidence as Confidence) ? confidence : null,
    reason,
    seconds: Number.isFinite(seconds) && seconds >= 0 ? seconds : 0,
  };
}
