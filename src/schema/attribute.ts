/** The level used exactly where a question's universe excludes the person (a child has no employment status). */
export const NOT_APPLICABLE = "Not applicable";

/** Where an attribute's values come from: the census, a survey, or text written for this project. */
export type AttributeSource = "census" | "survey" | "written";

/**
 * How a column is read.
 * - `nominal`, `ordinal`: one of the declared `levels`; ordinal levels are in their natural order.
 * - `number`: an integer in `unit`; `levels` name its declared `bins`. Null where not applicable.
 * - `boolean`: true or false; `levels` are [name of false, name of true].
 * - `title`: one of a long closed list kept in data/census/titles.csv.
 * - `text`: free text.
 */
export type AttributeKind = "nominal" | "ordinal" | "number" | "boolean" | "title" | "text";

export type AttributeGroup =
  | "Demographics"
  | "Origin and language"
  | "Household"
  | "Work and money"
  | "Health"
  | "Beliefs"
  | "Personality"
  | "Written";

/** Levels merged for pairwise tables and for parents in the model: level i belongs to group `of[i]`. */
export interface Coarsening {
  readonly levels: readonly string[];
  readonly of: readonly number[];
}

export interface Attribute {
  /** Column name in every table. */
  readonly key: string;
  /** Name for people. */
  readonly label: string;
  /** The PERSONA paper's key (arXiv 2407.17387), or null where the paper has none. */
  readonly paperKey: string | null;
  readonly group: AttributeGroup;
  readonly source: AttributeSource;
  readonly kind: AttributeKind;
  /** Declared levels in order, "Not applicable" last where it occurs; empty for titles and text. */
  readonly levels: readonly string[];
  /** Fewer levels for joint tables; absent where `levels` are few enough. */
  readonly coarse?: Coarsening;
  /** Inclusive lower bounds of the bins named by `levels` (numbers only); the first bin is open below. */
  readonly bins?: readonly number[];
  readonly unit?: string;
  /** Census variable names or survey questions behind the attribute. */
  readonly variables: readonly string[];
  /** Whom the question is asked of, in words. */
  readonly universe: string;
}

/** True where the attribute has declared levels that can be counted (everything but titles and text). */
export function isCountable(attribute: Attribute): boolean {
  return attribute.levels.length > 0;
}

/** Coarse level names: the attribute's own levels where no coarsening is declared. */
export function coarseLevels(attribute: Attribute): readonly string[] {
  return attribute.coarse?.levels ?? attribute.levels;
}

/** Coarse index of a level index. */
export function coarseOf(attribute: Attribute, level: number): number {
  return attribute.coarse ? attribute.coarse.of[level] : level;
}

/**
 * Index of the declared bin that holds a number; the "Not applicable" level for null.
 * @throws RangeError where the attribute has no bins, or no "Not applicable" level for a null.
 */
export function binOf(attribute: Attribute, value: number | null): number {
  const { bins, levels, key } = attribute;
  if (!bins) throw new RangeError(`${key} has no bins`);
  if (value === null) {
    const index = levels.indexOf(NOT_APPLICABLE);
    if (index < 0) throw new RangeError(`${key} is null, but everyone has a value of ${key}`);
    return index;
  }
  let bin = 0;
  while (bin + 1 < bins.length && value >= bins[bin + 1]) bin++;
  return bin;
}

/**
 * A coarsening from named groups: `{ "Northeast": ["Maine", ...], ... }`.
 * Levels not named keep a group of their own name.
 */
export function coarsen(
  levels: readonly string[],
  groups: Readonly<Record<string, readonly string[]>>,
): Coarsening {
  const groupOf = new Map<string, string>();
  for (const [group, members] of Object.entries(groups)) {
    for (const member of members) {
      if (!levels.includes(member)) throw new RangeError(`"${member}" is not a level`);
      groupOf.set(member, group);
    }
  }
  const names: string[] = [];
  const of = levels.map((level) => {
    const name = groupOf.get(level) ?? level;
    const at = names.indexOf(name);
    if (at >= 0) return at;
    names.push(name);
    return names.length - 1;
  });
  return { levels: names, of };
}
