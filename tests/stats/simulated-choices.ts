import fc from "fast-check";
import type { GapRows } from "../../src/stats/group-gap.ts";
import type { Random } from "../../src/stats/random.ts";

/** How people choose: logits of their group, their own, the prompt's, and a group's on a prompt. */
export interface World {
  /** Personas by group. */
  readonly sizes: readonly number[];
  readonly prompts: number;
  /** Prompts judged by each persona, drawn without replacement. */
  readonly each: number;
  readonly leanings: readonly number[];
  readonly ownSd: number;
  readonly promptSd: number;
  readonly crossedSd: number;
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Choices of one topic by a logit model; position 0 is the pole. */
export function simulateChoices(world: World, random: Random): GapRows {
  const { sizes, prompts, each, leanings, ownSd, promptSd, crossedSd } = world;
  const groups = sizes.length;
  const group = sizes.flatMap((size, g) => Array.from({ length: size }, () => g));
  const ofPrompt = Array.from({ length: prompts }, () => promptSd * normal(random));
  const crossed = Array.from({ length: prompts * groups }, () => crossedSd * normal(random));
  const [persona, prompt, choice]: number[][] = [[], [], []];
  group.forEach((g, who) => {
    const own = ownSd * normal(random);
    const deck = Array.from({ length: prompts }, (_, i) => i);
    for (let k = 0; k < each; k++) {
      const j = k + random.below(prompts - k);
      [deck[k], deck[j]] = [deck[j], deck[k]];
      const what = deck[k];
      const logit = leanings[g] + own + ofPrompt[what] + crossed[what * groups + g];
      persona.push(who);
      prompt.push(what);
      choice.push(random.next() < 1 / (1 + Math.exp(-logit)) ? 0 : 1);
    }
  });
  const topic = ofPrompt.map(() => 0);
  const pole = ofPrompt.map(() => 1);
  return { persona, prompt, choice, pole, topic, topics: 1, group, groups };
}

/** Small tables in which some personas have no group, some prompts no topic or pole, some ties. */
export const gapRows: fc.Arbitrary<GapRows> = fc
  .record({
    group: fc.array(fc.constantFrom(-1, 0, 0, 1, 1, 2), {
      minLength: 1,
      maxLength: 9,
      size: "max",
    }),
    prompts: fc.array(fc.tuple(fc.constantFrom(-1, 0, 0, 0, 0, 1), fc.constantFrom(-1, 0, 1, 1)), {
      minLength: 1,
      maxLength: 7,
      size: "max",
    }),
  })
  .chain(({ group, prompts }) => {
    const cells = group.length * prompts.length;
    // Three of eight choices are not made.
    const choices = fc.array(fc.constantFrom(0, 0, 1, 1, 2, -1, -1, -1), {
      minLength: cells,
      maxLength: cells,
    });
    return choices.map((table): GapRows => {
      const made = [...table.keys()].filter((cell) => table[cell] >= 0);
      return {
        persona: made.map((cell) => Math.floor(cell / prompts.length)),
        prompt: made.map((cell) => cell % prompts.length),
        choice: made.map((cell) => table[cell]),
        pole: prompts.map(([, pole]) => pole),
        topic: prompts.map(([topic]) => topic),
        topics: 2,
        group,
        groups: 3,
      };
    });
  });
