/** Prompts from the authored issues and framings. */
import type { Prompt } from "../../schema/feedback-tables.ts";
import type { PromptsMade } from "../../schema/manifest.ts";
import { streamOf } from "../feedback/stream.ts";
import { UserError } from "../user-error.ts";
import { candidatePrompts } from "./candidates.ts";
import { choosePrompts, type PoolSizes } from "./choose-prompts.ts";
import { type Divisiveness, filterCandidates } from "./filters.ts";
import type { Framings } from "./framing.ts";
import type { Topic } from "./issue.ts";
import { similarPairs } from "./near-duplicates.ts";

export interface MadePrompts {
  readonly prompts: readonly Prompt[];
  readonly made: PromptsMade;
}

/** Nearest pairs that are told. */
const CLOSEST = 5;
/** Similarity from which pairs are looked at for that. */
const SIMILAR = 0.4;
const MOST_WORDINGS = 4;

/**
 * Makes prompts. Each framing of an issue is worded once, or more often if there would be too few.
 * @throws UserError where even four wordings do not give enough.
 */
export async function makePrompts(
  topics: readonly Topic[],
  framings: Framings,
  sizes: PoolSizes,
  divisiveness: Divisiveness,
  leastMinority: number,
  seed: number,
): Promise<MadePrompts> {
  for (let wordings = 1; ; wordings++) {
    const candidates = candidatePrompts(topics, framings, wordings, seed);
    const { kept, filters } = await filterCandidates(candidates, divisiveness, leastMinority);
    try {
      const prompts = choosePrompts(kept, sizes, streamOf(seed, "choice of prompts"));
      const pairs = similarPairs(
        prompts.map(({ text }) => text),
        SIMILAR,
      );
      const unseen = prompts.filter(({ unseen_issue }) => unseen_issue);
      const made: PromptsMade = {
        seed,
        topics: new Set(prompts.map(({ topic }) => topic)).size,
        issues: new Set(prompts.map(({ issue }) => issue)).size,
        framings: new Set(prompts.map(({ framing }) => framing)).size,
        candidates: candidates.length,
        filters: [...filters],
        ...sizes,
        unseenIssues: new Set(unseen.map(({ issue }) => issue)).size,
        closest: pairs.slice(0, CLOSEST).map(({ a, b, similarity }) => ({
          a: prompts[a].prompt_id,
          b: prompts[b].prompt_id,
          similarity: Math.round(similarity * 1000) / 1000,
        })),
      };
      return { prompts, made };
    } catch (error) {
      if (wordings === MOST_WORDINGS || !(error instanceof UserError)) throw error;
    }
  }
}
