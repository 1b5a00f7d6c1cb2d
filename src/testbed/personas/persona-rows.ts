/** Finished personas: the chosen candidates with their titles and texts. */

import { NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { TRAIT_LEVELS } from "../../schema/levels.ts";
import { bigFiveText } from "../../schema/persona-text.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import type { Random } from "../../stats/random.ts";
import { type Candidates, NO_TITLE_INDEX, TRAITS } from "./candidates.ts";
import type { CensusModel } from "./census-model.ts";
import type { Corpora } from "./written/corpora.ts";
import { writePersona } from "./written/write-persona.ts";

const WRITTEN = [
  "detailed_job_description",
  "defining_quirks",
  "mannerisms",
  "personal_time",
  "lifestyle",
  "core_values",
] as const;

/** Attempts at a text that no persona of the block has yet. */
const ATTEMPTS = 50;

/**
 * The personas of the given candidate rows, in that order. No two of one call share all their text.
 * Cost: about 4 microseconds a persona.
 */
export function finishPersonas(
  candidates: Candidates,
  rows: Int32Array,
  model: Pick<CensusModel, "titles">,
  corpora: Corpora,
  random: Random,
): CodedPersonas {
  const n = rows.length;
  const codes = Object.fromEntries(
    Object.entries(candidates.codes).map(([key, column]) => [
      key,
      Uint8Array.from(rows, (row) => column[row]),
    ]),
  );
  const numbers = Object.fromEntries(
    Object.entries(candidates.numbers).map(([key, column]) => [
      key,
      Int32Array.from(rows, (row) => column[row]),
    ]),
  );
  const texts: Record<string, string[]> = { big_five_scores: new Array(n) };
  for (const kind of ["industry", "occupation"] as const) {
    const { titles } = model.titles[kind];
    texts[kind] = Array.from(rows, (row) => {
      const index = candidates.titles[kind][row];
      return index === NO_TITLE_INDEX ? NOT_APPLICABLE : titles[index];
    });
  }
  for (const key of WRITTEN) texts[key] = new Array(n);
  const seen = new Set<string>();
  for (let i = 0; i < n; i++) {
    const person = contextOf(codes, numbers, texts, i);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const written = writePersona(corpora, person, random);
      const all = WRITTEN.map((key) => written[key]).join("\n");
      if (seen.has(all) && attempt < ATTEMPTS - 1) continue;
      seen.add(all);
      for (const key of WRITTEN) texts[key][i] = written[key];
      break;
    }
    texts.big_five_scores[i] = bigFiveText(TRAITS.map((trait) => TRAIT_LEVELS[codes[trait][i]]));
  }
  return { n, codes, numbers, texts };
}

const CONTEXT_KEYS = [
  "sex",
  "employment_status",
  "class_of_worker",
  "industry_category",
  "occupation_category",
  "education",
  "household_type",
  "family_presence_and_age",
  "marital_status",
  "veteran_status",
  "disability",
  "cognitive_difficulty",
  "vision_difficulty",
  "hearing_difficulty",
  ...TRAITS,
] as const;

type Context = Parameters<typeof writePersona>[1];

function contextOf(
  codes: Readonly<Record<string, Uint8Array>>,
  numbers: Readonly<Record<string, Int32Array>>,
  texts: Readonly<Record<string, readonly string[]>>,
  i: number,
): Context {
  const context: Record<string, number | string> = {
    age: numbers.age[i],
    industry: texts.industry[i],
    occupation: texts.occupation[i],
  };
  for (const key of CONTEXT_KEYS) context[key] = codes[key][i];
  return context as unknown as Context;
}

/** Level labels of a countable attribute by row: the column as people read it. */
export function labels(personas: CodedPersonas, key: string): string[] {
  const { levels } = attributeOf(key);
  return Array.from(personas.codes[key], (code) => levels[code]);
}
