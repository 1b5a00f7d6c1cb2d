/** Finished personas: the chosen candidates with their titles and texts. */

import { NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { TRAIT_LEVELS, TRAITS } from "../../schema/levels.ts";
import { bigFiveText } from "../../schema/persona-text.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import type { Random } from "../../stats/random.ts";
import { type Candidates, NO_TITLE_INDEX } from "./candidates.ts";
import type { CensusModel } from "./census-model.ts";
import type { Corpora } from "./written/corpora.ts";
import type { WrittenContext } from "./written/person.ts";
import { type Written, writePersona } from "./written/write-persona.ts";

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

function picked<T extends Uint8Array | Int32Array>(column: T, rows: Int32Array, out: T): T {
  for (let i = 0; i < rows.length; i++) out[i] = column[rows[i]];
  return out;
}

/**
 * The personas of the given candidate rows, in that order.
 * @param isUnique whether no two may share all their text; costs memory for each text.
 * Cost: about 15 microseconds a persona.
 */
export function finishPersonas(
  candidates: Candidates,
  rows: Int32Array,
  model: Pick<CensusModel, "titles">,
  corpora: Corpora,
  random: Random,
  isUnique: boolean,
): CodedPersonas {
  const n = rows.length;
  const codes: Record<string, Uint8Array> = {};
  for (const [key, column] of Object.entries(candidates.codes)) {
    codes[key] = picked(column, rows, new Uint8Array(n));
  }
  const numbers: Record<string, Int32Array> = {};
  for (const [key, column] of Object.entries(candidates.numbers)) {
    numbers[key] = picked(column, rows, new Int32Array(n));
  }
  const texts: Record<string, string[]> = { big_five_scores: new Array(n) };
  for (const kind of ["industry", "occupation"] as const) {
    const { titles } = model.titles[kind];
    texts[kind] = new Array(n);
    for (let i = 0; i < n; i++) {
      const index = candidates.titles[kind][rows[i]];
      texts[kind][i] = index === NO_TITLE_INDEX ? NOT_APPLICABLE : titles[index];
    }
  }
  for (const key of WRITTEN) texts[key] = new Array(n);
  const seen = new Set<string>();
  for (let i = 0; i < n; i++) {
    const person = contextOf(codes, numbers, texts, i);
    let written = writePersona(corpora, person, random);
    for (let attempt = 1; isUnique && attempt < ATTEMPTS && seen.has(allText(written)); attempt++) {
      written = writePersona(corpora, person, random);
    }
    if (isUnique) seen.add(allText(written));
    for (const key of WRITTEN) texts[key][i] = written[key];
    texts.big_five_scores[i] = bigFive(codes, i);
  }
  return { n, codes, numbers, texts };
}

const allText = (written: Written) => WRITTEN.map((key) => written[key]).join("\n");

/** The 3,125 texts of five traits in five levels, made when first needed. */
const bigFiveTexts = new Map<number, string>();

function bigFive(codes: Readonly<Record<string, Uint8Array>>, i: number): string {
  let key = 0;
  for (const trait of TRAITS) key = key * TRAIT_LEVELS.length + codes[trait][i];
  let text = bigFiveTexts.get(key);
  if (text === undefined) {
    text = bigFiveText(TRAITS.map((trait) => TRAIT_LEVELS[codes[trait][i]]));
    bigFiveTexts.set(key, text);
  }
  return text;
}

function contextOf(
  codes: Readonly<Record<string, Uint8Array>>,
  numbers: Readonly<Record<string, Int32Array>>,
  texts: Readonly<Record<string, readonly string[]>>,
  i: number,
): WrittenContext {
  return {
    age: numbers.age[i],
    sex: codes.sex[i],
    employment_status: codes.employment_status[i],
    class_of_worker: codes.class_of_worker[i],
    industry_category: codes.industry_category[i],
    occupation_category: codes.occupation_category[i],
    industry: texts.industry[i],
    occupation: texts.occupation[i],
    education: codes.education[i],
    household_type: codes.household_type[i],
    family_presence_and_age: codes.family_presence_and_age[i],
    marital_status: codes.marital_status[i],
    veteran_status: codes.veteran_status[i],
    disability: codes.disability[i],
    cognitive_difficulty: codes.cognitive_difficulty[i],
    vision_difficulty: codes.vision_difficulty[i],
    hearing_difficulty: codes.hearing_difficulty[i],
    openness: codes.openness[i],
    conscientiousness: codes.conscientiousness[i],
    extraversion: codes.extraversion[i],
    agreeableness: codes.agreeableness[i],
    neuroticism: codes.neuroticism[i],
  };
}

/** Level labels of a countable attribute by row: the column as people read it. */
export function labels(personas: CodedPersonas, key: string): string[] {
  const { levels } = attributeOf(key);
  const codes = personas.codes[key];
  const column = new Array<string>(codes.length);
  for (let i = 0; i < codes.length; i++) column[i] = levels[codes[i]];
  return column;
}

/** The personas of the rows `from` up to, but not including, `to`. */
export function slicePersonas(personas: CodedPersonas, from: number, to: number): CodedPersonas {
  const part = <T extends { slice(from: number, to: number): T }>(
    columns: Readonly<Record<string, T>>,
  ) =>
    Object.fromEntries(
      Object.entries(columns).map(([key, column]) => [key, column.slice(from, to)]),
    );
  return {
    n: to - from,
    codes: part(personas.codes),
    numbers: part(personas.numbers),
    texts: part(personas.texts as Readonly<Record<string, string[]>>),
  };
}
