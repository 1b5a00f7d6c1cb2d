import { normalQuantile } from "../../stats/normal.ts";
import type { Random } from "../../stats/random.ts";

/** Standard normal draws by inversion of uniforms at the middle of 2^32 equal cells. */
export function normalDraws(n: number, random: Random): Float64Array {
  const draws = new Float64Array(n);
  for (let i = 0; i < n; i++) draws[i] = normalQuantile(random.next() + 2 ** -33);
  return draws;
}
