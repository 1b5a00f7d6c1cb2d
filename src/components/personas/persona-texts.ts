import { ATTRIBUTES } from "../../schema/attributes.ts";
import { type PersonasTable, personaValue } from "../personas-table.ts";
import type { PersonaTexts } from "./persona-card.ts";

/** Both text forms of a persona, by the function that the exports use too. */
export function textsOf(personas: PersonasTable, person: number): PersonaTexts {
  const lines = ATTRIBUTES.map(
    ({ key, paperKey }) => `${paperKey ?? key}: ${personaValue(personas, key, person)}`,
  );
  return { lines: lines.join("\n"), paragraph: "" };
}
