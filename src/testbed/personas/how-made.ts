/** How each attribute is made: the sentence that the manifest, the card and the dictionary show. */
import { ATTRIBUTES } from "../../schema/attributes.ts";

const PUMS = "ACS 2024 1-year PUMS";
const DONORS = "2018 PUMS donors of 14 states, raked to national DP02 and B16001 of 2018";
const IMPUTED = "; estimated for California and Texas from the other states";

const METHODS: Readonly<Record<string, string>> = {
  age: `Drawn by band from ${PUMS}, then by single year`,
  is_adult: "From age",
  ancestry: `Drawn given race, origin, citizenship and birthplace; ${DONORS}`,
  place_of_birth: `Drawn given citizenship and state; ${DONORS}; birth states by DP02, B06001 and a gravity model`,
  industry: `Drawn within its category given the occupation title, from ${PUMS}`,
  occupation: `Drawn within its category given schooling, sex, age and industry, from ${PUMS}`,
  income: `Drawn by bracket from ${PUMS}${IMPUTED}, then between the bracket's quantiles`,
  household_income: `Drawn by bracket from ${PUMS}, then between the bracket's quantiles`,
  household_type: `Drawn from ${PUMS}; children of the householder told by ages, since relationships are not in the file`,
  family_presence_and_age: `Drawn from ${PUMS}; derived from the ages of the household's members`,
  religion:
    "Drawn given age, sex, origin, education and state by a model of the General Social Survey 2021–24 and the CES",
  political_views: "Drawn given demographics and religion by the same survey models",
  ideology: "Drawn given demographics, religion and party by the same survey models",
  big_five_scores: "The five trait levels in words",
  detailed_job_description:
    "Composed from occupation, industry and class of worker; authored phrasings",
};

const TRAIT =
  "Normal scores by sex and age (IPIP-NEO-120 norms) with trait correlations (open psychometrics), cut into five levels";
const AUTHORED =
  "Chosen from sets authored for this project to fit age, traits, work and household";

/** Census columns that the files of California and Texas lack. */
const LACKING = new Set([
  "ability_to_speak_english",
  "employment_status",
  "class_of_worker",
  "industry_category",
  "occupation_category",
  "health_insurance",
  "marital_status",
  "fertility",
  "veteran_status",
  "cognitive_difficulty",
  "vision_difficulty",
  "hearing_difficulty",
]);

/** Source and method of every attribute, by key. */
export function howMade(): Record<string, { source: string; method: string }> {
  return Object.fromEntries(
    ATTRIBUTES.map(({ key, source, group }) => {
      const method =
        METHODS[key] ??
        (group === "Personality"
          ? TRAIT
          : source === "written"
            ? AUTHORED
            : `Drawn from ${PUMS}${LACKING.has(key) ? IMPUTED : ""}`);
      return [key, { source, method }];
    }),
  );
}
