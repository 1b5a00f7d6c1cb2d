/** Keys of the annotate page. */
import type { Confidence, Judgement } from "../../schema/judgement.ts";

export type KeyAct =
  | { readonly kind: "choose"; readonly preferred: Judgement["preferred"] }
  | { readonly kind: "sure"; readonly confidence: Confidence }
  | { readonly kind: "next" | "back" | "skip" | "undo" | "reason" | "leave-reason" };

const ACTS: Readonly<Record<string, KeyAct>> = {
  "1": { kind: "choose", preferred: "a" },
  a: { kind: "choose", preferred: "a" },
  "2": { kind: "choose", preferred: "b" },
  b: { kind: "choose", preferred: "b" },
  "0": { kind: "choose", preferred: "tie" },
  t: { kind: "choose", preferred: "tie" },
  g: { kind: "sure", confidence: 1 },
  f: { kind: "sure", confidence: 2 },
  s: { kind: "sure", confidence: 3 },
  r: { kind: "reason" },
  enter: { kind: "next" },
  arrowright: { kind: "skip" },
  arrowleft: { kind: "back" },
  backspace: { kind: "undo" },
};

export interface KeyPressed {
  readonly key: string;
  readonly shiftKey: boolean;
  /** Control, Alt or Meta is down: the browser's own. */
  readonly isCommand: boolean;
  /** Where the focus is: typing a text, on a choice, on another control, or on the page. */
  readonly on: "text" | "choice" | "control" | "page";
}

/** What a key asks for, or null where it is the browser's. */
export function keyAct({ key, shiftKey, isCommand, on }: KeyPressed): KeyAct | null {
  if (isCommand) return null;
  if (on === "text") {
    if (key === "Escape") return { kind: "leave-reason" };
    return key === "Enter" && !shiftKey ? { kind: "next" } : null;
  }
  if (on === "control" && (key === "Enter" || key === " ")) return null;
  const name = key.toLowerCase();
  return Object.hasOwn(ACTS, name) ? ACTS[name] : null;
}
