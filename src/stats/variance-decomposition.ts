/** What choices between two answers depend on: the prompt, attributes, the persona, noise. */
import { type CodedAttributes, dummyCode } from "./dummies.ts";
import { studentCritical } from "./student.ts";
import { addExplained } from "./variance/attribute-moments.ts";
import { type ChoiceRows, orderByIssue } from "./variance/choice-rows.ts";
import { jackknife } from "./variance/jackknife.ts";
import {
  agreementSlope,
  LOGISTIC_VARIANCE,
  sharedOf,
  signalOf,
} from "./variance/logistic-agreement.ts";
import { emptyMoments, MOMENT } from "./variance/moments.ts";
import { addPairs, addRetests } from "./variance/pair-moments.ts";
import type { Interval } from "./wilson.ts";

export const PARTS = ["prompt", "attributes", "own", "noise"] as const;
export type Part = (typeof PARTS)[number];

export interface PartShare extends Interval {
  readonly part: Part;
  /** Share of the variance of utility and noise. The four add up to 1; one can be below 0. */
  readonly share: number;
  readonly se: number;
}

export interface VarianceDecomposition {
  readonly parts: readonly PartShare[];
  /** Variance of utility without noise, in squared logits. */
  readonly signal: number;
  /** Choices that enter, choices asked again, and columns of attributes. */
  readonly n: number;
  readonly retests: number;
  readonly columns: number;
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
}

export interface RepeatedChoices {
  /** Of each persona and prompt at most one. */
  readonly first: ChoiceRows;
  /** Some of them asked again. */
  readonly again: ChoiceRows;
  readonly personas: number;
  /** By prompt: its issue, from 0. On one issue, positions 0 and 1 mean the same throughout. */
  readonly issue: ArrayLike<number>;
  readonly issues: number;
  readonly attributes: CodedAttributes;
}

/**
 * Splits the variance of the latent utility of position 0 over position 1, in logits,
 *
 *     utility = prompt + attributes on the issue + persona's own + logistic noise,
 *
 * by the method of moments. With A(v, s) the agreement of two choices whose utilities have
 * variance s, v of it in common (variance/logistic-agreement.ts):
 *
 * - signal s: A(s, s) is the agreement of choices with themselves when asked again;
 * - prompt p: A(p, s) is the agreement of two personas on a prompt;
 * - attributes a: 2 × (variance of choices within prompts that attributes explain) / (∂A/∂v at p):
 *   for a normal a, what a linear regression of choices explains is a / 2 × that derivative
 *   (Stein 1981, lemma 1);
 * - own: s − p − a. Noise: π² / 3. Shares are of s + π² / 3.
 *
 * As only agreement counts, which answer is called 0 on an issue does not matter. Intervals:
 * jackknife by persona and issue, Student's t.
 * O(choices × attributes² + issues × groups × columns³); some 3 s for 317,200 choices and 92 columns.
 * @returns NaN shares where nothing was asked again, or no issue has enough choices.
 * Source: McKelvey and Zavoina (1975), A Statistical Model for the Analysis of Ordinal Level
 * Dependent Variables, for shares of latent variance; Snijders and Bosker (2012), Multilevel
 * Analysis, chapter 17, for logistic noise among levels; Pearson (1900), the tetrachoric
 * correlation, for variance from agreement.
 */
export function decomposeVariance(choices: RepeatedChoices, confidence = 0.95) {
  const { first, again, issue, issues } = choices;
  const moments = emptyMoments(issues);
  const order = orderByIssue(first, issue, issues);
  const dummies = dummyCode(choices.attributes, choices.personas);
  addPairs(moments, first, issue);
  const { ties, unmatched } = addRetests(moments, first, again, issue);
  const { fewRows } = addExplained(moments, first, order, dummies);
  const { value, se, freedom } = jackknife(moments, sharesOf);
  const critical = studentCritical(confidence, freedom);
  const counts: readonly [string, number][] = [
    ["tie", first.choice.length - order.rows.length],
    ["tie when asked again", ties],
    ["asked again without a first time", unmatched],
    ["issue with too few choices for its attributes", fewRows],
  ];
  return {
    parts: PARTS.map((part, i) => ({
      part,
      share: value[i],
      se: se[i],
      low: value[i] - critical * se[i],
      high: value[i] + critical * se[i],
    })),
    signal: (LOGISTIC_VARIANCE * (1 - value[3])) / value[3],
    n: order.rows.length,
    retests: again.choice.length - ties - unmatched,
    columns: dummies.width,
    skipped: counts.flatMap(([reason, count]) => (count > 0 ? [{ reason, count }] : [])),
  } satisfies VarianceDecomposition;
}

/** Shares by part, in the order of PARTS. */
function sharesOf(sums: Float64Array): Float64Array {
  const signal = signalOf(sums[MOMENT.same] / sums[MOMENT.retests]);
  const prompt = sharedOf(sums[MOMENT.agree] / sums[MOMENT.pairs], signal);
  const explained = sums[MOMENT.explained] / sums[MOMENT.rows];
  const attributes = (2 * explained) / agreementSlope(prompt, signal);
  const total = signal + LOGISTIC_VARIANCE;
  return Float64Array.of(
    prompt / total,
    attributes / total,
    (signal - prompt - attributes) / total,
    LOGISTIC_VARIANCE / total,
  );
}
