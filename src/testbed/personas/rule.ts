/** What a rule of consistency is, and the words in which rules are written. */
import { NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import type { Candidates } from "./candidates.ts";

/** What rules read: level indices and numbers by attribute key. */
export type RuleColumns = Pick<Candidates, "n" | "codes" | "numbers">;

export interface Rule {
  readonly name: string;
  /** What holds for every persona, in plain words. */
  readonly sentence: string;
  /** Whether the person in a row breaks the rule. */
  readonly breaks: (columns: RuleColumns, row: number) => boolean;
}

/** Index of a declared level. @throws RangeError for a level that is not declared. */
export const level = (key: string, name: string): number => {
  const index = attributeOf(key).levels.indexOf(name);
  if (index < 0) throw new RangeError(`"${name}" is not a level of ${key}`);
  return index;
};

/** Whether something holds for the person in a row. */
export type Test = (columns: RuleColumns, row: number) => boolean;
/** The person has one of the named levels. */
export const is = (key: string, ...names: string[]): Test => {
  const wanted = names.map((name) => level(key, name));
  return ({ codes }, row) => wanted.includes(codes[key][row]);
};
/** The person's age in years passes a test. */
export const age: (test: (years: number) => boolean) => Test = (test) => (columns, row) =>
  test(columns.numbers.age[row]);
export const under = (years: number) => age((own) => own < years);

/** "Not applicable" exactly outside the universe. */
export const universe = (key: string, who: string, outside: Test): Rule => {
  const notApplicable = is(key, NOT_APPLICABLE);
  return {
    name: `universe-${key.replaceAll("_", "-")}`,
    sentence: `${attributeOf(key).label} is asked of ${who}, and of nobody else.`,
    breaks: (columns, row) => notApplicable(columns, row) !== outside(columns, row),
  };
};
