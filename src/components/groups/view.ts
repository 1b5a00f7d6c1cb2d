/** What the reader chose on the groups page, and how it stands in the address. */
import { attributeOf, COUNTABLE } from "../../schema/attributes.ts";
import { EVERYBODY, type Slice, withFilter } from "../slices/slice.ts";
import { type Reading, readSlice, writeSlice } from "../slices/slice-url.ts";

export interface GroupsView {
  readonly a: Slice;
  readonly b: Slice;
  /** Topics or value axes in the comparison. */
  readonly rows: "topics" | "axes";
  readonly rank: "gap" | "consensus";
  /** Attribute of the matrix. */
  readonly by: string;
}

const party = (levels: readonly number[]): Slice =>
  withFilter(EVERYBODY, "political_views", {
    kind: "levels",
    key: "political_views",
    levels,
  });

export const DEFAULT_VIEW: GroupsView = {
  a: party([0, 1, 2]),
  b: party([4, 5, 6]),
  rows: "topics",
  rank: "gap",
  by: attributeOf("political_views").key,
};

const SIDES = ["a", "b"] as const;

/** A side with no filter is written `a=everybody`, for without a word it is as by default. */
export function writeView(view: GroupsView): string {
  const parameters = new URLSearchParams();
  for (const side of SIDES) {
    const query = sliceQuery(view[side], side);
    if (query === sliceQuery(DEFAULT_VIEW[side], side)) continue;
    if (query === "") parameters.set(side, "everybody");
    for (const [name, value] of new URLSearchParams(query)) parameters.set(name, value);
  }
  for (const key of ["rows", "rank", "by"] as const) {
    if (view[key] !== DEFAULT_VIEW[key]) parameters.set(key, view[key]);
  }
  return parameters.toString();
}

function sliceQuery(slice: Slice, side: string): string {
  const parameters = new URLSearchParams();
  writeSlice(slice, parameters, `${side}.`);
  return parameters.toString();
}

/** The view of a query. Never throws: what is not understood is reported and left as by default. */
export function readView(query: string, personas: number): Reading<GroupsView> {
  const parameters = new URLSearchParams(query);
  const problems: string[] = [];
  const side = (name: "a" | "b"): Slice => {
    const { value, problems: found } = readSlice(parameters, personas, `${name}.`);
    problems.push(...found);
    const named = [...parameters.keys()].some((key) => key.startsWith(`${name}.`));
    const whole = parameters.get(name);
    if (whole !== null && whole !== "everybody") {
      problems.push(`"${whole.slice(0, 40)}" is not a known value of "${name}".`);
    }
    return named || whole === "everybody" ? value : DEFAULT_VIEW[name];
  };
  const choice = <T extends string>(name: string, known: readonly T[], otherwise: T): T => {
    const value = parameters.get(name);
    if (value === null) return otherwise;
    if ((known as readonly string[]).includes(value)) return value as T;
    problems.push(`"${value.slice(0, 40)}" is not a known value of "${name}".`);
    return otherwise;
  };
  return {
    value: {
      a: side("a"),
      b: side("b"),
      rows: choice("rows", ["topics", "axes"], DEFAULT_VIEW.rows),
      rank: choice("rank", ["gap", "consensus"], DEFAULT_VIEW.rank),
      by: choice(
        "by",
        COUNTABLE.map(({ key }) => key),
        DEFAULT_VIEW.by,
      ),
    },
    problems,
  };
}
