/**
 * Weighted random hot deck with back-off: a row without an answer takes the answers of a donor row
 * that is alike. All answers come from one donor, so that they stay together.
 * Source: Andridge and Little (2010), A review of hot deck imputation for survey non-response.
 */
import type { Random } from "../../stats/random.ts";

/** A column that defines classes, with its number of levels: donors' and recipients' codes agree. */
export interface MatchColumn {
  readonly donor: ArrayLike<number>;
  readonly recipient: ArrayLike<number>;
  readonly levels: number;
}

export interface HotDeck {
  /** Donor row of each recipient, in the order of `recipients`. */
  readonly donorOf: Int32Array;
  /** How many recipients were served at each back-off step. */
  readonly servedAt: readonly number[];
}

interface Step {
  readonly classOf: Map<number, number>;
  /** Donors of class c stand at `start[c]` to `start[c + 1] - 1` of `order`. */
  readonly start: Int32Array;
  readonly order: Int32Array;
  /** Running sum of weights along `order`. */
  readonly cumulative: Float64Array;
}

/**
 * Finds a donor for every recipient.
 * @param steps match columns from the finest class to the coarsest; the last may be empty (anyone).
 * @param donors rows that may give, with `weights` by row.
 * @param minimum donors a class must have to be used, but for the last step.
 * Cost: linear in donors + recipients for each step.
 */
export function hotDeck(
  steps: readonly (readonly MatchColumn[])[],
  donors: Int32Array,
  weights: Float64Array,
  recipients: Int32Array,
  random: Random,
  minimum = 5,
): HotDeck {
  const indexed = steps.map((columns) => indexDonors(columns, donors, weights));
  const servedAt = steps.map(() => 0);
  const donorOf = new Int32Array(recipients.length);
  for (let i = 0; i < recipients.length; i++) {
    donorOf[i] = -1;
    for (let s = 0; s < steps.length; s++) {
      const step = indexed[s];
      const found = step.classOf.get(keyOf(steps[s], "recipient", recipients[i]));
      if (found === undefined) continue;
      const from = step.start[found];
      const to = step.start[found + 1];
      if (to - from < minimum && s < steps.length - 1) continue;
      donorOf[i] = step.order[pick(step.cumulative, from, to, random)];
      servedAt[s]++;
      break;
    }
    if (donorOf[i] < 0) throw new RangeError("no donor: the last step must hold every recipient");
  }
  return { donorOf, servedAt };
}

function keyOf(columns: readonly MatchColumn[], side: "donor" | "recipient", row: number): number {
  let key = 0;
  for (const column of columns) key = key * column.levels + column[side][row];
  return key;
}

function indexDonors(
  columns: readonly MatchColumn[],
  donors: Int32Array,
  weights: Float64Array,
): Step {
  const classOf = new Map<number, number>();
  const classes = new Int32Array(donors.length);
  for (let i = 0; i < donors.length; i++) {
    const key = keyOf(columns, "donor", donors[i]);
    let found = classOf.get(key);
    if (found === undefined) {
      found = classOf.size;
      classOf.set(key, found);
    }
    classes[i] = found;
  }
  const start = new Int32Array(classOf.size + 1);
  for (const c of classes) start[c + 1]++;
  for (let c = 0; c < classOf.size; c++) start[c + 1] += start[c];
  const next = start.slice();
  const order = new Int32Array(donors.length);
  for (let i = 0; i < donors.length; i++) order[next[classes[i]]++] = donors[i];
  const cumulative = new Float64Array(donors.length);
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    sum += weights[order[i]];
    cumulative[i] = sum;
  }
  return { classOf, start, order, cumulative };
}

/** Position in [from, to) drawn in proportion to weight. */
function pick(cumulative: Float64Array, from: number, to: number, random: Random): number {
  const below = from > 0 ? cumulative[from - 1] : 0;
  const at = below + random.next() * (cumulative[to - 1] - below);
  let low = from;
  let high = to - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
