/** What the reader chose on the disagreement page, and how it stands in the address. */
import { COUNTABLE } from "../../schema/attributes.ts";
import { SPLITS, type Split } from "../../schema/feedback-tables.ts";
import { EVERYBODY, type Slice } from "../slices/slice.ts";
import { type Reading, readSlice, writeSlice } from "../slices/slice-url.ts";

/** `gap`: how far a group is from all others. `outvoted`: how often its majority is not theirs. */
export type Measure = "gap" | "outvoted";

export const RANKS = ["gap", "split", "consensus", "outvoted"] as const;
/** `gap`: groups differ most. `split`: nearest to half and half. `consensus`: farthest from it. */
export type Rank = (typeof RANKS)[number];

export interface DisagreementView {
  readonly slice: Slice;
  /** Attribute whose groups are compared, and a second one for intersections. */
  readonly by: string;
  readonly also: string | null;
  readonly rows: "topics" | "axes";
  /** A topic opened: its issues are the rows, its prompts the list. */
  readonly topic: string | null;
  readonly framing: string | null;
  readonly split: Split | null;
  readonly measure: Measure;
  readonly rank: Rank;
  /** Name of the group that the ranking by outvoted prompts is about; null for the first. */
  readonly group: string | null;
}

export const DEFAULT_VIEW: DisagreementView = {
  slice: EVERYBODY,
  by: "political_views",
  also: null,
  rows: "topics",
  topic: null,
  framing: null,
  split: null,
  measure: "gap",
  rank: "gap",
  group: null,
};

const PLAIN = [
  "by",
  "also",
  "rows",
  "topic",
  "framing",
  "split",
  "measure",
  "rank",
  "group",
] as const;

/** What the address may name. */
export interface Known {
  readonly personas: number;
  readonly topics: readonly string[];
  readonly framings: readonly string[];
}

/** The query of a view, without what is as by default. */
export function writeView(view: DisagreementView): string {
  const parameters = new URLSearchParams();
  writeSlice(view.slice, parameters);
  for (const key of PLAIN) {
    const value = view[key];
    if (value !== DEFAULT_VIEW[key] && value !== null) parameters.set(key, value);
  }
  return parameters.toString();
}

/** The view of a query. Never throws: what is not understood is reported and left as by default. */
export function readView(query: string, known: Known): Reading<DisagreementView> {
  const parameters = new URLSearchParams(query);
  const { value: slice, problems: found } = readSlice(parameters, known.personas);
  const problems = [...found];
  const choice = <T extends string, D extends T | null>(
    name: string,
    values: readonly T[],
    otherwise: D,
  ): T | D => {
    const value = parameters.get(name);
    if (value === null) return otherwise;
    if ((values as readonly string[]).includes(value)) return value as T;
    problems.push(`"${value.slice(0, 40)}" is not a known value of "${name}".`);
    return otherwise;
  };
  const keys = COUNTABLE.map(({ key }) => key);
  const by = choice("by", keys, DEFAULT_VIEW.by);
  let also = choice("also", keys, null);
  if (also === by) {
    problems.push("Groups of an attribute by itself are its groups.");
    also = null;
  }
  return {
    value: {
      slice,
      by,
      also,
      rows: choice("rows", ["topics", "axes"], DEFAULT_VIEW.rows),
      topic: choice("topic", known.topics, null),
      framing: choice("framing", known.framings, null),
      split: choice("split", SPLITS, null),
      measure: choice("measure", ["gap", "outvoted"], DEFAULT_VIEW.measure),
      rank: choice("rank", RANKS, DEFAULT_VIEW.rank),
      group: parameters.get("group")?.slice(0, 200) ?? null,
    },
    problems,
  };
}
