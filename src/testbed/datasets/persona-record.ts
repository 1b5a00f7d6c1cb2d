/** One persona of a table that was read, as values by attribute key. */
import { ATTRIBUTES } from "../../schema/attributes.ts";
import type { PersonaRecord } from "../../schema/persona-record.ts";
import { type CodedPersonas, NO_NUMBER } from "../../schema/tables.ts";

/** Labels of levels, numbers, and texts; null for a number that does not apply and an empty text. */
export function personaRecord(
  { codes, numbers, texts }: CodedPersonas,
  row: number,
): PersonaRecord {
  return Object.fromEntries(
    ATTRIBUTES.map(({ key, kind, levels }) => {
      if (kind === "number") {
        const value = numbers[key]?.[row] ?? NO_NUMBER;
        return [key, value === NO_NUMBER ? null : value];
      }
      if (kind === "text" || kind === "title") return [key, texts[key]?.[row] || null];
      const code = codes[key][row];
      return [key, kind === "boolean" ? code === 1 : levels[code]];
    }),
  );
}
