import { ATTRIBUTES, attributeOf } from "../../schema/attributes.ts";
import { type PersonaRecord, personaText } from "../../schema/persona-text.ts";
import { type PersonasTable, personaValue } from "../personas-table.ts";
import type { PersonaTexts } from "./persona-card.ts";

/** Both text forms of a persona, by the function that the exports use too. */
export function textsOf(personas: PersonasTable, person: number): PersonaTexts {
  return personaText(recordOf(personas, person));
}

/** A persona's values by attribute key; null where a number does not apply or a text is not there yet. */
export function recordOf(personas: PersonasTable, person: number): PersonaRecord {
  return Object.fromEntries(
    ATTRIBUTES.map(({ key }) => {
      const { kind } = attributeOf(key);
      const value = personaValue(personas, key, person);
      if (kind === "boolean") return [key, personas.codes[key][person] === 1];
      if (kind === "number" && typeof value === "string") return [key, null];
      return [key, value === "" ? null : value];
    }),
  );
}
