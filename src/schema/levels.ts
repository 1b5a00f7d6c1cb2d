/**
 * Declared level lists, in the order in which they are shown.
 * Census levels follow the 2023-24 PUMS data dictionary with the wording shortened.
 */
import { NOT_APPLICABLE } from "./attribute.ts";

const na = NOT_APPLICABLE;

export const AGE_BINS = [
  0, 5, 10, 15, 18, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85,
] as const;
export const AGE_LEVELS = AGE_BINS.map((from, i) => {
  const next = AGE_BINS[i + 1];
  return next === undefined ? `${from}+` : `${from}–${next - 1}`;
});

/** Dollars a year; the first bin holds losses and zero. */
export const INCOME_BINS = [
  Number.NEGATIVE_INFINITY,
  1,
  10_000,
  25_000,
  35_000,
  50_000,
  75_000,
  100_000,
  150_000,
  200_000,
];
export const INCOME_LEVELS = [
  "None or a loss",
  "Under $10,000",
  "$10,000–24,999",
  "$25,000–34,999",
  "$35,000–49,999",
  "$50,000–74,999",
  "$75,000–99,999",
  "$100,000–149,999",
  "$150,000–199,999",
  "$200,000 or more",
  na,
];

export const SEX = ["Male", "Female"];

export const RACE = [
  "White",
  "Black or African American",
  "American Indian or Alaska Native",
  "Asian",
  "Native Hawaiian or Pacific Islander",
  "Some other race",
  "Two or more races",
];

export const HISPANIC_ORIGIN = [
  "Not Hispanic",
  "Mexican",
  "Puerto Rican",
  "Cuban",
  "Dominican",
  "Salvadoran",
  "Guatemalan",
  "Other Central American",
  "Colombian",
  "Other South American",
  "Other Hispanic",
];

export const CITIZENSHIP = [
  "Born in the United States",
  "Born in Puerto Rico or a US island area",
  "Born abroad of American parents",
  "Naturalized citizen",
  "Not a citizen",
];

export const ENGLISH = ["Very well", "Well", "Not well", "Not at all", na];

export const HOUSEHOLD_LANGUAGE = [
  "English only",
  "Spanish",
  "Other Indo-European language",
  "Asian or Pacific Island language",
  "Other language",
  na,
];

export const EDUCATION = [
  "No schooling",
  "Preschool or kindergarten",
  "Grades 1 to 5",
  "Grades 6 to 8",
  "Grades 9 to 12, no diploma",
  "High school diploma",
  "GED or alternative credential",
  "Some college, under one year",
  "Some college, no degree",
  "Associate's degree",
  "Bachelor's degree",
  "Master's degree",
  "Professional degree",
  "Doctorate",
  na,
];

export const EMPLOYMENT = [
  "Employed, at work",
  "Employed, not at work",
  "Unemployed",
  "Armed forces",
  "Not in labor force",
  na,
];

export const CLASS_OF_WORKER = [
  "Private for-profit employee",
  "Private nonprofit employee",
  "Local government employee",
  "State government employee",
  "Federal government employee",
  "Self-employed, not incorporated",
  "Self-employed, incorporated",
  "Unpaid family worker",
  "Unemployed, no work in 5 years",
  na,
];

/** Three-letter prefix of the PUMS industry labels, and the sector's name. */
export const INDUSTRY_SECTORS: readonly (readonly [prefix: string, name: string])[] = [
  ["AGR", "Agriculture, forestry, fishing"],
  ["EXT", "Mining, oil and gas"],
  ["UTL", "Utilities"],
  ["CON", "Construction"],
  ["MFG", "Manufacturing"],
  ["WHL", "Wholesale trade"],
  ["RET", "Retail trade"],
  ["TRN", "Transportation and warehousing"],
  ["INF", "Information"],
  ["FIN", "Finance, insurance, real estate"],
  ["PRF", "Professional and business services"],
  ["EDU", "Education"],
  ["MED", "Health care"],
  ["SCA", "Social assistance"],
  ["ENT", "Arts, recreation, food, lodging"],
  ["SRV", "Other services"],
  ["ADM", "Public administration"],
  ["MIL", "Military"],
  ["Une", "Unemployed, no recent work"],
];
export const INDUSTRY = [...INDUSTRY_SECTORS.map(([, name]) => name), na];

/** Three-letter prefix of the PUMS occupation labels, and the group's name. */
export const OCCUPATION_FAMILIES: readonly (readonly [prefix: string, name: string])[] = [
  ["MGR", "Management"],
  ["BUS", "Business operations"],
  ["FIN", "Financial specialists"],
  ["CMM", "Computing and mathematics"],
  ["ENG", "Architecture and engineering"],
  ["SCI", "Science"],
  ["CMS", "Community and social service"],
  ["LGL", "Legal"],
  ["EDU", "Teaching and libraries"],
  ["ENT", "Arts, design, sports, media"],
  ["MED", "Health practitioners"],
  ["HLS", "Health support"],
  ["PRT", "Protective service"],
  ["EAT", "Food preparation and serving"],
  ["CLN", "Cleaning and grounds"],
  ["PRS", "Personal care and service"],
  ["SAL", "Sales"],
  ["OFF", "Office and administration"],
  ["FFF", "Farming, fishing, forestry"],
  ["CON", "Construction trades"],
  ["EXT", "Extraction"],
  ["RPR", "Installation and repair"],
  ["PRD", "Production"],
  ["TRN", "Transport and material moving"],
  ["MIL", "Military"],
  ["Une", "Unemployed, no recent work"],
];
export const OCCUPATION = [...OCCUPATION_FAMILIES.map(([, name]) => name), na];

