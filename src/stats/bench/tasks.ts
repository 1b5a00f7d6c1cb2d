/** What the tasks of the benchmark beside `main` estimate. */
import { clusteredMean } from "../clustered-mean.ts";
import { cohenKappa } from "../cohen-kappa.ts";
import { passAtK } from "../pass-at-k.ts";
import { clusteredDifference } from "./difference.ts";
import { passRate } from "./pass-rates.ts";
import { type Estimate, type JudgedRows, pick } from "./rows.ts";

const question = (rows: JudgedRows, row: number) =>
  `${rows.persona[row]} ${rows.prompt[row]} ${rows.attempt[row]}`;

/**
 * Leave one out: how much the pass rate falls when an attribute is hidden, over the questions asked
 * both ways; the largest fall first. Paired, clustered by persona and prompt. O(rows).
 */
export function leaveOneOut(rows: JudgedRows): Estimate[] {
  const whole = new Map<string, number>();
  for (let row = 0; row < rows.n; row++) {
    if (rows.variant[row] === 0) whole.set(question(rows, row), rows.passed[row]);
  }
  const found = rows.variants.slice(1).map((attribute, at): Estimate => {
    const hidden = pick(rows, (row) => rows.variant[row] === at + 1);
    const falls = Float64Array.from(
      { length: hidden.n },
      (_, row) => (whole.get(question(hidden, row)) ?? Number.NaN) - hidden.passed[row],
    );
    const { mean, low, high, n } = clusteredMean(falls, [hidden.persona, hidden.prompt]);
    return { group: attribute, n, estimate: mean, low, high };
  });
  return found.sort((a, b) => b.estimate - a.estimate);
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
    const { mean, low, high, n } = clusteredMean(
      asked.map(({ n: tried, c }) => passAtK(tried, c, k)),
      [asked.map(({ persona }) => persona), asked.map(({ prompt }) => prompt)],
    );
    return { group: `k = ${k}`, n, estimate: mean, low, high };
  });
}

/** Share of pairs of personas for whom both answers pass; clustered by prompt. O(rows). */
export function comparisons(rows: JudgedRows): Estimate {
  const pairs = new Map<number, { prompt: number; passed: number; rows: number }>();
  for (let row = 0; row < rows.n; row++) {
    const pair = pairs.get(rows.variant[row]) ?? { prompt: rows.prompt[row], passed: 1, rows: 0 };
    pair.passed *= rows.passed[row];
    pair.rows++;
    pairs.set(rows.variant[row], pair);
  }
  const whole = [...pairs.values()].filter(({ rows: asked }) => asked === 2);
  const { mean, low, high, n } = clusteredMean(
    whole.map(({ passed }) => passed),
    [whole.map(({ prompt }) => prompt)],
  );
  return { group: null, n, estimate: mean, low, high };
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

/** Cohen's kappa of the side taken in the plain case and under each perturbation. O(rows). */
export function stability(rows: JudgedRows): Estimate[] {
  const plain = new Map<string, number>();
  const key = (row: number) => `${rows.persona[row]} ${rows.prompt[row]}`;
  for (let row = 0; row < rows.n; row++) {
    if (rows.variant[row] === 0) plain.set(key(row), rows.position[row]);
  }
  return rows.variants.slice(1).map((variant, at): Estimate => {
    const pairs: [number, number][] = [];
    for (let row = 0; row < rows.n; row++) {
      if (rows.variant[row] !== at + 1) continue;
      const before = plain.get(key(row)) ?? Number.NaN;
      if (Number.isNaN(before) || Number.isNaN(rows.position[row])) continue;
      pairs.push([before, rows.position[row]]);
    }
    const kappa = kappaOf(pairs);
    return { group: variant, n: pairs.length, ...kappa };
  });
}

function kappaOf(pairs: readonly (readonly [number, number])[]) {
  const counts = [0, 0, 0, 0];
  for (const [a, b] of pairs) counts[a * 2 + b]++;
  const { value, low, high } = cohenKappa(counts, 2);
  return { estimate: value, low, high };
}
