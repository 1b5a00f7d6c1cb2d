/** Writes personas that were read, or changed in memory: the bytes of a generated file if unchanged. */
import type { WeightedPersonas } from "../datasets/read-personas.ts";
import { BLOCK_SIZE } from "./block.ts";
import { slicePersonas } from "./persona-rows.ts";
import { encodeNamed, PersonasFile } from "./personas-file.ts";

/** Writes personas.parquet with their names and weights, in their order. */
export function writePersonas(
  path: string,
  personas: WeightedPersonas,
  { provenance, licence }: { readonly provenance: string; readonly licence: string },
): void {
  const { n, ids, weights } = personas;
  const file = new PersonasFile(path, provenance, licence);
  for (let from = 0; from < n; from += BLOCK_SIZE) {
    const to = Math.min(from + BLOCK_SIZE, n);
    const rows = slicePersonas(personas, from, to);
    file.append(encodeNamed(rows, weights.slice(from, to), ids.slice(from, to)));
  }
  file.finish();
}
