/** What is asked: each item is one answer, and for whom it is judged. */
import type { Task } from "../../../schema/bench.ts";

export interface Item {
  /** Row of the persona that is to be served, and of the one whose profile is shown. */
  readonly persona: number;
  readonly shown: number;
  readonly prompt: number;
  /** In `drift` the turn, 1 and up; 0 outside a sequence. */
  readonly attempt: number;
  readonly variant: string;
  /** Attributes left out of the profile. */
  readonly hidden: readonly string[];
}

export interface Population {
  readonly personas: number;
  /** By prompt: its topic. */
  readonly topics: readonly string[];
  /** Whether an attribute says something of a persona; taken as true for all where absent. */
  readonly applies?: (persona: number, attribute: string) => boolean;
}

export interface DesignOptions {
  readonly task: Task;
  readonly seed: number;
  /** Prompts per persona; in `drift` the turns of a sequence. */
  readonly perPersona: number;
  /** Personas taken by chance, in `loo_three` for each attribute; null for all. */
  readonly personas: number | null;
  /** Attempts at the same question, for pass@k. */
  readonly attempts: number;
  /** In `drift`: the turns after which the profile is shown again. */
  readonly anchorEvery: number;
  /** Attributes to leave out one by one, for leave-one-out: names with the keys each stands for. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Side that a persona truly prefers and how clearly, in logits; needed by `comparison`. */
  readonly utility?: (persona: number, prompt: number) => number;
}

/** A question of a persona, asked plainly. */
export function plainItem(persona: number, prompt: number): Item {
  return { persona, shown: persona, prompt, attempt: 0, variant: "", hidden: [] };
}
