/** Where the value of an attribute comes from, for a persona. */
import type { AttributeSource } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { ENRICHED_KEYS } from "../../schema/enrichment.ts";
import type { PersonasTable } from "../personas-table.ts";

export interface ValueSource {
  /** Stands beside the value. */
  readonly word: string;
  readonly phrase: string;
}

const PHRASES: Readonly<Record<AttributeSource, string>> = {
  census: "from census figures",
  survey: "from survey figures",
  written: "written for this project",
};

const ENRICHED: ReadonlySet<string> = new Set(ENRICHED_KEYS);

/** A model's texts are told from the project's own in datasets that have any of a model. */
export function valueSource(personas: PersonasTable, key: string, person: number): ValueSource {
  const { source } = attributeOf(key);
  const { textsBy } = personas;
  if (textsBy === undefined || source !== "written") {
    return { word: source, phrase: PHRASES[source] };
  }
  const model = ENRICHED.has(key) ? textsBy[person] : "";
  if (model === "") return { word: "template", phrase: "by templates written for this project" };
  return { word: "model", phrase: `written by the language model ${model}` };
}
