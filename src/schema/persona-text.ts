/** A persona as text: the PERSONA paper's `key: value` lines, and a short paragraph. */
import { NOT_APPLICABLE } from "./attribute.ts";
import { attributeOf } from "./attributes.ts";
import { paragraphOf } from "./persona-paragraph.ts";
import { dollars, type PersonaRecord, TRAIT_KEYS } from "./persona-record.ts";

export type { PersonaRecord } from "./persona-record.ts";

/** Attribute keys in the order of the paper's 33 lines (arXiv 2407.17387). */
export const LINE_KEYS: readonly string[] = [
  "age",
  "sex",
  "race",
  "ancestry",
  "household_language",
  "education",
  "employment_status",
  "class_of_worker",
  "industry_category",
  "occupation_category",
  "detailed_job_description",
  "income",
  "marital_status",
  "household_type",
  "family_presence_and_age",
  "place_of_birth",
  "citizenship",
  "veteran_status",
  "disability",
  "health_insurance",
  "big_five_scores",
  "defining_quirks",
  "mannerisms",
  "personal_time",
  "lifestyle",
  "ideology",
  "political_views",
  "religion",
  "cognitive_difficulty",
  "ability_to_speak_english",
  "vision_difficulty",
  "fertility",
  "hearing_difficulty",
];

/**
 * Both text forms of a persona. `lines` has one `key: value` per line, under the paper's keys;
 * `paragraph` is four to six sentences that leave out what does not apply.
 */
export function personaText(persona: PersonaRecord): { lines: string; paragraph: string } {
  const lines = LINE_KEYS.map((key) => `${attributeOf(key).paperKey}: ${lineValue(persona, key)}`);
  return { lines: lines.join("\n"), paragraph: paragraphOf(persona) };
}

/** `Openness: High, Conscientiousness: Average, ...` from the level labels in `TRAIT_KEYS` order. */
export function bigFiveText(levels: readonly string[]): string {
  return TRAIT_KEYS.map((key, i) => `${attributeOf(key).label}: ${levels[i]}`).join(", ");
}

const TITLE_OF: Readonly<Record<string, string>> = {
  industry_category: "industry",
  occupation_category: "occupation",
};

function lineValue(persona: PersonaRecord, key: string): string {
  const value = persona[key] ?? null;
  if (value === null) {
    const traits = TRAIT_KEYS.map((trait) => persona[trait]);
    if (key === "big_five_scores" && traits.every((trait) => typeof trait === "string")) {
      return bigFiveText(traits);
    }
    return NOT_APPLICABLE;
  }
  if (key === "income") return dollars(Number(value));
  const title = TITLE_OF[key] && persona[TITLE_OF[key]];
  const titled = title && title !== value && value !== NOT_APPLICABLE && !NO_WORK.test(`${value}`);
  return titled ? `${value}: ${title}` : String(value);
}

/** The category of people without a recent job has a title that says the same. */
const NO_WORK = /^Unemployed/;
