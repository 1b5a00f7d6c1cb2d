import { binOf } from "../../../src/schema/attribute.ts";
import { COUNTABLE } from "../../../src/schema/attributes.ts";
import { STATES } from "../../../src/schema/places.ts";
import type { CodedPersonas } from "../../../src/schema/tables.ts";
import { seeded } from "../../../src/stats/random.ts";

/** Made-up personas for layouts: uneven groups, a child without party, some empty states. */
export function crowdOf(n: number, seed = 1): CodedPersonas {
  const random = seeded(seed);
  const codes: Record<string, Uint8Array> = {};
  for (const { key, levels } of COUNTABLE) {
    codes[key] = Uint8Array.from({ length: n }, () => skewed(levels.length));
  }
  const age = Int32Array.from({ length: n }, () => random.below(97));
  for (let row = 0; row < n; row++) {
    const attribute = COUNTABLE.find(({ key }) => key === "age");
    if (attribute) codes.age[row] = binOf(attribute, age[row]);
    if (age[row] < 18) codes.political_views[row] = 8;
    if (age[row] < 15) codes.religion[row] = 10;
    else if (codes.religion[row] === 10) codes.religion[row] = 9;
  }
  return { n, codes, numbers: { age }, texts: {} };

  function skewed(levels: number): number {
    return Math.floor(random.next() ** 2 * levels);
  }
}

/** Centres of the states on a plain lattice. */
export const PLACES = STATES.map((_, i) => ({
  x: 0.08 + 0.84 * ((i % 9) / 8),
  y: 0.08 + 0.84 * (Math.floor(i / 9) / 5),
}));
