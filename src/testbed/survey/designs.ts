/** The three models: which factors each conditions on, and which it crosses. */

import type { Design, Factor } from "./design.ts";
import type { Penalty } from "./logit.ts";
import { type Outcome, PARTIES, RELIGIONS } from "./outcomes.ts";
import { AGE_BANDS, DEGREES, GSS_RACES, SEXES } from "./respondent.ts";

const DEMOGRAPHICS: readonly Factor[] = [
  { name: "age", levels: AGE_BANDS },
  { name: "sex", levels: SEXES },
  { name: "race", levels: GSS_RACES },
  { name: "degree", levels: DEGREES },
];
const RELIGION: Factor = { name: "religion", levels: RELIGIONS };
const PARTY: Factor = { name: "party", levels: PARTIES };

/** Each outcome conditions on those before it. Factor 2 is race in all three. */
export const DESIGNS: Readonly<Record<Outcome, Design>> = {
  religion: { factors: DEMOGRAPHICS, terms: [[0], [1], [2], [3], [0, 2], [2, 3]] },
  party: {
    factors: [...DEMOGRAPHICS, RELIGION],
    terms: [[0], [1], [2], [3], [4], [2, 4], [2, 3], [0, 2], [3, 4]],
  },
  ideology: {
    factors: [...DEMOGRAPHICS, RELIGION, PARTY],
    terms: [[0], [1], [2], [3], [4], [5], [2, 5], [4, 5], [3, 5], [0, 5]],
  },
};

/** Chosen by five-fold cross-validation on a coarse grid (docs/method/survey.md). */
export const PENALTY: Penalty = { main: 10, crossed: 60 };
