/** What the tasks of the benchmark beside `main` estimate. */
import { type ClusteredMean, clusteredMean } from "../clustered-mean.ts";
import { passAtK } from "../pass-at-k.ts";
import { type Interval, wilson } from "../wilson.ts";
import { clusteredKappa } from "./clustered-kappa.ts";
import { clusteredDifference } from "./difference.ts";
import { dyadicMean } from "./dyadic-mean.ts";
import { passRate, shareLimits } from "./pass-rates.ts";
import { type Estimate, type JudgedRows, pick } from "./rows.ts";

/** A number for each question of a persona, whatever the variant. */
function questionNumbers({ n, persona, prompt, attempt }: JudgedRows): (row: number) => number {
  let [prompts, attempts] = [0, 0];
  for (let row = 0; row < n; row++) {
    prompts = Math.max(prompts, prompt[row] + 1);
    attempts = Math.max(attempts, attempt[row] + 1);
  }
  return (row) => (persona[row] * prompts + prompt[row]) * attempts + attempt[row];
}

/**
 * Leave one out: how much the pass rate falls when an attribute is hidden, over the questions asked
 * both ways; the largest fall first. Paired, clustered by persona and prompt; where no answer
 * changed, a fall is not taken for certainly none. O(rows).
 */
export function leaveOneOut(rows: JudgedRows): Estimate[] {
  const question = questionNumbers(rows);
  const whole = new Map<number, number>();
  const hidden = rows.variants.map((): number[] => []);
  for (let row = 0; row < rows.n; row++) {
    if (rows.variant[row] === 0) whole.set(question(row), rows.passed[row]);
    else hidden[rows.variant[row]].push(row);
  }
  const found = rows.variants.slice(1).map((attribute, at): Estimate => {
    const own = hidden[at + 1];
    const take = (column: ArrayLike<number>) => Float64Array.from(own, (row) => column[row]);
    const falls = Float64Array.from(
      own,
      (row) => (whole.get(question(row)) ?? Number.NaN) - rows.passed[row],
    );
    const of = clusteredMean(falls, [take(rows.persona), take(rows.prompt)]);
    const { low, high } = falls.every((fall) => fall === 0 || Number.isNaN(fall))
      ? unchanged(of)
      : of;
    return { group: attribute, n: of.n, estimate: of.mean, low, high };
  });
  return found.sort((a, b) => b.estimate - a.estimate);
}

/**
 * Limits of a fall where no answer changed: a fall is no larger than the share of answers that change,
 * and that has Wilson's limit with each of the rarer clusters as a single answer.
 */
function unchanged({ n, clusters }: Pick<ClusteredMean, "n" | "clusters">): Interval {
  const most = n === 0 ? Number.NaN : wilson(0, Math.min(...clusters)).high;
  return { low: -most, high: most };
}

/**
 * Chance that one of k attempts passes, for each k up to the attempts: the unbiased estimate by
 * question, averaged, clustered by persona and prompt. Failed attempts are no attempts; questions
 * with fewer than k left are not counted for that k. O(rows + questions × attempts).
 */
export function passAtKs(rows: JudgedRows): Estimate[] {
  const questions = new Map<string, { persona: number; prompt: number; n: number; c: number }>();
  for (let row = 0; row < rows.n; row++) {
    if (Number.isNaN(rows.passed[row])) continue;
    const key = `${rows.persona[row]} ${rows.prompt[row]}`;
    const known = questions.get(key) ?? {
      persona: rows.persona[row],
      prompt: rows.prompt[row],
      n: 0,
      c: 0,
    };
    known.n++;
    known.c += rows.passed[row];
    questions.set(key, known);
  }
  const list = [...questions.values()];
  const most = Math.max(0, ...list.map(({ n }) => n));
  return Array.from({ length: most }, (_, at): Estimate => {
    const k = at + 1;
    const asked = list.filter(({ n }) => n >= k);
    const of = clusteredMean(
      asked.map(({ n: tried, c }) => passAtK(tried, c, k)),
      [asked.map(({ persona }) => persona), asked.map(({ prompt }) => prompt)],
    );
    const limits = shareLimits(of.mean, of, of.clusters);
    return { group: `k = ${k}`, n: of.n, estimate: of.mean, ...limits };
  });
}

/**
 * Share of pairs of personas for whom both answers pass; pairs that share a persona or the prompt
 * count as alike. A pair with a failed call is not counted. O(rows).
 */
export function comparisons(rows: JudgedRows): Estimate {
  const pairs = new Map<number, { prompt: number; passed: number; personas: number[] }>();
  for (let row = 0; row < rows.n; row++) {
    const variant = rows.variant[row];
    const pair = pairs.get(variant) ?? { prompt: rows.prompt[row], passed: 1, personas: [] };
    pair.passed *= rows.passed[row];
    pair.personas.push(rows.persona[row]);
    pairs.set(variant, pair);
  }
  const whole = [...pairs.values()].filter(({ personas }) => personas.length === 2);
  const of = dyadicMean(
    whole.map(({ passed }) => passed),
    {
      members: [whole.map(({ personas }) => personas[0]), whole.map(({ personas }) => personas[1])],
      prompt: whole.map(({ prompt }) => prompt),
    },
  );
  const limits = shareLimits(of.mean, of, of.clusters);
  return { group: null, n: of.n, estimate: of.mean, ...limits };
}

/** Pass rate with the persona an answer was made for, with others, and the difference. O(rows). */
export function specificity(rows: JudgedRows): Estimate[] {
  const isOwn = (row: number) => rows.variant[row] === 0;
  const own = passRate(pick(rows, isOwn), "own");
  const others = passRate(
    pick(rows, (row) => !isOwn(row)),
    "others",
  );
  const of = clusteredDifference(rows.passed, (row) => (isOwn(row) ? 0 : 1), [
    rows.persona,
    rows.prompt,
  ]);
  const { difference, low, high, n } = of;
  return [own, others, { group: "specificity", n: n[0] + n[1], estimate: difference, low, high }];
}

/**
 * Cohen's kappa of the side taken in the plain case and under each perturbation, clustered by
 * persona and prompt; questions without a side in either are left out. O(rows).
 */
export function stability(rows: JudgedRows): Estimate[] {
  const plain = new Map<string, number>();
  const key = (row: number) => `${rows.persona[row]} ${rows.prompt[row]}`;
  for (let row = 0; row < rows.n; row++) {
    if (rows.variant[row] === 0) plain.set(key(row), rows.position[row]);
  }
  const before = Float64Array.from(
    { length: rows.n },
    (_, row) => plain.get(key(row)) ?? Number.NaN,
  );
  return rows.variants.slice(1).map((variant, at): Estimate => {
    const used: number[] = [];
    for (let row = 0; row < rows.n; row++) {
      const isOther = rows.variant[row] === at + 1;
      if (isOther && before[row] >= 0 && rows.position[row] >= 0) used.push(row);
    }
    const take = (column: ArrayLike<number>) => used.map((row) => column[row]);
    const { value, low, high } = clusteredKappa(take(before), take(rows.position), 2, [
      take(rows.persona),
      take(rows.prompt),
    ]);
    return { group: variant, n: used.length, estimate: value, low, high };
  });
}
