/** Counts what the disagreement page shows for a view, in typed arrays. */
import type { CodedPersonas } from "../../schema/tables.ts";
import { adjustTests } from "../../stats/benjamini-hochberg.ts";
import { type GapCell, groupGaps } from "../../stats/group-gap.ts";
import { type Outvoted, outvoted } from "../../stats/outvoted.ts";
import { countPrompts, type PromptCounts } from "../../stats/prompt-shares.ts";
import type { Choices } from "../feedback/choices.ts";
import { type Grouping, groupingOf } from "../feedback/grouping.ts";
import type { IssueList } from "../feedback/issues.ts";
import { type PromptRows, promptRows } from "../feedback/prompt-rows.ts";
import type { PromptsTable } from "../feedback/prompts-table.ts";
import { attributesOf } from "./gap-sql.ts";
import type { DisagreementView } from "./view.ts";

/** Everything that the page has in memory. */
export interface Population {
  readonly personas: CodedPersonas;
  readonly prompts: PromptsTable;
  readonly issues: IssueList;
  /** What the dataset is, in a sentence. */
  readonly provenance: string;
}

export interface GapMapCell extends GapCell {
  /** Benjamini and Hochberg's adjusted p over all cells of the map. */
  readonly adjusted: number;
}

export interface GapMap {
  readonly grouping: Grouping;
  readonly rows: PromptRows;
  /** Row by group, row-major. */
  readonly cells: readonly GapMapCell[];
  /** Rows in the order of the map: the widest differences first. */
  readonly order: readonly number[];
  /** Cells that were tested. */
  readonly tests: number;
  /** Choices counted, and those left out. */
  readonly n: number;
  readonly skipped: number;
}

/** 1 for each prompt that the view's filters let through. */
export function promptMask(
  prompts: PromptsTable,
  view: Pick<DisagreementView, "topic" | "framing">,
) {
  const topic = view.topic === null ? -1 : prompts.topics.indexOf(view.topic);
  const framing = view.framing === null ? -1 : prompts.framings.indexOf(view.framing);
  return Uint8Array.from({ length: prompts.n }, (_, at) =>
    (topic < 0 || prompts.topic[at] === topic) && (framing < 0 || prompts.framing[at] === framing)
      ? 1
      : 0,
  );
}

/** Rows of the map under a view, those of prompts filtered out set aside. */
export function rowsOf({ prompts, issues }: Population, view: DisagreementView): PromptRows {
  const { rows, topic } = view;
  const all = promptRows(
    topic === null ? { kind: rows } : { kind: "issues", topic },
    prompts,
    issues,
  );
  const mask = promptMask(prompts, view);
  const of = all.of.map((row, at) => (mask[at] ? row : -1));
  const withoutPole = of.reduce(
    (sum, row, at) => sum + (row >= 0 && all.pole[at] === 0 ? 1 : 0),
    0,
  );
  return { ...all, of, withoutPole };
}

/** Gaps of all groups in all rows. @param mask 1 for each persona of the slice. */
export function gapMap(
  population: Population,
  choices: Choices,
  view: DisagreementView,
  mask: Uint8Array,
): GapMap {
  const detail = view.measure === "outvoted" ? "broad" : "coarse";
  const grouping = groupingOf(population.personas, attributesOf(view, detail), mask);
  return gapsBetween(choices, grouping, rowsOf(population, view));
}

/** Gaps of the groups of a grouping, each from all others of it. */
export function gapsBetween(choices: Choices, grouping: Grouping, rows: PromptRows): GapMap {
  const { cells, skipped } = groupGaps({
    persona: choices.persona,
    prompt: choices.prompt,
    choice: choices.choice,
    pole: rows.pole,
    topic: rows.of,
    topics: rows.rows.length,
    group: grouping.of,
    groups: grouping.groups.length,
  });
  return mapOf(grouping, rows, cells, choices.n, skipped);
}

/** Orders the rows and adjusts the p values of cells that are shown. */
export function mapOf(
  grouping: Grouping,
  rows: PromptRows,
  cells: readonly GapCell[],
  choices: number,
  skipped: number,
): GapMap {
  const width = grouping.groups.length;
  const isRead = cells.map(({ personas }) => personas >= 10);
  const { adjusted, tests } = adjustTests(cells.map(({ p }, i) => (isRead[i] ? p : Number.NaN)));
  const spread = rows.rows.map((_, row) => {
    let [sum, n, judged] = [0, 0, 0];
    for (let at = row * width; at < (row + 1) * width; at++) {
      judged += cells[at].n;
      if (!isRead[at] || !Number.isFinite(cells[at].gap)) continue;
      sum += cells[at].n * cells[at].gap ** 2;
      n += cells[at].n;
    }
    if (n > 0) return sum / n;
    return judged > 0 ? 0 : -1;
  });
  return {
    grouping,
    rows,
    cells: cells.map((cell, i) => ({ ...cell, adjusted: adjusted[i] })),
    order: Array.from(spread.keys())
      .filter((row) => spread[row] >= 0)
      .sort((a, b) => spread[b] - spread[a]),
    tests,
    n: choices - skipped,
    skipped,
  };
}

/** Choices by prompt and group. */
export function countsOf(
  { prompts }: Population,
  choices: Choices,
  { of, groups }: Grouping,
): PromptCounts {
  const { persona, prompt, choice } = choices;
  return countPrompts(persona, prompt, choice, prompts.n, of, groups.length);
}

/** How often each group's majority is not that of all others, by row and group, row-major. */
export function outvotedMap(counts: PromptCounts, rows: PromptRows): Outvoted[] {
  const { groups } = counts;
  return rows.rows.flatMap((_, row) => {
    const members = Array.from(rows.of.keys()).filter((at) => rows.of[at] === row);
    const part = (source: Float64Array) => {
      const values = new Float64Array(members.length * groups);
      members.forEach((prompt, i) => {
        values.set(source.subarray(prompt * groups, (prompt + 1) * groups), i * groups);
      });
      return values;
    };
    const own = { prompts: members.length, groups, n: part(counts.n), zero: part(counts.zero) };
    return Array.from({ length: groups }, (_, group) => outvoted(own, group));
  });
}
