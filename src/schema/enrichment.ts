/** Texts of personas that a language model wrote: what they are of, and the table that tells of each. */
import type { TableColumnMeaning, TableMeaning } from "./table-meaning.ts";

/** Attributes that the paper has a model write, in the order of the profile. */
export const ENRICHED_KEYS = [
  "detailed_job_description",
  "defining_quirks",
  "mannerisms",
  "personal_time",
  "lifestyle",
] as const;
export type EnrichedKey = (typeof ENRICHED_KEYS)[number];

/** A longer text of one attribute is refused. */
export const MOST_CHARACTERS = 400;

/** How it ended for a persona. */
export const ENRICHMENT_OUTCOMES = ["kept", "rejected", "failed"] as const;

/** Name of the column with the templates' text of an attribute. */
export const templateColumn = (key: EnrichedKey) => `template_${key}`;

const text = (name: string, meaning: string): TableColumnMeaning => ({
  name,
  type: "string",
  meaning,
});

/** enrichment.parquet. The texts that were replaced are in it, so that none is lost. */
export const ENRICHMENT: TableMeaning = {
  table: "enrichment",
  row: "a persona whose texts a language model was asked to write",
  key: ["persona_id"],
  madeBy: "atlas enrich",
  columns: [
    text("persona_id", "Persona."),
    {
      ...text(
        "outcome",
        "`kept`: personas.parquet has the model's texts. `rejected`: the checker found a contradiction. `failed`: not written, or not checked. In both it has the templates' texts.",
      ),
      values: ENRICHMENT_OUTCOMES,
    },
    { ...text("reason", "Why it failed."), isOptional: true },
    {
      ...text("conflicts", "What contradicts what, in the checker's words, one a line, if told."),
      isOptional: true,
    },
    ...ENRICHED_KEYS.map((key) => ({
      ...text(key, "What the model wrote, kept or rejected."),
      isOptional: true,
    })),
    ...ENRICHED_KEYS.map((key) => text(templateColumn(key), "What the templates had written.")),
  ],
};
