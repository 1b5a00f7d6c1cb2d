/** What attributes tell of a persona's utility, attribute by attribute, so that one can be hidden. */
import { attributeOf, COUNTABLE } from "../../../schema/attributes.ts";
import { factorCholesky, solveFactored } from "../../../stats/cholesky.ts";
import { dummyCode } from "../../../stats/dummies.ts";
import type { Truth } from "../truth.ts";
import { issueAxes } from "./axes.ts";

/** Attributes that a reference model may know, by key; levels of fewer than 20 personas share one. */
export const KNOWN_KEYS: readonly string[] = COUNTABLE.map(({ key }) => key).filter(
  (key) => key !== "is_adult",
);

export interface Knowledge {
  /** By issue: the mean of what attributes say. */
  readonly level: Float64Array;
  /** By issue: what an attribute adds for each persona, about its mean over personas. */
  effect(issue: number, attribute: string): Float64Array;
  /** By issue: attributes in the order of how much they tell, the most first. */
  ranked(issue: number): readonly string[];
  /** By issue and persona: the persona's own on the issue's axes, without what is of the issue alone. */
  readonly own: readonly Float64Array[];
}

/**
 * Splits the leanings of each issue into a sum of attributes' effects: least squares on a column a
 * level, with a ridge of one persona against columns that say the same. Exact as far as the models
 * behind the leanings are sums too. O(personas × columns² + columns³ + issues × personas × columns).
 */
export function knowledgeOf(truth: Truth): Knowledge {
  const { personas, leanings } = truth;
  const keys = KNOWN_KEYS.filter((key) => personas.codes[key] !== undefined);
  const { width, column } = dummyCode(
    {
      codes: keys.map((key) => personas.codes[key]),
      levels: keys.map((key) => attributeOf(key).levels.length),
    },
    personas.n,
  );
  const gram = new Float64Array(width * width);
  const means = new Float64Array(width);
  for (const code of column) for (const at of code) if (at >= 0) means[at] += 1 / personas.n;
  for (let who = 0; who < personas.n; who++) {
    for (const one of column) {
      if (one[who] < 0) continue;
      for (const other of column) if (other[who] >= 0) gram[one[who] * width + other[who]]++;
    }
  }
  for (let a = 0; a < width; a++) {
    for (let b = 0; b < width; b++) gram[a * width + b] -= personas.n * means[a] * means[b];
    gram[a * width + a]++;
  }
  factorCholesky(gram, width);
  const level = new Float64Array(leanings.length);
  const coefficients = leanings.map((leaning, issue) => {
    level[issue] = leaning.reduce((sum, value) => sum + value, 0) / personas.n;
    const right = new Float64Array(width);
    for (let who = 0; who < personas.n; who++) {
      const about = leaning[who] - level[issue];
      for (const code of column) if (code[who] >= 0) right[code[who]] += about;
    }
    return solveFactored(gram, right);
  });
  const effect = (issue: number, key: string): Float64Array => {
    const of = column[keys.indexOf(key)];
    const values = new Float64Array(personas.n);
    if (!of) return values;
    const beta = coefficients[issue];
    let mean = 0;
    for (let who = 0; who < personas.n; who++) {
      values[who] = of[who] < 0 ? 0 : beta[of[who]];
      mean += values[who] / personas.n;
    }
    return values.map((value) => value - mean);
  };
  const memory = new Map<string, Float64Array>();
  const remembered = (issue: number, key: string) => {
    const name = `${issue} ${key}`;
    const known = memory.get(name) ?? effect(issue, key);
    memory.set(name, known);
    return known;
  };
  const rankings = new Map<number, readonly string[]>();
  return {
    level,
    effect: remembered,
    ranked(issue) {
      const known = rankings.get(issue);
      if (known) return known;
      const spread = new Map(
        keys.map((key) => [key, remembered(issue, key).reduce((sum, x) => sum + x * x, 0)]),
      );
      const ranked = [...keys].sort((a, b) => (spread.get(b) ?? 0) - (spread.get(a) ?? 0));
      rankings.set(issue, ranked);
      return ranked;
    },
    own: issueAxes(truth),
  };
}
