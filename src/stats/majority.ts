/**
 * The value that more than half of the ratings have.
 * @param counts ratings by value.
 * @param least ratings that there must be.
 * @returns its code, or −1 where no value has a majority or there are too few ratings.
 */
export function majorityOf(counts: ArrayLike<number>, least = 1): number {
  let all = 0;
  let best = 0;
  for (let code = 0; code < counts.length; code++) {
    all += counts[code];
    if (counts[code] > counts[best]) best = code;
  }
  return all >= least && 2 * counts[best] > all ? best : -1;
}
