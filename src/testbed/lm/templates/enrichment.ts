/** Free-text attributes written by a model, and checked against the rest of the persona. */
import { z } from "zod";
import { attributeOf } from "../../../schema/attributes.ts";
import { ENRICHED_KEYS, type EnrichedKey } from "../../../schema/enrichment.ts";
import { type Profile, profileText } from "./profile.ts";
import { asked, fenced, MATERIAL, schemaOf, type Wording } from "./wording.ts";

export const ENRICHMENT_TEMPLATES = ["enrichment@2", "consistency@1"] as const;
const [WRITING, CHECKING] = ENRICHMENT_TEMPLATES;

export const enrichmentForm = z.object(
  Object.fromEntries(ENRICHED_KEYS.map((key) => [key, z.string()])) as Record<
    EnrichedKey,
    z.ZodString
  >,
);
export type Enrichment = z.infer<typeof enrichmentForm>;

/** @param profile with the attributes to be written left out. */
export function enrichment(profile: Profile): Wording {
  const fields = ENRICHED_KEYS.map((key) => `"${key}": the ${attributeOf(key).paperKey}`);
  return {
    template: WRITING,
    messages: asked(
      `You complete the profile of a made-up person. Write what is missing, in at most 25 words each, so that it fits all that is known and is no cliché about a group. A job description must say what this person does all day, or that they have no job. Each is a phrase or two set apart by semicolons, without a subject and without a full stop, as in "Restores old radios in the garage; reads mysteries". Return JSON: {${fields.join(", ")}}.`,
      profileText(profile),
    ),
    schema: schemaOf(enrichmentForm),
  };
}

export const consistencyForm = z.object({
  consistent: z.boolean(),
  /** What contradicts what, a sentence each. */
  conflicts: z.array(z.string()),
});

/** Whether the texts could be true of the person. */
export function consistencyCheck(profile: Profile, texts: Enrichment): Wording {
  const lines = ENRICHED_KEYS.map((key) => `${attributeOf(key).paperKey}: ${texts[key]}`);
  return {
    template: CHECKING,
    messages: asked(
      `You check whether additions to a person's profile could be true of that person. Unusual is fine; impossible, or against a fact of the profile, is not: a job where there is none, a spouse where there is none, what a child cannot do. Return JSON: {"consistent": true or false, "conflicts": [one sentence for each contradiction]}. ${MATERIAL}`,
      `${profileText(profile)}\n\n${fenced("additions", lines.join("\n"))}`,
    ),
    schema: schemaOf(consistencyForm),
  };
}
