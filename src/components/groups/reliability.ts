/** Agreement within and across groups with intervals and tests, in turns that let the page breathe. */
import { adjustTests } from "../../stats/benjamini-hochberg.ts";
import {
  groupReliability,
  permutationTest,
  type Reliability,
} from "../../stats/group-reliability.ts";
import { countPrompts, type PromptCounts } from "../../stats/prompt-shares.ts";
import { seeded } from "../../stats/random.ts";
import {
  type ReliabilityIntervals,
  reliabilityIntervals,
} from "../../stats/reliability-bootstrap.ts";
import type { Choices } from "../feedback/choices.ts";
import type { Grouping } from "../feedback/grouping.ts";

/** Draws of the tests, how many of them in one turn, and replicates of the intervals. */
export const DRAWS = 200;
const TURN = 5;
export const REPLICATES = 200;
const SEED = 1;

export interface GroupAgreement extends Reliability {
  readonly grouping: Grouping;
  readonly counts: PromptCounts;
  /** Null until it has been computed. */
  readonly intervals: ReliabilityIntervals | null;
  /** By group: the chance of as much more agreement within by labels dealt anew, and adjusted. */
  readonly p: Float64Array | null;
  readonly adjusted: Float64Array | null;
}

/** The estimates, at once. */
export function agreementOf(choices: Choices, prompts: number, grouping: Grouping): GroupAgreement {
  const { persona, prompt, choice } = choices;
  const counts = countPrompts(
    persona,
    prompt,
    choice,
    prompts,
    grouping.of,
    grouping.groups.length,
  );
  return {
    ...groupReliability(counts),
    grouping,
    counts,
    intervals: null,
    p: null,
    adjusted: null,
  };
}

/** Adds intervals and tests, a few draws at a time; null where `isStale` says that nobody waits. */
export async function tested(
  agreement: GroupAgreement,
  choices: Choices,
  isStale: () => boolean,
): Promise<GroupAgreement | null> {
  const { grouping, counts } = agreement;
  await pause();
  if (isStale()) return null;
  const intervals = reliabilityIntervals(counts, seeded(SEED), REPLICATES);
  const { persona, prompt, choice } = choices;
  const above = new Float64Array(counts.groups);
  const defined = new Float64Array(counts.groups);
  for (let turn = 0; turn < DRAWS / TURN; turn++) {
    await pause();
    if (isStale()) return null;
    const { p } = permutationTest(
      grouping.of,
      (labels) => countPrompts(persona, prompt, choice, counts.prompts, labels, counts.groups),
      seeded(SEED, turn + 1),
      TURN,
    );
    p.forEach((value, group) => {
      if (Number.isNaN(value)) return;
      above[group] += value * (TURN + 1) - 1;
      defined[group] += TURN;
    });
  }
  const p = above.map((times, group) =>
    defined[group] > 0 ? Math.min(1, (1 + times) / (1 + defined[group])) : Number.NaN,
  );
  return { ...agreement, intervals, p, adjusted: adjustTests(p).adjusted };
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
