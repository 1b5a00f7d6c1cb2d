import { attributeOf } from "../../schema/attributes.ts";
import { NO_NUMBER } from "../../schema/tables.ts";
import type { PersonasTable } from "../personas-table.ts";
import type { Order } from "../slices/slice-sql.ts";

/**
 * Indices of the personas of a mask in an order: numbers by size with missing ones last, levels in
 * their declared order, texts by code point; ties by persona_id. The order of `personasQuery`.
 */
export function orderedPersonas(
  personas: PersonasTable,
  mask: Uint8Array,
  { key, descending }: Order,
): number[] {
  const indices: number[] = [];
  for (let i = 0; i < mask.length; i++) if (mask[i]) indices.push(i);
  const { ids } = personas;
  const byId = (a: number, b: number) => (ids[a] < ids[b] ? -1 : ids[a] > ids[b] ? 1 : 0);
  const sign = descending ? -1 : 1;
  if (key === "persona_id") return indices.sort((a, b) => sign * byId(a, b));
  const { kind } = attributeOf(key);
  if (kind === "number") {
    const values = personas.numbers[key];
    return indices.sort((a, b) => {
      const missing = Number(values[a] === NO_NUMBER) - Number(values[b] === NO_NUMBER);
      return missing || sign * (values[a] - values[b]) || byId(a, b);
    });
  }
  const codes = personas.codes[key];
  if (codes) return indices.sort((a, b) => sign * (codes[a] - codes[b]) || byId(a, b));
  const texts = personas.texts[key];
  if (!texts) return indices;
  return indices.sort((a, b) => {
    const order = texts[a] < texts[b] ? -1 : texts[a] > texts[b] ? 1 : 0;
    return sign * order || byId(a, b);
  });
}
