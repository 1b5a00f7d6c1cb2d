/** Census codes to declared level indices. Codes: ACS PUMS data dictionary, 2018 and 2023-24. */
import { ATTRIBUTES } from "../../schema/attributes.ts";
import {
  type BIRTH_REGIONS,
  BIRTHPLACE_LEVELS,
  BIRTHPLACES,
  elsewhere,
  ISLANDS,
} from "../../schema/birthplaces.ts";
import { ANCESTRY } from "../../schema/levels.ts";
import { STATES } from "../../schema/places.ts";

/** Stands for "the file has no value here" among level indices. */
export const MISSING = 255;

/** Level index of each census code of one variable; `blank` is the level of an empty field. */
export interface Coding {
  readonly variable: string;
  readonly of: Readonly<Record<number, number>>;
  /** Level of a blank, or null where a blank means that the file lacks the answer. */
  readonly blank: number | null;
}

const levelOf = (key: string, level: string): number => {
  const index = ATTRIBUTES.find((attribute) => attribute.key === key)!.levels.indexOf(level);
  if (index < 0) throw new RangeError(`"${level}" is not a level of ${key}`);
  return index;
};

/** Codes that are the level index plus one, for `count` levels. */
const inOrder = (count: number): Record<number, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [i + 1, i]));

/** Codes listed by level: `[[1], [2], [3, 4]]` gives levels 0, 1 and 2. */
const grouped = (codes: readonly (readonly number[])[]): Record<number, number> =>
  Object.fromEntries(codes.flatMap((group, level) => group.map((code) => [code, level])));

const notApplicable = (key: string) => levelOf(key, "Not applicable");

/** Codings of the person variables that are read as they stand, by attribute key. */
export const PERSON_CODINGS: Readonly<Record<string, Coding>> = {
  sex: { variable: "SEX", of: inOrder(2), blank: null },
  race: { variable: "RAC1P", of: grouped([[1], [2], [3, 4, 5], [6], [7], [8], [9]]), blank: null },
  hispanic_origin: {
    variable: "HISP",
    of: grouped([
      [1],
      [2],
      [3],
      [4],
      [5],
      [11],
      [7],
      [6, 8, 9, 10, 12],
      [16],
      [13, 14, 15, 17, 18, 19, 20, 21, 22],
      [23, 24],
    ]),
    blank: null,
  },
  citizenship: { variable: "CIT", of: inOrder(5), blank: null },
  education: {
    variable: "SCHL",
    of: grouped([
      [1],
      [2, 3],
      [4, 5, 6, 7, 8],
      [9, 10, 11],
      [12, 13, 14, 15],
      [16],
      [17],
      [18],
      [19],
      [20],
      [21],
      [22],
      [23],
      [24],
    ]),
    blank: notApplicable("education"),
  },
  disability: { variable: "DIS", of: inOrder(2), blank: null },
  marital_status: { variable: "MAR", of: inOrder(5), blank: null },
  ability_to_speak_english: {
    variable: "ENG",
    of: inOrder(4),
    blank: notApplicable("ability_to_speak_english"),
  },
  employment_status: {
    variable: "ESR",
    of: grouped([[1], [2], [3], [4, 5], [6]]),
    blank: notApplicable("employment_status"),
  },
  class_of_worker: { variable: "COW", of: inOrder(9), blank: notApplicable("class_of_worker") },
  veteran_status: { variable: "MIL", of: inOrder(4), blank: notApplicable("veteran_status") },
  health_insurance: { variable: "HICOV", of: inOrder(2), blank: null },
  fertility: { variable: "FER", of: inOrder(2), blank: notApplicable("fertility") },
  hearing_difficulty: { variable: "DEAR", of: inOrder(2), blank: null },
  vision_difficulty: { variable: "DEYE", of: inOrder(2), blank: null },
  cognitive_difficulty: {
    variable: "DREM",
    of: inOrder(2),
    blank: notApplicable("cognitive_difficulty"),
  },
};

export const HOUSEHOLD_LANGUAGE_CODING: Coding = {
  variable: "HHL",
  of: inOrder(5),
  blank: notApplicable("household_language"),
};

