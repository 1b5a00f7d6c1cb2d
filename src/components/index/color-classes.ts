/** The classes by which the dots are coloured: an attribute's levels, or its coarse groups where there are many. */
import { type Attribute, coarseOf, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { levelColors } from "../../schema/palette.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import type { LevelFilter } from "../slices/slice.ts";

/** Attributes that the picture can be coloured by, in the order of their radio buttons. */
export const COLOR_KEYS: readonly string[] = [
  "political_views",
  "race",
  "religion",
  "age",
  "sex",
  "education",
  "income",
  "employment_status",
  "marital_status",
  "citizenship",
  "health_insurance",
];

const MOST_CLASSES = 11;

export interface ColorClass {
  readonly label: string;
  readonly color: string;
  /** True for those the question was not asked of: their dots are open. */
  readonly open: boolean;
  /** Level indices in the class. */
  readonly levels: readonly number[];
  readonly count: number;
}

export interface ColorClasses {
  readonly attribute: Attribute;
  /** Classes that have people, in the attribute's order. */
  readonly classes: readonly ColorClass[];
  /** Index into `classes` per persona. */
  readonly classOf: Uint8Array;
}

/** Classes of an attribute among the personas. */
export function colorClasses(personas: CodedPersonas, key: string): ColorClasses {
  const attribute = attributeOf(key);
  const colors = levelColors(attribute);
  const { levels } = attribute;
  const coarse = levels.length > MOST_CLASSES ? attribute.coarse : undefined;
  const names = coarse?.levels ?? levels;
  const members: number[][] = names.map(() => []);
  levels.forEach((_, level) => {
    members[coarse ? coarseOf(attribute, level) : level].push(level);
  });
  const classOfLevel = new Uint8Array(levels.length);
  members.forEach((list, at) => {
    for (const level of list) classOfLevel[level] = at;
  });
  const counts = new Uint32Array(names.length);
  const codes = personas.codes[key];
  for (let row = 0; row < personas.n; row++) counts[classOfLevel[codes[row]]]++;
  const present = names.flatMap((_, at) => (counts[at] > 0 ? [at] : []));
  return {
    attribute,
    classes: present.map((at) => ({
      label: names[at] === NOT_APPLICABLE ? absentLabel(attribute) : names[at],
      open: names[at] === NOT_APPLICABLE,
      color: colors[members[at][members[at].length >> 1]],
      levels: members[at],
      count: counts[at],
    })),
    classOf: Uint8Array.from(codes, (level) => present.indexOf(classOfLevel[level])),
  };
}

/** The filter that lets through some classes. */
export function classFilter(
  { attribute, classes }: ColorClasses,
  chosen: readonly number[],
): LevelFilter {
  const levels = chosen.flatMap((at) => classes[at].levels).sort((a, b) => a - b);
  return { kind: "levels", key: attribute.key, levels };
}

/** Why a question has no answer, from its universe: "Adults" -> "Not asked (adults)". */
function absentLabel({ key }: Attribute): string {
  const asked: Readonly<Record<string, string>> = {
    political_views: "Not asked, under 18",
    ideology: "Not asked, under 18",
    religion: "Not asked, under 15",
    income: "Not asked, under 15",
    employment_status: "Not asked, under 16",
    education: "Under 3",
  };
  return asked[key] ?? NOT_APPLICABLE;
}

/** A short name of an attribute for its radio button. */
export function colorName(key: string): string {
  const short: Readonly<Record<string, string>> = {
    political_views: "Party",
    race: "Race",
    religion: "Religion",
    age: "Age",
    sex: "Sex",
    education: "Education",
    income: "Income",
    employment_status: "Employment",
    marital_status: "Marriage",
    citizenship: "Citizenship",
    health_insurance: "Insurance",
    openness: "Openness",
  };
  return short[key] ?? key;
}
