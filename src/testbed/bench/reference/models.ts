/** Models that are no language models: deterministic, with a skill known in advance. */
import type { Mode } from "../../../schema/bench.ts";
import type { Truth } from "../truth.ts";
import { KNOWN_KEYS, type Knowledge, knowledgeOf } from "./knowledge.ts";

export const REFERENCE_MODELS = [
  "reference/generic",
  "reference/party",
  "reference/demographic",
  "reference/full",
] as const;
export type ReferenceName = (typeof REFERENCE_MODELS)[number];

export const DESCRIPTIONS: Readonly<Record<ReferenceName, string>> = {
  "reference/generic": "takes the side that most personas prefer",
  "reference/party": "knows the persona's party, and what it tells of the issue",
  "reference/demographic": "knows all attributes, and what each tells of the issue",
  "reference/full": "knows all attributes and the persona's value scores",
};

/** Chance that an answer takes the other side than the model means, told of the persona. Authored. */
export const NOISE: Readonly<Record<ReferenceName, number>> = {
  "reference/generic": 0.1,
  "reference/party": 0.05,
  "reference/demographic": 0.02,
  "reference/full": 0.02,
};

/** The same by mode: thinking aloud adds slips, a summary halves them. Authored. */
export function flipChance(name: ReferenceName, mode: Mode): number {
  if (mode === "chain_of_thought") return NOISE[name] + 0.05;
  return mode === "demographic_summary" ? NOISE[name] / 2 : NOISE[name];
}

/** Attributes that a summary keeps: those that tell most of the issue. Authored. */
export const SUMMARY_KEEPS = 4;

/**
 * Chance, each turn of a conversation since the profile was shown, to forget it until it is shown
 * again; who has forgotten takes the majority's side. Authored.
 */
export const FORGETS = 0.02;

/** A profile that is shown: whose it is, and what of it is left out. */
export interface Profile {
  readonly persona: number;
  readonly hidden: ReadonlySet<string>;
}

export interface ReferenceModel {
  readonly name: ReferenceName;
  /** The side that it means to take, before the slip of one answer. */
  side(profile: Profile, prompt: number, mode: Mode): 0 | 1;
  /** By persona: logits for position 0 on an issue, wording aside; null where it knows no persona. */
  scores(issue: number, mode: Mode): Float64Array | null;
  /** By prompt: the side that most personas prefer. */
  readonly majority: readonly (0 | 1)[];
  /** Attributes that a summary for the prompt keeps. */
  kept(prompt: number): readonly string[];
}

/**
 * The four reference models over a truth. `baseline` hides the persona: all answer as the generic
 * one. `chain_of_thought` knows the same as `output_only` and slips more often.
 * `demographic_summary` keeps the four attributes that tell most of the issue, treats the others as
 * average, and slips less often. An attribute hidden counts as the average.
 */
export function referenceModels(truth: Truth): Readonly<Record<ReferenceName, ReferenceModel>> {
  const knowledge = knowledgeOf(truth);
  const majority = majorities(truth);
  const everything = new Set(KNOWN_KEYS);
  return {
    "reference/generic": model("reference/generic", null, false),
    "reference/party": model("reference/party", new Set(["political_views"]), false),
    "reference/demographic": model("reference/demographic", everything, false),
    "reference/full": model("reference/full", everything, true),
  };

  function model(
    name: ReferenceName,
    knows: ReadonlySet<string> | null,
    knowsOwn: boolean,
  ): ReferenceModel {
    const seenIn = (issue: number, mode: Mode) =>
      mode === "demographic_summary" ? kept(knowledge, issue, knows) : [...(knows ?? [])];
    const memory = new Map<string, Float64Array>();
    const scores = (issue: number, mode: Mode): Float64Array | null => {
      if (knows === null || mode === "baseline") return null;
      const key = `${issue} ${mode === "demographic_summary"}`;
      const known = memory.get(key);
      if (known) return known;
      const sums = new Float64Array(truth.personas.n).fill(knowledge.level[issue]);
      const parts = seenIn(issue, mode).map((attribute) => knowledge.effect(issue, attribute));
      if (knowsOwn) parts.push(knowledge.own[issue]);
      for (const part of parts) for (let who = 0; who < sums.length; who++) sums[who] += part[who];
      memory.set(key, sums);
      return sums;
    };
    return {
      name,
      majority,
      scores,
      kept: (prompt) => kept(knowledge, truth.issueOf[prompt], knows),
      side({ persona, hidden }, prompt, mode) {
        const issue = truth.issueOf[prompt];
        const whole = scores(issue, mode);
        if (whole === null) return majority[prompt];
        let score = whole[persona] + truth.wording[prompt];
        if (hidden.size > 0) {
          for (const key of seenIn(issue, mode)) {
            if (hidden.has(key)) score -= knowledge.effect(issue, key)[persona];
          }
        }
        return score > 0 ? 0 : 1;
      },
    };
  }
}

function kept(
  knowledge: Knowledge,
  issue: number,
  knows: ReadonlySet<string> | null,
): readonly string[] {
  if (knows === null) return [];
  return knowledge
    .ranked(issue)
    .filter((key) => knows.has(key))
    .slice(0, SUMMARY_KEEPS);
}

/** By prompt: the side that most personas prefer. O(prompts × personas). */
function majorities({ standing, issueOf, wording, prompts }: Truth): (0 | 1)[] {
  return prompts.map((_, prompt) => {
    let lead = 0;
    for (const value of standing[issueOf[prompt]]) lead += value + wording[prompt] > 0 ? 1 : -1;
    return lead >= 0 ? 0 : 1;
  });
}

/** Chance that an answer passes: closed form of a model's skill on one persona and prompt. */
export function passChance(name: ReferenceName, mode: Mode, isRight: boolean): number {
  const flip = flipChance(name, mode);
  return isRight ? 1 - flip : flip;
}
