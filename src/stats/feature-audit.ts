/** Whether one feature of the answers alone predicts which is preferred. */
import { type ClusteredMean, clusteredMean } from "./clustered-mean.ts";

export interface FeatureAudit extends ClusteredMean {
  /** 1: more of the feature is taken as preferred; -1: less. Learned on the train choices. */
  readonly sign: number;
  /** Test choices where both answers have the same value: they count as half right. */
  readonly equal: number;
}

/**
 * Accuracy, on test choices, of "the answer with more (or less) of a feature is preferred", with
 * the direction that is right more often on train choices. 0.5 where the feature says nothing.
 * The interval is clustered by persona and by prompt. O(choices).
 * @param difference of the feature, position 0 less position 1, by choice; NaN where not known.
 * @param choice 0 or 1; 2, a tie, is left out as missing, as is a choice without a difference.
 * @returns NaN accuracy where there is no test choice.
 */
export function auditFeature(
  difference: ArrayLike<number>,
  choice: ArrayLike<number>,
  isTest: ArrayLike<number>,
  persona: ArrayLike<number>,
  prompt: ArrayLike<number>,
): FeatureAudit {
  let lead = 0;
  for (let row = 0; row < choice.length; row++) {
    if (isTest[row] || choice[row] === 2 || Number.isNaN(difference[row])) continue;
    lead += Math.sign(difference[row]) * (choice[row] === 0 ? 1 : -1);
  }
  const sign = lead >= 0 ? 1 : -1;
  const rows = testRows(isTest, choice.length);
  let equal = 0;
  const right = Float64Array.from(rows, (row) => {
    if (choice[row] === 2 || Number.isNaN(difference[row])) return Number.NaN;
    if (difference[row] === 0) {
      equal++;
      return 0.5;
    }
    return sign * difference[row] > 0 === (choice[row] === 0) ? 1 : 0;
  });
  const of = (column: ArrayLike<number>) => rows.map((row) => column[row]);
  return { ...clusteredMean(right, [of(persona), of(prompt)]), sign, equal };
}

function testRows(isTest: ArrayLike<number>, choices: number): Int32Array {
  const rows = new Int32Array(choices);
  let n = 0;
  for (let row = 0; row < choices; row++) if (isTest[row]) rows[n++] = row;
  return rows.subarray(0, n);
}
