/** What the rows of a heat map of prompts are: topics, value axes, or the issues of a topic. */
import { VALUE_AXES } from "../../schema/value-axes.ts";
import { axisOfTopic, type IssueList, mainAxis, poleOn } from "./issues.ts";
import type { PromptsTable } from "./prompts-table.ts";

export interface PromptRow {
  readonly key: string;
  readonly label: string;
  /** What the counted pole stands for, in words. */
  readonly pole: string;
}

export interface PromptRows {
  readonly rows: readonly PromptRow[];
  /** By prompt: its row, or -1. */
  readonly of: Int16Array;
  /** By prompt: 1 where position 0 is at the counted pole, -1 where position 1 is, 0 for neither. */
  readonly pole: Int8Array;
  /** Prompts of a row that stand at no pole, and so cannot be counted. */
  readonly withoutPole: number;
}

export type RowKind =
  | { readonly kind: "topics" }
  | { readonly kind: "axes" }
  | { readonly kind: "issues"; readonly topic: string };

/**
 * Topics are counted by the axis on which their issues differ most, axes by the issues that lie
 * mainly on them, issues by their first position.
 */
export function promptRows(
  kind: RowKind,
  prompts: PromptsTable,
  { topics, issues }: IssueList,
): PromptRows {
  const rows: PromptRow[] = [];
  const issueRow = new Map<string, { row: number; pole: number }>();
  if (kind.kind === "topics") {
    for (const { key, label } of topics) {
      const own = issues.filter(({ topic }) => topic === key);
      const axis = axisOfTopic(own);
      for (const issue of own) {
        issueRow.set(issue.key, { row: rows.length, pole: poleOn(issue, axis.key) });
      }
      rows.push({ key, label, pole: axis.positive });
    }
  } else if (kind.kind === "axes") {
    VALUE_AXES.forEach(({ key, label, positive }, row) => {
      for (const issue of issues) {
        if (mainAxis(issue).key === key) issueRow.set(issue.key, { row, pole: poleOn(issue, key) });
      }
      rows.push({ key, label, pole: positive });
    });
  } else {
    for (const { key, topic, positions, about } of issues) {
      if (topic !== kind.topic) continue;
      issueRow.set(key, { row: rows.length, pole: 1 });
      rows.push({ key, label: capital(about), pole: positions[0].label });
    }
  }
  const found = prompts.issues.map((key) => issueRow.get(key) ?? { row: -1, pole: 0 });
  const of = Int16Array.from(prompts.issue, (issue) => found[issue].row);
  const pole = Int8Array.from(prompts.issue, (issue) => found[issue].pole);
  return {
    rows,
    of,
    pole,
    withoutPole: of.reduce((sum, row, at) => sum + (row >= 0 && pole[at] === 0 ? 1 : 0), 0),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