/** State level index by FIPS code. */
export const STATE_OF_FIPS: Readonly<Record<number, number>> = Object.fromEntries(
  STATES.map((state, index) => [Number(state.fips), index]),
);

/** Birthplace level of a POBP code: a state, an island, a named place, or the rest of its region. */
export function birthplaceOf(code: number): number {
  const state = STATE_OF_FIPS[code];
  if (state !== undefined) return state;
  for (const [name, codes] of Object.entries(ISLANDS)) {
    if (codes.includes(code)) return BIRTHPLACE_LEVELS.indexOf(name);
  }
  const named = BIRTHPLACES.find((place) => place.codes.includes(code));
  if (named) return BIRTHPLACE_LEVELS.indexOf(named.name);
  const region = regionOfCode(code);
  return region === null ? MISSING : BIRTHPLACE_LEVELS.indexOf(elsewhere(region));
}

/** World region of a foreign POBP code, by the ranges of the dictionary. */
function regionOfCode(code: number): (typeof BIRTH_REGIONS)[number] | null {
  // 158 Armenia, 159 Azerbaijan and 161 Georgia are listed among Europe's codes but counted in Asia.
  if (code === 158 || code === 159 || code === 161) return "Asia";
  if (code >= 100 && code < 200) return "Europe";
  if (code >= 200 && code < 300) return "Asia";
  if (code === 300 || code === 301) return "Northern America";
  if (code >= 303 && code < 400) return "Latin America";
  if (code >= 400 && code < 500) return "Africa";
  if (code >= 500 && code < 600) return "Oceania";
  return null;
}

const ANCESTRY_CODES: Readonly<Record<string, readonly (number | readonly [number, number])[]>> = {
  "African American": [[900, 904]],
  American: [939, 940, 970, 983, 994],
  Arab: [400, 402, 404, 406, [421, 429], [435, 435], 465, 495, 496, 499, 417, 411],
  "Asian Indian": [615, 618, 620, 650],
  British: [11, 12],
  Chinese: [706, 707, 716, 782, 714],
  Cuban: [271],
  Czech: [111, 112, 114],
  Danish: [20],
  Dominican: [275],
  Dutch: [21],
  English: [22],
  European: [181, 183, 185, 187, 190, 195],
  Filipino: [720],
  French: [26, 1],
  "French Canadian": [[935, 937]],
  German: [32, 40, 122, 194, 929],
  Greek: [46],
  Hungarian: [125],
  Irish: [50, 94],
  Italian: [51, 68],
  Japanese: [740, 748],
  Korean: [750],
  Lithuanian: [129],
  Mexican: [[210, 219]],
  "Native American": [[913, 922]],
  Norwegian: [82],
  "Other Asian": [600, 603, 607, 609, 680, 690, 700, 703, 712, 730, 765, 768, 770, 776, 795, 799],
  "Other Hispanic": [[221, 252], 290, 295],
  "Pacific Islander": [[808, 899]],
  Polish: [142],
  Portuguese: [84],
  "Puerto Rican": [261],
  Russian: [148],
  "Scotch-Irish": [87],
  Scottish: [88],
  Slovak: [153],
  Spanish: [200, 291],
  "Sub-Saharan African": [[508, 599]],
  Swedish: [89],
  Swiss: [91],
  Ukrainian: [171],
  Vietnamese: [785],
  Welsh: [97],
  "West Indian": [[300, 359]],
  White: [924, 925],
  "Mixed or unclear answer": [0, 995, 996, 998],
  "Not reported": [999],
};

/** Ancestry level of an ANC1P or ANC2P code; codes without a level of their own are "Other ancestry". */
export function ancestryOf(code: number): number {
  for (const [name, ranges] of Object.entries(ANCESTRY_CODES)) {
    for (const range of ranges) {
      const [low, high] = typeof range === "number" ? [range, range] : range;
      if (code >= low && code <= high) return ANCESTRY.indexOf(name);
    }
  }
  return ANCESTRY.indexOf("Other ancestry");
}
