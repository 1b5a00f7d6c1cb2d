/** What a persona's attributes say on each issue: the systematic part of its utility. */
import type { Issue } from "../prompts/issue.ts";
import { normalDraws } from "./normal-draws.ts";
import type { OpinionScores, OpinionStructure } from "./opinion-scores.ts";
import { NOISE_VARIANCE, type RespondentSettings, WORDING_VARIANCE } from "./settings.ts";
import { streamOf } from "./stream.ts";

/** (16 sqrt(3) / (15 pi))²: a logistic of a normal with variance v is one with slope 1/sqrt(1 + 0.346 v). */
const ATTENUATION = (16 * Math.sqrt(3)) ** 2 / (15 * Math.PI) ** 2;

/**
 * Variance of the normal density that stands for p(1 - p), the density of a logistic: right to 1 %
 * in the mean over a normal utility with a variance from 6 to 20.
 */
const SQUARE_VARIANCE = 3.05;

export interface Leanings {
  /** By issue in the order given: logits for position 0 by persona, before what is its own. */
  readonly byIssue: readonly Float32Array[];
  /** Ids of the issues that a fitted survey item decides, and how many others there are. */
  readonly fitted: readonly string[];
  readonly authored: number;
  /** Variance of what is a persona's own on an issue, in squared logits. */
  readonly ownVariance: number;
  /** Share of utility variance that attributes explain on the issues without a fitted item. */
  readonly attributeShare: number;
  /** Expected agreement of a choice with itself when asked again. */
  readonly retest: number;
}

interface Marginal {
  /** Log odds of position 0 at the average persona. */
  readonly level: number;
  /** Deviation by persona; null where scores stand for it. */
  readonly logits: Float64Array | null;
  readonly scores: Float64Array | null;
}

/**
 * Scales opinions to utilities. An issue that mirrors a fitted item keeps the fitted probabilities:
 * p(x) = E logistic(m(x) + own), so m = logit p × sqrt(1 + 0.346 × own variance). Another issue has
 * a level drawn from the survey items' and the value scores × stance × λ, with λ such that
 * attributes explain the wanted share of variance on average over such issues. The own variance is
 * the one that gives the wanted retest agreement. O(issues × personas).
 * Source: Zeger, Liang and Albert (1988), Biometrics 44, equation 3.4, for the attenuation.
 */
export function issueLeanings(
  issues: readonly Issue[],
  scores: OpinionScores,
  structure: OpinionStructure,
  adults: Uint8Array,
  settings: RespondentSettings,
  seed: number,
): Leanings {
  const marginals = issues.map((issue) => marginalOf(issue, scores, structure, seed));
  let low = 0;
  let high = 100;
  for (let step = 0; step < 40; step++) {
    const own = (low + high) / 2;
    const scaled = scale(marginals, own, adults, settings);
    if (expectedRetest(scaled.byIssue, own) < settings.retest) low = own;
    else high = own;
  }
  // Two decimals, so that last bits of the search leave no trace.
  const ownVariance = Math.round(high * 100) / 100;
  const { byIssue, share } = scale(marginals, ownVariance, adults, settings);
  return {
    byIssue,
    fitted: issues.flatMap(({ id }, k) => (marginals[k].logits ? [id] : [])),
    authored: marginals.filter(({ logits }) => !logits).length,
    ownVariance,
    attributeShare: share,
    retest: expectedRetest(byIssue, ownVariance),
  };
}

function marginalOf(
  issue: Issue,
  scores: OpinionScores,
  structure: OpinionStructure,
  seed: number,
): Marginal {
  const fitted = issue.survey && scores.logits[issue.survey.item];
  if (issue.survey && fitted) {
    const sign = issue.survey.support === 0 ? 1 : -1;
    return { level: 0, logits: fitted.map((logit) => sign * logit), scores: null };
  }
  const n = Object.values(scores.axes)[0].length;
  const sum = new Float64Array(n);
  for (const [axis, stance] of Object.entries(issue.stance)) {
    const score = scores.axes[axis];
    for (let i = 0; i < n; i++) sum[i] += (stance ?? 0) * score[i];
  }
  const [draw] = normalDraws(1, streamOf(seed, `level of ${issue.id}`));
  return { level: structure.levelSd * draw, logits: null, scores: sum };
}

function variance(values: Float64Array, among: Uint8Array): number {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    if (!among[i]) continue;
    n++;
    sum += values[i];
    squares += values[i] ** 2;
  }
  return n === 0 ? 0 : squares / n - (sum / n) ** 2;
}

function scale(
  marginals: readonly Marginal[],
  own: number,
  adults: Uint8Array,
  { attributeShare }: RespondentSettings,
): { readonly byIssue: Float32Array[]; readonly share: number } {
  const within = own + WORDING_VARIANCE;
  const authored = marginals.filter(({ scores }) => scores !== null);
  const spread = mean(authored.map(({ scores }) => variance(scores as Float64Array, adults)));
  const levels = mean(authored.map(({ level }) => level ** 2));
  // Attributes a of a total a + rest, where the level's part grows with a by the attenuation.
  const share = authored.length === 0 || spread === 0 ? 0 : attributeShare;
  const fixed = (1 + ATTENUATION * within) * levels + within + NOISE_VARIANCE;
  const attributes = (share * fixed) / (1 - share - share * ATTENUATION * levels);
  if (!(attributes >= 0)) {
    throw new RangeError(`attributes cannot explain ${attributeShare} of the variance`);
  }
  const lambda = spread === 0 ? 0 : Math.sqrt(attributes / spread);
  const byIssue = marginals.map(({ level, logits, scores }) => {
    if (logits) return Float32Array.from(logits, (l) => l * Math.sqrt(1 + ATTENUATION * within));
    const between = lambda ** 2 * variance(scores as Float64Array, adults);
    const center = level * Math.sqrt(1 + ATTENUATION * (within + between));
    return Float32Array.from(scores as Float64Array, (score) => center + lambda * score);
  });
  return { byIssue, share };
}

/** 1 - 2 E p(1 - p), with p(1 - p) of a logistic taken as a normal density. */
function expectedRetest(byIssue: readonly Float32Array[], own: number): number {
  const width = own + WORDING_VARIANCE + SQUARE_VARIANCE;
  const height = 1 / Math.sqrt(2 * Math.PI * width);
  const disagreement = mean(
    byIssue.map((logits) => {
      let sum = 0;
      for (const logit of logits) sum += Math.exp((-logit * logit) / (2 * width));
      return (2 * height * sum) / logits.length;
    }),
  );
  return 1 - disagreement;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
}
