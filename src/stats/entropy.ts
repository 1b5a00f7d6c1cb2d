import { type Counts, total } from "./shares.ts";

/**
 * Shannon entropy in bits, −Σ p log₂ p: 0 where everyone has the same level, log₂ k where
 * k levels are equally common.
 * @param counts counts or shares in level order. @returns NaN where the total is zero.
 * Source: Shannon (1948), A Mathematical Theory of Communication, section 6.
 */
export function entropy(counts: Counts): number {
  const sum = total(counts);
  if (!(sum > 0)) return Number.NaN;
  let bits = 0;
  for (let i = 0; i < counts.length; i++) {
    const share = counts[i] / sum;
    if (share > 0) bits -= share * Math.log2(share);
  }
  return Math.max(0, bits);
}
