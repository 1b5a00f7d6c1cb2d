/** Places of birth: the states, Puerto Rico and the islands, the larger origins, and the rest by world region. */
import { coarsen } from "./attribute.ts";
import { STATES } from "./places.ts";

/** World regions of table DP02, with the named birthplaces in each and the PUMS (2018) POBP codes. */
export const BIRTH_REGIONS = [
  "Europe",
  "Asia",
  "Africa",
  "Oceania",
  "Latin America",
  "Northern America",
] as const;
export type BirthRegion = (typeof BIRTH_REGIONS)[number];

export interface Birthplace {
  readonly name: string;
  readonly region: BirthRegion;
  /** POBP codes that read as this place. */
  readonly codes: readonly number[];
}

const named = (
  region: BirthRegion,
  places: Readonly<Record<string, number | readonly number[]>>,
): Birthplace[] =>
  Object.entries(places).map(([name, codes]) => ({
    name,
    region,
    codes: typeof codes === "number" ? [codes] : codes,
  }));

/** Foreign places named one by one; every other POBP code reads as "Elsewhere in" its region. */
export const BIRTHPLACES: readonly Birthplace[] = [
  ...named("Europe", {
    France: 109,
    Germany: 110,
    Greece: 116,
    Ireland: 119,
    Italy: 120,
    Netherlands: 126,
    Poland: 128,
    Portugal: [129, 130],
    Romania: 132,
    Russia: [163, 165],
    Spain: 134,
    Ukraine: 164,
    "United Kingdom": [138, 139, 140, 142],
    "Bosnia and Herzegovina": 150,
  }),
  ...named("Asia", {
    Afghanistan: 200,
    Bangladesh: 202,
    Bhutan: 203,
    Cambodia: 206,
    China: [207, 209],
    India: 210,
    Iran: 212,
    Iraq: 213,
    Israel: 214,
    Japan: 215,
    Korea: 217,
    Laos: 223,
    Myanmar: 205,
    Nepal: 229,
    Pakistan: 231,
    Philippines: 233,
    Taiwan: 240,
    Thailand: 242,
    Turkey: 243,
    Vietnam: 247,
  }),
  ...named("Africa", {
    "Cabo Verde": 408,
    "Congo (either)": [412, 459],
    Egypt: 414,
    Ethiopia: 416,
    Ghana: 421,
    Kenya: 427,
    Liberia: 429,
    Nigeria: 440,
    Somalia: 448,
    "South Africa": 449,
  }),
  ...named("Oceania", {
    Australia: 501,
    "Marshall Islands": 511,
    Micronesia: 512,
    "New Zealand": 515,
  }),
  ...named("Latin America", {
    Argentina: 360,
    Brazil: 362,
    Chile: 363,
    Colombia: 364,
    "Costa Rica": 311,
    Cuba: 327,
    "Dominican Republic": 329,
    Ecuador: 365,
    "El Salvador": 312,
    Guatemala: 313,
    Guyana: 368,
    Haiti: 332,
    Honduras: 314,
    Jamaica: 333,
    Mexico: 303,
    Nicaragua: 315,
    Panama: 316,
    Peru: 370,
    "Trinidad and Tobago": 341,
    Venezuela: 373,
  }),
  ...named("Northern America", { Canada: 301 }),
];

/** Islands under US rule: everyone born there is a US citizen or national (PUMS CIT 2). */
export const ISLANDS: Readonly<Record<string, readonly number[]>> = {
  "Puerto Rico": [72],
  "Guam or another US island area": [60, 66, 69, 78],
};

/** Level name for a place of a region that is not named. */
export const elsewhere = (region: BirthRegion): string => `Elsewhere in ${region}`;

/** All declared levels: 51 states, the islands, then each region's places and its rest. */
export const BIRTHPLACE_LEVELS: readonly string[] = [
  ...STATES.map((state) => state.name),
  ...Object.keys(ISLANDS),
  ...BIRTH_REGIONS.flatMap((region) => [
    ...BIRTHPLACES.filter((place) => place.region === region).map((place) => place.name),
    elsewhere(region),
  ]),
];

/** Six regions of the world, the islands, and the four US regions would hide too much: states by division. */
export const BIRTHPLACE_COARSE = coarsen(BIRTHPLACE_LEVELS, {
  ...Object.fromEntries(
    [...new Set(STATES.map((state) => state.division))].map((division) => [
      `US: ${division}`,
      STATES.filter((state) => state.division === division).map((state) => state.name),
    ]),
  ),
  "US island areas": Object.keys(ISLANDS),
  ...Object.fromEntries(
    BIRTH_REGIONS.map((region) => [
      region,
      [
        ...BIRTHPLACES.filter((place) => place.region === region).map((place) => place.name),
        elsewhere(region),
      ],
    ]),
  ),
});

/** Region of a foreign birthplace level, or null for a state or an island. */
export function birthRegionOf(level: string): BirthRegion | null {
  const place = BIRTHPLACES.find((candidate) => candidate.name === level);
  if (place) return place.region;
  return BIRTH_REGIONS.find((region) => elsewhere(region) === level) ?? null;
}
