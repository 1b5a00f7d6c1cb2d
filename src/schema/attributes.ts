/** The persona's attributes: the 33 of the PERSONA paper, and what this project adds. */
import {
  type Attribute,
  type AttributeGroup,
  type AttributeKind,
  type AttributeSource,
  coarsen,
} from "./attribute.ts";
import { BIRTHPLACE_COARSE, BIRTHPLACE_LEVELS } from "./birthplaces.ts";
import * as levels from "./levels.ts";
import { DIVISIONS, STATES } from "./places.ts";

const EVERYONE = "Everyone";
const WORKERS = "People 16 and over who worked in the last five years, or are unemployed";

type Rest = Partial<Omit<Attribute, "key" | "label" | "paperKey" | "group" | "source" | "kind">>;

function define(
  key: string,
  label: string,
  paperKey: string | null,
  group: AttributeGroup,
  source: AttributeSource,
  kind: AttributeKind,
  rest: Rest = {},
): Attribute {
  return {
    key,
    label,
    paperKey,
    group,
    source,
    kind,
    levels: [],
    variables: [],
    universe: EVERYONE,
    ...rest,
  };
}

const trait = (key: string, label: string): Attribute =>
  define(key, label, null, "Personality", "survey", "ordinal", {
    levels: levels.TRAIT_LEVELS,
    variables: ["IPIP-NEO-120 domain score"],
  });

const written = (key: string, label: string, paperKey: string | null): Attribute =>
  define(key, label, paperKey, "Written", "written", "text");

