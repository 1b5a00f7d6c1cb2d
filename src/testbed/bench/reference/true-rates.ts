/** What a reference model scores on every persona and prompt: known without asking. */
import type { Mode } from "../../../schema/bench.ts";
import type { Truth } from "../truth.ts";
import { passChance, type ReferenceModel } from "./models.ts";

export interface TrueRates {
  /** Mean chance to pass over all personas and prompts, and the same by group. */
  readonly all: number;
  readonly byGroup: readonly number[];
}

/**
 * Enumerates every persona with every prompt. O(personas × prompts).
 * @param of the value of one persona and prompt given its chance to pass; the chance itself if absent.
 * @param groupOf by persona; negative ones count in `all` only.
 */
export function trueRates(
  model: ReferenceModel,
  truth: Truth,
  mode: Mode,
  groupOf: ArrayLike<number> = [],
  groups = 0,
  of: (chance: number) => number = (chance) => chance,
): TrueRates {
  const { personas, prompts, issueOf, wording, standing } = truth;
  const right = of(passChance(model.name, mode, true));
  const wrong = of(passChance(model.name, mode, false));
  const hits = new Float64Array(personas.n);
  for (let prompt = 0; prompt < prompts.length; prompt++) {
    const issue = issueOf[prompt];
    const scores = model.scores(issue, mode);
    const truths = standing[issue];
    const shift = wording[prompt];
    const common = model.majority[prompt] === 0;
    for (let who = 0; who < personas.n; who++) {
      const meant = scores === null ? common : scores[who] + shift > 0;
      if (meant === truths[who] + shift > 0) hits[who]++;
    }
  }
  const rate = (count: number) =>
    (count * right + (prompts.length - count) * wrong) / prompts.length;
  const sums = new Float64Array(groups);
  const sizes = new Float64Array(groups);
  let all = 0;
  for (let who = 0; who < personas.n; who++) {
    const value = rate(hits[who]);
    all += value / personas.n;
    const group = groupOf[who] ?? -1;
    if (group >= 0) {
      sums[group] += value;
      sizes[group]++;
    }
  }
  return { all, byGroup: Array.from(sums, (sum, group) => sum / sizes[group]) };
}
