/** Choices with known shares of variance, made without the project's own simulator. */
import { normalQuantile } from "../../../src/stats/normal.ts";
import { type Random, seeded } from "../../../src/stats/random.ts";
import type { RepeatedChoices } from "../../../src/stats/variance-decomposition.ts";

export const PERSONAS = 400;
export const PROMPTS = 300;
export const ISSUES = 60;
export const JUDGEMENTS = 60;
export const RETEST_SHARE = 0.25;

/** Variances in squared logits; logistic noise has π² / 3 = 3.29. */
export const VARIANCES = { issue: 2.5, wording: 0.5, attributes: 2, own: 6 } as const;

const NOISE = Math.PI ** 2 / 3;
const TOTAL = 2.5 + 0.5 + 2 + 6 + NOISE;

/** Shares in the population of personas and issues, in the order of PARTS. */
export const SHARES = [3 / TOTAL, 2 / TOTAL, 6 / TOTAL, NOISE / TOTAL] as const;

/** Chances of the levels of three attributes; the first two are correlated. */
const LEVELS = [
  [0.4, 0.2, 0.4],
  [0.25, 0.25, 0.25, 0.25],
  [0.7, 0.3],
] as const;

/** Share of the own variance that is common to the issues of one of four axes. */
const COMMON = 0.4;
const AXES = 4;

export interface Simulated extends RepeatedChoices {
  /** Utility without noise, by row of `first`. */
  readonly utility: Float64Array;
}

const normal = (random: Random) => normalQuantile(random.next() + 2 ** -33);
const logistic = (random: Random) => {
  const uniform = random.next() + 2 ** -33;
  return Math.log(uniform / (1 - uniform));
};

function levelOf(chances: readonly number[], uniform: number): number {
  let left = uniform;
  return chances.findIndex((chance) => {
    left -= chance;
    return left < 0;
  });
}

export function simulateChoices(seed: number): Simulated {
  const random = seeded(seed);
  const people = Array.from({ length: PERSONAS }, () => {
    const shared = random.next();
    const own = random.next() < 0.5 ? shared : random.next();
    return [shared, own, random.next()].map((u, a) => levelOf(LEVELS[a], u));
  });
  const leans = Array.from({ length: PERSONAS }, () =>
    Array.from({ length: AXES }, () => normal(random)),
  );
  const onIssue = Array.from({ length: ISSUES }, (_, k) => {
    const level = Math.sqrt(VARIANCES.issue) * normal(random);
    const effects = attributeEffects(random);
    return people.map((levels, i) => {
      const own = Math.sqrt(COMMON) * leans[i][k % AXES] + Math.sqrt(1 - COMMON) * normal(random);
      const attributes = levels.reduce((sum, of, a) => sum + effects[a][of], 0);
      return level + attributes + Math.sqrt(VARIANCES.own) * own;
    });
  });
  const wording = Array.from(
    { length: PROMPTS },
    () => Math.sqrt(VARIANCES.wording) * normal(random),
  );
  const issue = Int32Array.from({ length: PROMPTS }, (_, q) => q % ISSUES);
  const rows = assign(random).map(([persona, prompt]) => {
    const utility = onIssue[issue[prompt]][persona] + wording[prompt];
    const choice = utility + logistic(random) > 0 ? 0 : 1;
    const again = utility + logistic(random) > 0 ? 0 : 1;
    return { persona, prompt, utility, choice, again };
  });
  const asked = rows.filter(() => random.next() < RETEST_SHARE);
  const columns = (of: typeof rows, choice: "choice" | "again") => ({
    persona: Int32Array.from(of, (row) => row.persona),
    prompt: Int32Array.from(of, (row) => row.prompt),
    choice: Uint8Array.from(of, (row) => row[choice]),
  });
  return {
    first: columns(rows, "choice"),
    again: columns(asked, "again"),
    personas: PERSONAS,
    issue,
    issues: ISSUES,
    attributes: {
      codes: LEVELS.map((_, a) => Int8Array.from(people, (levels) => levels[a])),
      levels: LEVELS.map((of) => of.length),
    },
    utility: Float64Array.from(rows, (row) => row.utility),
  };
}

/**
 * Effects by attribute and level with mean zero over people. Levels of attributes 0 and 1 are
 * correlated, but effects of different attributes are drawn apart, so that variances add up:
 * E Σ p (b − Σ p b)² = (1 − Σ p²) × variance of b.
 */
function attributeEffects(random: Random): number[][] {
  return LEVELS.map((chances) => {
    const spread = 1 - chances.reduce((sum, p) => sum + p * p, 0);
    const scale = Math.sqrt(VARIANCES.attributes / LEVELS.length / spread);
    const drawn = chances.map(() => scale * normal(random));
    const mean = drawn.reduce((sum, b, level) => sum + chances[level] * b, 0);
    return drawn.map((b) => b - mean);
  });
}

/** Pairs of persona and prompt: prompts are dealt out, shuffled anew for each five personas. */
function assign(random: Random): (readonly [persona: number, prompt: number])[] {
  const deck = Array.from({ length: PROMPTS }, (_, q) => q);
  return Array.from({ length: PERSONAS }, (_, i) => {
    const hands = PROMPTS / JUDGEMENTS;
    if (i % hands === 0) {
      for (let k = PROMPTS - 1; k > 0; k--) {
        const j = random.below(k + 1);
        [deck[k], deck[j]] = [deck[j], deck[k]];
      }
    }
    const from = (i % hands) * JUDGEMENTS;
    return deck.slice(from, from + JUDGEMENTS).map((prompt) => [i, prompt] as const);
  }).flat();
}