/** Every attribute of a persona, in the order of the table's columns. */
export const ATTRIBUTES: readonly Attribute[] = [
  define("age", "Age", "age", "Demographics", "census", "number", {
    levels: levels.AGE_LEVELS,
    bins: levels.AGE_BINS,
    unit: "years",
    coarse: coarsen(levels.AGE_LEVELS, {
      "Under 15": ["0–4", "5–9", "10–14"],
      "15–17": ["15–17"],
      "18–24": ["18–19", "20–24"],
      "25–34": ["25–29", "30–34"],
      "35–44": ["35–39", "40–44"],
      "45–54": ["45–49", "50–54"],
      "55–64": ["55–59", "60–64"],
      "65–74": ["65–69", "70–74"],
      "75+": ["75–79", "80–84", "85+"],
    }),
    variables: ["AGEP"],
  }),
  define("is_adult", "Adult", null, "Demographics", "census", "boolean", {
    levels: ["Under 18", "18 and over"],
    variables: ["AGEP"],
  }),
  define("sex", "Sex", "sex", "Demographics", "census", "nominal", {
    levels: levels.SEX,
    variables: ["SEX"],
  }),
  define("race", "Race", "race", "Demographics", "census", "nominal", {
    levels: levels.RACE,
    variables: ["RAC1P"],
  }),
  define("hispanic_origin", "Hispanic origin", null, "Demographics", "census", "nominal", {
    levels: levels.HISPANIC_ORIGIN,
    coarse: coarsen(levels.HISPANIC_ORIGIN, {
      "Other Caribbean": ["Cuban", "Dominican"],
      "Central American": ["Salvadoran", "Guatemalan", "Other Central American"],
      "South American": ["Colombian", "Other South American"],
    }),
    variables: ["HISP"],
  }),
  define("state", "State", null, "Demographics", "census", "nominal", {
    levels: STATES.map((state) => state.name),
    coarse: {
      levels: DIVISIONS,
      of: STATES.map((state) => DIVISIONS.indexOf(state.division)),
    },
    variables: ["STATE"],
  }),
  define("ancestry", "Ancestry", "ancestry", "Origin and language", "census", "nominal", {
    levels: levels.ANCESTRY,
    coarse: coarsen(levels.ANCESTRY, levels.ANCESTRY_GROUPS),
    variables: ["ANC1P"],
  }),
  define(
    "place_of_birth",
    "Place of birth",
    "place of birth",
    "Origin and language",
    "census",
    "nominal",
    { levels: BIRTHPLACE_LEVELS, coarse: BIRTHPLACE_COARSE, variables: ["POBP"] },
  ),
  define("citizenship", "Citizenship", "citizenship", "Origin and language", "census", "nominal", {
    levels: levels.CITIZENSHIP,
    variables: ["CIT"],
  }),
  define(
    "household_language",
    "Household language",
    "household language",
    "Origin and language",
    "census",
    "nominal",
    {
      levels: levels.HOUSEHOLD_LANGUAGE,
      variables: ["HHL"],
      universe: "People in households (not in group quarters)",
    },
  ),
  define(
    "ability_to_speak_english",
    "Ability to speak English",
    "ability to speak english",
    "Origin and language",
    "census",
    "ordinal",
    {
      levels: levels.ENGLISH,
      variables: ["ENG"],
      universe: "People 5 and over who speak another language at home",
    },
  ),
  define("education", "Education", "education", "Work and money", "census", "ordinal", {
    levels: levels.EDUCATION,
    variables: ["SCHL"],
    universe: "People 3 and over",
  }),
  define(
    "employment_status",
    "Employment status",
    "employment status",
    "Work and money",
    "census",
    "nominal",
    { levels: levels.EMPLOYMENT, variables: ["ESR"], universe: "People 16 and over" },
  ),
  define(
    "class_of_worker",
    "Class of worker",
    "class of worker",
    "Work and money",
    "census",
    "nominal",
    { levels: levels.CLASS_OF_WORKER, variables: ["COW"], universe: WORKERS },
  ),
  define(
    "industry_category",
    "Industry",
    "industry category",
    "Work and money",
    "census",
    "nominal",
    { levels: levels.INDUSTRY, variables: ["INDP"], universe: WORKERS },
  ),
  define("industry", "Industry title", null, "Work and money", "census", "title", {
    variables: ["INDP"],
    universe: WORKERS,
  }),
  define(
    "occupation_category",
    "Occupation",
    "occupation category",
    "Work and money",
    "census",
    "nominal",
    { levels: levels.OCCUPATION, variables: ["OCCP"], universe: WORKERS },
  ),
  define("occupation", "Occupation title", null, "Work and money", "census", "title", {
    variables: ["OCCP"],
    universe: WORKERS,
  }),
  define("income", "Personal income", "income", "Work and money", "census", "number", {
    levels: levels.INCOME_LEVELS,
    bins: levels.INCOME_BINS,
    unit: "dollars a year",
    variables: ["PINCP"],
    universe: "People 15 and over",
  }),
  define("household_income", "Household income", null, "Work and money", "census", "number", {
    levels: levels.INCOME_LEVELS,
    bins: levels.INCOME_BINS,
    unit: "dollars a year",
    variables: ["HINCP"],
    universe: "People in households (not in group quarters)",
  }),
  define(
    "health_insurance",
    "Health insurance",
    "health insurance",
    "Health",
    "census",
    "nominal",
    {
      levels: levels.INSURANCE,
      variables: ["HICOV"],
    },
  ),
  define("marital_status", "Marital status", "marital status", "Household", "census", "nominal", {
    levels: levels.MARITAL,
    variables: ["MAR"],
    universe: "Everyone; under 15 counts as never married",
  }),
  define("household_type", "Household type", "household type", "Household", "census", "nominal", {
    levels: levels.HOUSEHOLD_TYPE,
    variables: ["HHT", "AGEP"],
    universe: "People in households (not in group quarters)",
  }),
  define(
    "family_presence_and_age",
    "Family presence and age of children",
    "family presence and age",
    "Household",
    "census",
    "nominal",
    {
      levels: levels.FAMILY_PRESENCE,
      variables: ["HHT", "NPF", "AGEP"],
      universe: "People in family households",
    },
  ),
  define(
    "fertility",
    "Gave birth in the past year",
    "fertility",
    "Household",
    "census",
    "nominal",
    {
      levels: levels.YES_NO_NA,
      variables: ["FER"],
      universe: "Women 15 to 50",
    },
  ),
  define("veteran_status", "Military service", "veteran status", "Household", "census", "nominal", {
    levels: levels.VETERAN,
    variables: ["MIL"],
    universe: "People 17 and over",
  }),
  define("disability", "Disability", "disability", "Health", "census", "nominal", {
    levels: levels.DISABILITY,
    variables: ["DIS"],
  }),
  define(
    "cognitive_difficulty",
    "Cognitive difficulty",
    "cognitive difficulty",
    "Health",
    "census",
    "nominal",
    { levels: levels.YES_NO_NA, variables: ["DREM"], universe: "People 5 and over" },
  ),
  define(
    "vision_difficulty",
    "Vision difficulty",
    "vision difficulty",
    "Health",
    "census",
    "nominal",
    {
      levels: levels.YES_NO,
      variables: ["DEYE"],
    },
  ),
  define(
    "hearing_difficulty",
    "Hearing difficulty",
    "hearing difficulty",
    "Health",
    "census",
    "nominal",
    { levels: levels.YES_NO, variables: ["DEAR"] },
  ),
  define("religion", "Religion", "religion", "Beliefs", "survey", "nominal", {
    levels: levels.RELIGION,
    variables: ["GSS relig"],
    universe: "People 15 and over",
  }),
  define(
    "political_views",
    "Party identification",
    "political views",
    "Beliefs",
    "survey",
    "ordinal",
    {
      levels: levels.PARTY,
      variables: ["GSS partyid"],
      universe: "Adults",
    },
  ),
  define("ideology", "Ideology", "ideology", "Beliefs", "survey", "ordinal", {
    levels: levels.IDEOLOGY,
    variables: ["GSS polviews"],
    universe: "Adults",
  }),
  trait("openness", "Openness"),
  trait("conscientiousness", "Conscientiousness"),
  trait("extraversion", "Extraversion"),
  trait("agreeableness", "Agreeableness"),
  trait("neuroticism", "Neuroticism"),
  define("big_five_scores", "Big Five scores", "big five scores", "Personality", "survey", "text", {
    variables: ["the five traits, in words"],
  }),
  written("detailed_job_description", "Job, in detail", "detailed job description"),
  written("defining_quirks", "Defining quirks", "defining quirks"),
  written("mannerisms", "Mannerisms", "mannerisms"),
  written("personal_time", "Personal time", "personal time"),
  written("lifestyle", "Lifestyle", "lifestyle"),
  written("core_values", "Core values", null),
];

const BY_KEY = new Map(ATTRIBUTES.map((attribute) => [attribute.key, attribute]));

/** The attribute of a key. @throws RangeError for a key that is not declared. */
export function attributeOf(key: string): Attribute {
  const attribute = BY_KEY.get(key);
  if (!attribute) throw new RangeError(`"${key}" is not an attribute`);
  return attribute;
}

/** Attributes with declared levels, in table order. */
export const COUNTABLE: readonly Attribute[] = ATTRIBUTES.filter(
  (attribute) => attribute.levels.length > 0,
);

/** Countable attributes whose values come from the census. */
export const CENSUS: readonly Attribute[] = COUNTABLE.filter(
  (attribute) => attribute.source === "census",
);
