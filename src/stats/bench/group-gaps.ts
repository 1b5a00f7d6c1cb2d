/** A group's rate and its gap to all others, from sums. */
import { studentCritical, studentProbability } from "../student.ts";
import { type SideSums, squaresAbout } from "./group-sums.ts";

/** Student's quantiles found before: each is a search, and the same numbers of clusters recur. */
const QUANTILES = new Map<number, number>();

function critical(freedom: number): number {
  const value = QUANTILES.get(freedom) ?? studentCritical(0.95, freedom);
  QUANTILES.set(freedom, value);
  return value;
}

const inflated = (squares: number, clusters: number) =>
  clusters > 1 ? (squares * clusters) / (clusters - 1) : Number.NaN;

const promptsOf = (side: SideSums) => side.n.reduce((count, n) => count + (n > 0 ? 1 : 0), 0);

/** The rate of a group with its interval: the same as clusteredMean by persona and prompt. */
export function ownRate(side: SideSums) {
  const { personas, questions } = side;
  const share = personas.y / personas.n;
  const byPrompt = side.y.reduce((sum, y, at) => sum + (y - share * side.n[at]) ** 2, 0);
  const clusters = [personas.count, promptsOf(side)] as const;
  const scale = personas.n ** 2;
  const ofPersonas = inflated(squaresAbout(share, personas), clusters[0]) / scale;
  const ofPrompts = inflated(byPrompt, clusters[1]) / scale;
  const ofQuestions = inflated(squaresAbout(share, questions), questions.count) / scale;
  const variance = Math.max(ofPersonas + ofPrompts - ofQuestions, ofPersonas, ofPrompts);
  const half = critical(Math.min(...clusters) - 1) * Math.sqrt(variance);
  return { share, clusters, low: share - half, high: share + half };
}

/**
 * What a side that passes always, or never, leaves open: nothing in it varies, yet its rate is not
 * known for sure. The variance of a share with two successes and two failures added, each persona
 * taken as one answer. Source: Agresti and Coull (1998), The American Statistician 52.
 */
function unseenVariance({ personas: { y, n, count } }: SideSums): number {
  if (y !== 0 && y !== n) return 0;
  const share = (y === 0 ? 2 : count + 2) / (count + 4);
  return (share * (1 - share)) / count;
}

/**
 * Variance of a gap where group and others are alike: that of all personas' sums about the common
 * rate, by answer, for as many answers as each side has.
 */
function alikeVariance({ personas: all }: SideSums, sides: readonly SideSums[]): number {
  const byAnswer = inflated(squaresAbout(all.y / all.n, all), all.count) / all.n;
  return sides.reduce((sum, { personas }) => sum + byAnswer / personas.n, 0);
}

/**
 * Rate of a group less that of the others. The interval has the variance of clusteredDifference.
 * The test, and `se`, take the larger of it and the variance that the gap has where there is none:
 * a small group that passes nearly always, or never, varies too little by itself to be believed.
 */
export function gapOf(own: SideSums, others: SideSums, all: SideSums) {
  const sides = [own, others];
  const [m, r] = sides.map(({ personas }) => personas.y / personas.n);
  const about = (of: "personas" | "questions") =>
    squaresAbout(m, own[of]) / own.personas.n ** 2 +
    squaresAbout(r, others[of]) / others.personas.n ** 2;
  const prompts = own.n.reduce((sum, n, at) => {
    const inside = (own.y[at] - m * n) / own.personas.n;
    const outside = (others.y[at] - r * others.n[at]) / others.personas.n;
    return sum + (inside - outside) ** 2;
  }, 0);
  const fewestPersonas = Math.min(...sides.map(({ personas }) => personas.count));
  const fewestPrompts = Math.min(...sides.map(promptsOf));
  const ofPersonas = inflated(about("personas"), fewestPersonas);
  const ofPrompts = inflated(prompts, fewestPrompts);
  const twoWay = Math.max(ofPersonas + ofPrompts - about("questions"), ofPersonas, ofPrompts);
  const variance = twoWay + unseenVariance(own) + unseenVariance(others);
  const freedom = Math.min(fewestPersonas, fewestPrompts) - 1;
  const gap = m - r;
  // What rounding leaves of a variance that is zero is no variance.
  if (!(freedom > 0 && variance > 1e-18)) {
    return { gap, gapLow: Number.NaN, gapHigh: Number.NaN, p: Number.NaN, se: Number.NaN };
  }
  const half = critical(freedom) * Math.sqrt(variance);
  const se = Math.sqrt(Math.max(variance, alikeVariance(all, sides)));
  const p = 2 * studentProbability(-Math.abs(gap / se), freedom);
  return { gap, gapLow: gap - half, gapHigh: gap + half, p, se };
}
