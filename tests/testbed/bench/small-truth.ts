/** Truths made by hand, and answers to items as judged rows. */
import { ATTRIBUTES, COUNTABLE } from "../../../src/schema/attributes.ts";
import type { Prompt } from "../../../src/schema/feedback-tables.ts";
import { AXIS_KEYS } from "../../../src/schema/value-axes.ts";
import type { JudgedRows } from "../../../src/stats/bench/rows.ts";
import { seeded } from "../../../src/stats/random.ts";
import type { DesignOptions, Item } from "../../../src/testbed/bench/design/item.ts";
import type { ReferenceAnswer } from "../../../src/testbed/bench/reference/run-reference.ts";
import type { Truth } from "../../../src/testbed/bench/truth.ts";
import type { WeightedPersonas } from "../../../src/testbed/datasets/read-personas.ts";
import { normalDraws } from "../../../src/testbed/feedback/normal-draws.ts";
import { issueResiduals } from "../../../src/testbed/feedback/own-residuals.ts";
import type { Issue } from "../../../src/testbed/prompts/issue.ts";

/** Personas whose attributes have at most four levels, drawn evenly and apart from each other. */
export function evenPersonas(n: number, seed = 1): WeightedPersonas {
  const codes = Object.fromEntries(
    COUNTABLE.map(({ key, levels }, at) => {
      const random = seeded(seed, at);
      return [key, Uint8Array.from({ length: n }, () => random.below(Math.min(4, levels.length)))];
    }),
  );
  return {
    n,
    codes,
    numbers: {},
    texts: Object.fromEntries(ATTRIBUTES.map(({ key }) => [key, []])),
    ids: Array.from({ length: n }, (_, who) => `p${String(who + 1).padStart(5, "0")}`),
    weights: new Float64Array(n).fill(1),
  };
}

export interface HandMade {
  readonly personas: WeightedPersonas;
  readonly issues: number;
  /** What attributes say, in logits for position 0. */
  readonly leaning: (issue: number, code: (key: string) => number) => number;
  /** Variance of what is a persona's own; 0 where absent, so that attributes decide alone. */
  readonly ownVariance?: number;
}

/** Eight prompts an issue, whose wording adds a little; half of a persona's own is on the axes. */
export function truthByHand({ personas, issues, leaning, ownVariance = 0 }: HandMade): Truth {
  const { n, codes } = personas;
  const list = Array.from({ length: issues }, (_, k) => ({
    id: `issue-${k}`,
    stance: { [AXIS_KEYS[k % AXIS_KEYS.length]]: 1 },
  })) as unknown as Issue[];
  const prompts = list.flatMap(({ id }, issue) =>
    Array.from({ length: 8 }, (_, k) => ({
      prompt_id: `q${String(issue * 8 + k + 1).padStart(4, "0")}`,
      text: "What should one do?",
      topic: `topic-${issue % 3}`,
      issue: id,
      framing: `framing-${k}`,
      pool: "train",
      unseen_issue: false,
    })),
  ) as readonly Prompt[];
  const ownShare = Object.fromEntries(AXIS_KEYS.map((axis) => [axis, 0.5]));
  const structure = { ownShare, levelSd: 1 };
  const own = Object.fromEntries(AXIS_KEYS.map((axis, k) => [axis, normalDraws(n, seeded(5, k))]));
  const leanings = list.map((_, issue) =>
    Float32Array.from({ length: n }, (_, who) => leaning(issue, (key) => codes[key][who])),
  );
  return {
    personas,
    prompts,
    issues: list,
    issueOf: Uint16Array.from(prompts, (_, at) => Math.floor(at / 8)),
    wording: normalDraws(prompts.length, seeded(6)).map((draw) => draw / 4),
    leanings,
    standing: list.map((issue, k) =>
      issueResiduals(issue, own, structure, 7).map(
        (residual, who) => leanings[k][who] + Math.sqrt(ownVariance) * residual,
      ),
    ),
    ownVariance,
    own,
    opinions: { scores: { logits: {}, axes: {} }, structure },
  };
}

/**
 * Party tells most; religion, age, sex, race and education tell less, differently by issue; the
 * rest is the persona's own.
 */
export function mixedTruth(n = 400): Truth {
  const signs = (issue: number, k: number) => (((issue * 5 + k * 3) % 7) - 3) / 3;
  return truthByHand({
    personas: evenPersonas(n),
    issues: 9,
    leaning: (issue, code) =>
      0.9 * (code("political_views") - 1.5) * (issue % 2 ? 1 : -1) +
      ["religion", "age", "sex", "race", "education"].reduce(
        (sum, key, k) => sum + 0.5 * signs(issue, k) * (code(key) - 1.5),
        issue % 3 === 0 ? 0.4 : -0.3,
      ),
    ownVariance: 3,
  });
}

export const DESIGN: DesignOptions = {
  task: "main",
  seed: 1,
  perPersona: 4,
  personas: null,
  attempts: 1,
  anchorEvery: 2,
  attributes: {},
};

export const populationOf = ({ personas, prompts }: Truth) => ({
  personas: personas.n,
  topics: prompts.map(({ topic }) => topic),
});

export function judgedItems(
  items: readonly Item[],
  answers: readonly ReferenceAnswer[],
): JudgedRows {
  const variants = [...new Set(["", ...items.map(({ variant }) => variant)])];
  return {
    n: items.length,
    persona: items.map(({ persona }) => persona),
    prompt: items.map(({ prompt }) => prompt),
    attempt: items.map(({ attempt }) => attempt),
    variant: items.map(({ variant }) => variants.indexOf(variant)),
    variants,
    passed: answers.map(({ passed }) => (passed ? 1 : 0)),
    position: answers.map(({ position }) => position),
  };
}
