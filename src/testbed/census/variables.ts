/** Variables of the population model, in the order in which they are drawn. */

import { coarsen } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { BIRTH_REGIONS, BIRTHPLACE_LEVELS, birthRegionOf } from "../../schema/birthplaces.ts";
import { DIVISIONS, STATES } from "../../schema/places.ts";
import { AGE_BAND_OF, AGE_BANDS, COARSE_AGE_BANDS, COARSE_OF_AGE_BAND } from "./age-bands.ts";
import type { CodedPopulation } from "./population.ts";

export interface Variable {
  readonly key: string;
  readonly levels: number;
  /** Fewer levels for use as a parent, or null where the levels are few. */
  readonly coarse: { readonly levels: number; readonly of: readonly number[] } | null;
  /** Parents that the variable must have: they bound its universe, or a reader looks for them first. */
  readonly required: readonly ParentName[];
}

/** A parent in full (`age`) or by its coarse levels (`~age`). */
export type ParentName = string;

/** Birthplace relative to the state of residence: stayed, moved from a division, or abroad. */
export const RELATIVE_BIRTHPLACES: readonly string[] = [
  "State of residence",
  ...DIVISIONS.map((division) => `Another state in ${division}`),
  "Puerto Rico",
  "Guam or another US island area",
  ...BIRTH_REGIONS,
];

const FIRST_DIVISION = 1;
const FIRST_ISLAND = FIRST_DIVISION + DIVISIONS.length;
const FIRST_REGION = FIRST_ISLAND + 2;

/** Relative birthplace of a birthplace level for a resident of `state`. */
export function relativeBirthplace(birthplace: number, state: number): number {
  if (birthplace === state) return 0;
  if (birthplace < STATES.length) {
    return FIRST_DIVISION + DIVISIONS.indexOf(STATES[birthplace].division);
  }
  const region = birthRegionOf(BIRTHPLACE_LEVELS[birthplace]);
  if (region === null) return FIRST_ISLAND + birthplace - STATES.length;
  return FIRST_REGION + BIRTH_REGIONS.indexOf(region);
}

function variable(
  key: string,
  required: readonly ParentName[] = [],
  groups?: Readonly<Record<string, readonly string[]>>,
): Variable {
  const { levels, coarse: declared } = attributeOf(key);
  const coarse = groups ? coarsen(levels, groups) : declared;
  return {
    key,
    levels: levels.length,
    coarse: coarse ? { levels: coarse.levels.length, of: coarse.of } : null,
    required,
  };
}