export const MARITAL = ["Married", "Widowed", "Divorced", "Separated", "Never married"];

export const HOUSEHOLD_TYPE = [
  "Married couple with children under 18",
  "Married couple, no children under 18",
  "Male householder, no spouse, with children under 18",
  "Male householder, no spouse, with relatives",
  "Female householder, no spouse, with children under 18",
  "Female householder, no spouse, with relatives",
  "Man living alone",
  "Woman living alone",
  "Male householder with nonrelatives only",
  "Female householder with nonrelatives only",
  na,
];

export const FAMILY_PRESENCE = [
  "Related children under 5 only",
  "Related children 5 to 17 only",
  "Related children under 5 and 5 to 17",
  "No related children",
  na,
];

export const VETERAN = [
  "On active duty now",
  "On active duty in the past",
  "Training for Reserves or National Guard only",
  "Never served",
  na,
];

export const DISABILITY = ["With a disability", "Without a disability"];
export const INSURANCE = ["Insured", "Not insured"];
export const YES_NO = ["Yes", "No"];
export const YES_NO_NA = ["Yes", "No", na];

/** The 27 ancestries of table DP02, the largest groups DP02 leaves out, and the non-answers. */
export const ANCESTRY = [
  "African American",
  "American",
  "Arab",
  "Asian Indian",
  "British",
  "Chinese",
  "Cuban",
  "Czech",
  "Danish",
  "Dominican",
  "Dutch",
  "English",
  "European",
  "Filipino",
  "French",
  "French Canadian",
  "German",
  "Greek",
  "Hungarian",
  "Irish",
  "Italian",
  "Japanese",
  "Korean",
  "Lithuanian",
  "Mexican",
  "Native American",
  "Norwegian",
  "Other Asian",
  "Other Hispanic",
  "Pacific Islander",
  "Polish",
  "Portuguese",
  "Puerto Rican",
  "Russian",
  "Scotch-Irish",
  "Scottish",
  "Slovak",
  "Spanish",
  "Sub-Saharan African",
  "Swedish",
  "Swiss",
  "Ukrainian",
  "Vietnamese",
  "Welsh",
  "West Indian",
  "White",
  "Other ancestry",
  "Mixed or unclear answer",
  "Not reported",
];

/** Ancestries by part of the world, for joint tables. */
export const ANCESTRY_GROUPS = {
  "British and Irish": ["British", "English", "Irish", "Scotch-Irish", "Scottish", "Welsh"],
  "German and Dutch": ["Dutch", "German", "Swiss"],
  "Nordic and other northern": ["Danish", "Norwegian", "Swedish"],
  French: ["French", "French Canadian"],
  "Southern European": ["Greek", "Italian", "Portuguese"],
  "Eastern European": [
    "Czech",
    "Hungarian",
    "Lithuanian",
    "Polish",
    "Russian",
    "Slovak",
    "Ukrainian",
  ],
  "American, European or White": ["American", "European", "White"],
  "African and Caribbean": ["African American", "Sub-Saharan African", "West Indian"],
  Mexican: ["Mexican"],
  "Other Hispanic": ["Cuban", "Dominican", "Other Hispanic", "Puerto Rican", "Spanish"],
  "Asian and Pacific": [
    "Asian Indian",
    "Chinese",
    "Filipino",
    "Japanese",
    "Korean",
    "Other Asian",
    "Pacific Islander",
    "Vietnamese",
  ],
  "Native American": ["Native American"],
  "Other or unclear": ["Arab", "Other ancestry", "Mixed or unclear answer"],
  "Not reported": ["Not reported"],
} as const;

export const RELIGION = [
  "Protestant",
  "Catholic",
  "Orthodox Christian",
  "Other Christian",
  "Jewish",
  "Muslim",
  "Buddhist",
  "Hindu",
  "Other religion",
  "No religion",
  na,
];

export const PARTY = [
  "Strong Democrat",
  "Not very strong Democrat",
  "Independent, leans Democratic",
  "Independent",
  "Independent, leans Republican",
  "Not very strong Republican",
  "Strong Republican",
  "Other party",
  na,
];

export const IDEOLOGY = [
  "Extremely liberal",
  "Liberal",
  "Slightly liberal",
  "Moderate",
  "Slightly conservative",
  "Conservative",
  "Extremely conservative",
  na,
];

/** The Big Five traits, by key, in the order of their columns. */
export const TRAITS = [
  "openness",
  "conscientiousness",
  "extraversion",
  "agreeableness",
  "neuroticism",
] as const;

export const TRAIT_LEVELS = ["Extremely low", "Low", "Average", "High", "Extremely high"];
