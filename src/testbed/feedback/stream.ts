/** Streams of randomness named by what they are for, so that no draw depends on another's order. */
import { type Random, seeded } from "../../stats/random.ts";

/** 32 bits of a text. Source: FNV-1a, Fowler, Noll and Vo. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash | 0;
}

/** The generator of a seed for one purpose, such as `level of steel-tariffs`. */
export function streamOf(seed: number, purpose: string): Random {
  return seeded(seed, fnv1a(purpose));
}