export const VARIABLES: readonly Variable[] = [
  variable("state"),
  {
    key: "age",
    levels: AGE_BANDS.length,
    coarse: { levels: COARSE_AGE_BANDS.length, of: COARSE_OF_AGE_BAND },
    required: [],
  },
  variable("sex"),
  variable("hispanic_origin"),
  variable("race"),
  variable("citizenship"),
  {
    key: "birthplace",
    levels: RELATIVE_BIRTHPLACES.length,
    coarse: {
      levels: 9,
      of: [0, ...DIVISIONS.map(() => 1), 2, 2, ...BIRTH_REGIONS.map((_, i) => 3 + i)],
    },
    required: ["citizenship"],
  },
  variable("ancestry"),
  variable("household_type", [], {
    "Married couple": [
      "Married couple with children under 18",
      "Married couple, no children under 18",
    ],
    "Other family with children": [
      "Male householder, no spouse, with children under 18",
      "Female householder, no spouse, with children under 18",
    ],
    "Other family": [
      "Male householder, no spouse, with relatives",
      "Female householder, no spouse, with relatives",
    ],
    Alone: ["Man living alone", "Woman living alone"],
    Nonrelatives: [
      "Male householder with nonrelatives only",
      "Female householder with nonrelatives only",
    ],
  }),
  variable("household_language", ["~household_type"]),
  variable("ability_to_speak_english", ["~age", "household_language"]),
  variable("family_presence_and_age", ["household_type"]),
  variable("marital_status", ["~age"]),
  variable("education", ["age"], {
    "Less than grade 9": [
      "No schooling",
      "Preschool or kindergarten",
      "Grades 1 to 5",
      "Grades 6 to 8",
    ],
    Secondary: ["Grades 9 to 12, no diploma"],
    "High school": ["High school diploma", "GED or alternative credential"],
    "Some college": [
      "Some college, under one year",
      "Some college, no degree",
      "Associate's degree",
    ],
    "Advanced degree": ["Master's degree", "Professional degree", "Doctorate"],
  }),
  variable("disability"),
  variable("cognitive_difficulty", ["~age", "disability"]),
  variable("vision_difficulty", ["disability"]),
  variable("hearing_difficulty", ["disability"]),
  variable("employment_status", ["~age"]),
  variable("veteran_status", ["~age", "employment_status"]),
  variable("class_of_worker", ["employment_status"]),
  variable("occupation_category", ["class_of_worker"], {
    Manager: ["Management", "Business operations", "Financial specialists"],
    Professional: [
      "Computing and mathematics",
      "Architecture and engineering",
      "Science",
      "Legal",
      "Arts, design, sports, media",
      "Community and social service",
    ],
    Teacher: ["Teaching and libraries"],
    Health: ["Health practitioners", "Health support"],
    Service: [
      "Protective service",
      "Food preparation and serving",
      "Cleaning and grounds",
      "Personal care and service",
    ],
    Clerical: ["Sales", "Office and administration"],
    Manual: [
      "Farming, fishing, forestry",
      "Construction trades",
      "Extraction",
      "Installation and repair",
    ],
    Operator: ["Production", "Transport and material moving"],
  }),
  variable("industry_category", ["occupation_category", "class_of_worker"], {
    Primary: ["Agriculture, forestry, fishing", "Mining, oil and gas", "Utilities"],
    Goods: ["Construction", "Manufacturing"],
    Trade: ["Wholesale trade", "Retail trade", "Transportation and warehousing"],
    Office: [
      "Information",
      "Finance, insurance, real estate",
      "Professional and business services",
    ],
    Public: ["Education", "Health care", "Social assistance", "Public administration"],
    Leisure: ["Arts, recreation, food, lodging", "Other services"],
  }),
  variable("income", ["~age"], {
    Low: ["None or a loss", "Under $10,000"],
    "10 to 35": ["$10,000–24,999", "$25,000–34,999"],
    "35 to 75": ["$35,000–49,999", "$50,000–74,999"],
    "75 to 150": ["$75,000–99,999", "$100,000–149,999"],
    "150 and more": ["$150,000–199,999", "$200,000 or more"],
  }),
  variable("household_income", ["~household_type", "income", "~state"], {
    Low: ["None or a loss", "Under $10,000", "$10,000–24,999"],
    "25 to 50": ["$25,000–34,999", "$35,000–49,999"],
    "50 to 100": ["$50,000–74,999", "$75,000–99,999"],
    "100 to 150": ["$100,000–149,999"],
    "150 and more": ["$150,000–199,999", "$200,000 or more"],
  }),
  variable("health_insurance", ["citizenship", "~state"]),
  variable("fertility", ["~age", "sex"]),
];

/** Level indices of every model variable for a completed population. */
export function variableCodes(population: CodedPopulation): Record<string, Uint8Array> {
  const { codes, numbers } = population;
  const columns: Record<string, Uint8Array> = {};
  for (const { key } of VARIABLES) columns[key] = codes[key];
  columns.age = Uint8Array.from(numbers.age, (age) => AGE_BAND_OF[age]);
  columns.birthplace = Uint8Array.from(codes.place_of_birth, (place, row) =>
    relativeBirthplace(place, codes.state[row]),
  );
  return columns;
}
