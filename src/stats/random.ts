/** Seeded randomness: the same seed and stream give the same numbers on any machine. */
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

export interface Random {
  /** Uniform in [0, 1), with 32 bits. */
  next(): number;
  /** Integer in [0, n), for n up to 2^21 without noticeable bias. */
  below(n: number): number;
}

/** One step of splitmix32, to spread a seed over a generator's state. */
function splitmix(state: number): number {
  let z = (state + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}

/**
 * A generator for a seed and a stream. Streams of one seed are unrelated, so that blocks
 * of work can be done in any order with the same result.
 * Source: xoroshiro128+, Blackman and Vigna (2018), as in pure-rand.
 */
export function seeded(seed: number, stream = 0): Random {
  const words: number[] = [];
  let state = splitmix(splitmix(seed | 0) ^ Math.imul(stream | 0, 0x85ebca6b));
  for (let i = 0; i < 4; i++) {
    state = splitmix(state + i);
    words.push(state);
  }
  const generator = xoroshiro128plusFromState(words);
  const next = () => (generator.next() >>> 0) / 4294967296;
  return { next, below: (n) => Math.floor(next() * n) };
}

/** A copy in an order drawn. Source: Fisher and Yates, as in Knuth 2, algorithm 3.4.2 P. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
