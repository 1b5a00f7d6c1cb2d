/** Whether paired preferences among several candidates fit into one order. */

export interface Transitivity {
  /** Triads i > j > k > i, all three preferred strictly. */
  readonly circular: number;
  /** Triads whose three pairs are decided; those with a tie; those with a pair never compared. */
  readonly decided: number;
  readonly tied: number;
  readonly incomplete: number;
  /** Coefficient of consistence: 1 for one order, 0 for as many circular triads as there can be. */
  readonly zeta: number;
  /** Zeta that a coin for each pair gives in the mean. */
  readonly byChance: number;
}

/**
 * Kendall's coefficient of consistence, 1 - d / d_max, d the circular triads among k candidates and
 * d_max = (k³ - k) / 24 for odd k, (k³ - 4k) / 24 for even k. With a_i the candidates that i is
 * preferred to, d = k (k - 1)(2k - 1) / 12 - Σ a_i² / 2. A tie counts half to each a_i, and d is
 * then less a quarter for each tie: the mean over all ways to break the ties.
 * @param wins k by k, row-major: how often the row's candidate was preferred to the column's. The
 * larger of the two numbers of a pair decides; equal ones are a tie, two zeros are no comparison.
 * @returns NaN zeta below three candidates, or where a pair was never compared. O(k³).
 * @throws RangeError where the table is not k by k.
 * Source: Kendall and Babington Smith (1940), On the Method of Paired Comparisons, Biometrika 31,
 * 324-345; the mean over ties follows from the variance of a fair coin.
 */
export function transitivity(wins: ArrayLike<number>, candidates: number): Transitivity {
  const k = candidates;
  if (wins.length !== k * k) {
    throw new RangeError(`${wins.length} cells are no table of ${k} by ${k} candidates`);
  }
  /** 1 where i is preferred, -1 where j is, 0 for a tie, NaN without a comparison. */
  const sign = (i: number, j: number) => {
    const [forward, back] = [wins[i * k + j], wins[j * k + i]];
    return forward + back > 0 ? Math.sign(forward - back) : Number.NaN;
  };
  const [circular, decided, tied, incomplete] = countTriads(k, sign);
  const scores = new Float64Array(k);
  let ties = 0;
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < k; j++) {
      const preferred = sign(i, j);
      scores[i] += (1 + preferred) / 2;
      scores[j] += (1 - preferred) / 2;
      if (preferred === 0) ties++;
    }
  }
  const squares = scores.reduce((sum, score) => sum + score * score, 0);
  const expected = (k * (k - 1) * (2 * k - 1)) / 12 - squares / 2 - ties / 4;
  const most = (k ** 3 - (k % 2 === 1 ? 1 : 4) * k) / 24;
  const isDefined = k >= 3 && incomplete === 0;
  return {
    circular,
    decided,
    tied,
    incomplete,
    zeta: isDefined ? 1 - expected / most : Number.NaN,
    // Two of the eight outcomes of a triad are circular.
    byChance: k >= 3 ? 1 - (k * (k - 1) * (k - 2)) / 24 / most : Number.NaN,
  };
}

function countTriads(
  k: number,
  sign: (i: number, j: number) => number,
): [circular: number, decided: number, tied: number, incomplete: number] {
  let [circular, decided, tied, incomplete] = [0, 0, 0, 0];
  for (let a = 0; a < k; a++) {
    for (let b = a + 1; b < k; b++) {
      const first = sign(a, b);
      for (let c = b + 1; c < k; c++) {
        const [second, third] = [sign(b, c), sign(c, a)];
        if (Number.isNaN(first + second + third)) incomplete++;
        else if (first * second * third === 0) tied++;
        else {
          decided++;
          if (first === second && second === third) circular++;
        }
      }
    }
  }
  return [circular, decided, tied, incomplete];
}
