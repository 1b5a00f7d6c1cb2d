/** Attributes on which opinions are fitted, as classes that surveys and personas share. */
import { attributeOf } from "../../schema/attributes.ts";
import { regionOf, STATES } from "../../schema/places.ts";
import { type CodedPersonas, NO_NUMBER } from "../../schema/tables.ts";
import { IDEOLOGIES, PARTIES, RELIGIONS } from "../survey/outcomes.ts";
import {
  AGE_BANDS,
  ageBandOf,
  DEGREES,
  degreeOf,
  GSS_RACE_OF_ORIGIN,
  GSS_RACES,
  ORIGINS,
  originOf,
  SEXES,
} from "../survey/respondent.ts";

export const REGIONS = ["Northeast", "Midwest", "South", "West"] as const;
export const FAITHS = [
  "Protestant",
  "Catholic",
  "Other Christian",
  "Another religion",
  "None",
] as const;
/** Household income in dollars of 2018. */
export const INCOMES = [
  "Under $30,000",
  "$30,000-59,999",
  "$60,000-99,999",
  "$100,000 and over",
] as const;
/** Consumer prices of 2024 over those of 2018: 313.689 / 251.107 (BLS, CPI-U, annual averages). */
const PRICES = 313.689 / 251.107;

/** Class of a persona on each factor: two are averaged; none where the factor does not apply. */
type ClassesOf = (personas: CodedPersonas, i: number) => readonly number[];

export interface OpinionFactor {
  readonly levels: readonly string[];
  readonly classesOf: ClassesOf;
}

/** Index among `answers`, which are an attribute's levels without "Not applicable". */
function answerOf(key: string, answers: readonly string[]): ClassesOf {
  const index = attributeOf(key).levels.map((level) => answers.indexOf(level));
  return ({ codes }, i) => (index[codes[key][i]] < 0 ? [] : [index[codes[key][i]]]);
}

const origin: ClassesOf = ({ codes }, i) => [originOf(codes.race[i], codes.hispanic_origin[i])];
const degree: ClassesOf = ({ codes, numbers }, i) => [degreeOf(codes.education[i], numbers.age[i])];
const ideology7 = answerOf("ideology", IDEOLOGIES);
const religion = answerOf("religion", RELIGIONS);

/** Five points of ideology from seven: "slightly" lies between two. */
const FIVE_OF_SEVEN: readonly (readonly number[])[] = [[0], [1], [1, 2], [2], [2, 3], [3], [4]];
const FAITH_OF_RELIGION = RELIGIONS.map((level) => {
  const same = FAITHS.indexOf(level as never);
  if (same >= 0) return same;
  if (level === "No religion") return 4;
  return level.includes("Christian") ? 2 : 3;
});
const REGION_OF_STATE = STATES.map(({ name }) => REGIONS.indexOf(regionOf(name) as never));

export function incomeBand(dollarsOf2018: number): number {
  return [30_000, 60_000, 100_000].filter((limit) => dollarsOf2018 >= limit).length;
}

export const FACTORS: Readonly<Record<string, OpinionFactor>> = {
  age: { levels: AGE_BANDS, classesOf: ({ numbers }, i) => [ageBandOf(numbers.age[i])] },
  sex: { levels: SEXES, classesOf: ({ codes }, i) => [codes.sex[i]] },
  origin: { levels: ORIGINS, classesOf: origin },
  race: { levels: GSS_RACES, classesOf: (p, i) => [GSS_RACE_OF_ORIGIN[origin(p, i)[0]]] },
  degree: { levels: DEGREES, classesOf: degree },
  college: {
    levels: ["No bachelor", "Bachelor"],
    classesOf: (p, i) => [degree(p, i)[0] >= 3 ? 1 : 0],
  },
  faith: { levels: FAITHS, classesOf: (p, i) => religion(p, i).map((r) => FAITH_OF_RELIGION[r]) },
  party: {
    levels: PARTIES.slice(0, 7),
    classesOf: answerOf("political_views", PARTIES.slice(0, 7)),
  },
  ideology5: {
    levels: ["Very liberal", "Liberal", "Moderate", "Conservative", "Very conservative"],
    classesOf: (p, i) => ideology7(p, i).flatMap((seven) => FIVE_OF_SEVEN[seven]),
  },
  ideology7: { levels: IDEOLOGIES, classesOf: ideology7 },
  region: { levels: REGIONS, classesOf: ({ codes }, i) => [REGION_OF_STATE[codes.state[i]]] },
  income: {
    levels: INCOMES,
    classesOf: ({ numbers }, i) => {
      const dollars = numbers.household_income[i];
      return dollars === NO_NUMBER ? [] : [incomeBand(dollars / PRICES)];
    },
  },
};
