import type { RatingCounts } from "./rating-counts.ts";

/** How far apart two values are: δ² of Krippendorff's alpha. */
export type Metric = "nominal" | "ordinal" | "interval" | "ratio";

/**
 * Places of values on a line such that δ² is their squared distance; null for the metrics whose
 * δ² is no such distance. For the ordinal metric these are midranks: the number of ratings
 * below, plus half of those at the value, whose differences are Σ nᵍ from c to k − (n_c + n_k) / 2.
 * Interval places are centred, so that large numbers of small spread lose no digits.
 * @param totals pairable ratings per value.
 */
export function placesOf(
  metric: Metric,
  totals: Float64Array,
  numbers: ArrayLike<number>,
): Float64Array | null {
  if (metric !== "ordinal" && metric !== "interval") return null;
  const places = new Float64Array(totals.length);
  let below = 0;
  let sum = 0;
  for (let code = 0; code < totals.length; code++) {
    places[code] = metric === "ordinal" ? below + totals[code] / 2 : numbers[code];
    below += totals[code];
    sum += totals[code] * places[code];
  }
  const mean = below > 0 ? sum / below : 0;
  for (let code = 0; code < totals.length; code++) places[code] -= mean;
  return places;
}

/** δ² of two numbers by the ratio metric: ((c − k) / (c + k))². */
function ratioDistance(c: number, k: number): number {
  if (c === k) return 0;
  const relative = (c - k) / (c + k);
  return relative * relative;
}

/**
 * Sum of δ² over the ordered pairs of ratings of a unit, divided by its ratings less one: what
 * the unit adds to the observed disagreement.
 */
export function unitDisagreement(
  { start, code, count }: RatingCounts,
  unit: number,
  ratings: number,
  metric: Metric,
  places: Float64Array | null,
  numbers: ArrayLike<number>,
): number {
  const [first, end] = [start[unit], start[unit + 1]];
  if (end - first < 2) return 0;
  let sum = 0;
  if (places) {
    let total = 0;
    for (let cell = first; cell < end; cell++) total += count[cell] * places[code[cell]];
    const mean = total / ratings;
    for (let cell = first; cell < end; cell++) {
      const distance = places[code[cell]] - mean;
      sum += count[cell] * distance * distance;
    }
    return (2 * ratings * sum) / (ratings - 1);
  }
  if (metric === "nominal") {
    for (let cell = first; cell < end; cell++) sum += count[cell] * count[cell];
    return (ratings * ratings - sum) / (ratings - 1);
  }
  for (let a = first; a < end; a++) {
    for (let b = a + 1; b < end; b++) {
      sum += count[a] * count[b] * ratioDistance(numbers[code[a]], numbers[code[b]]);
    }
  }
  return (2 * sum) / (ratings - 1);
}

/** Sum of δ² over the ordered pairs of all ratings, as if they were one unit. */
export function pooledDisagreement(
  totals: Float64Array,
  metric: Metric,
  places: Float64Array | null,
  numbers: ArrayLike<number>,
): number {
  let ratings = 0;
  let sum = 0;
  for (let code = 0; code < totals.length; code++) ratings += totals[code];
  if (places) {
    // The places have mean zero over all ratings.
    for (let code = 0; code < totals.length; code++) sum += totals[code] * places[code] ** 2;
    return 2 * ratings * sum;
  }
  if (metric === "nominal") {
    for (let code = 0; code < totals.length; code++) sum += totals[code] ** 2;
    return ratings * ratings - sum;
  }
  const used = Int32Array.from(totals.keys()).filter((code) => totals[code] > 0);
  for (let i = 0; i < used.length; i++) {
    const [number, count] = [numbers[used[i]], totals[used[i]]];
    for (let j = i + 1; j < used.length; j++) {
      sum += count * totals[used[j]] * ratioDistance(number, numbers[used[j]]);
    }
  }
  return 2 * sum;
}
