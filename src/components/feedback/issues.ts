/** Issues and topics as the pages know them, and which pole of a topic a position stands at. */
import { AXIS_KEYS, VALUE_AXES, type ValueAxis } from "../../schema/value-axes.ts";

export interface PositionLabel {
  readonly label: string;
  readonly claim: string;
}

export interface IssueEntry {
  readonly key: string;
  readonly topic: string;
  /** A noun phrase after "about". */
  readonly about: string;
  readonly question: string;
  /** Position 0 and position 1. */
  readonly positions: readonly PositionLabel[];
  /** Of position 0 on the value axes, -1 to 1; position 1 stands opposite. Zeros are left out. */
  readonly stance: Readonly<Record<string, number>>;
  /** The survey item that it mirrors, or null. */
  readonly survey: string | null;
}

export interface TopicEntry {
  readonly key: string;
  readonly label: string;
}

export interface IssueList {
  readonly topics: readonly TopicEntry[];
  readonly issues: readonly IssueEntry[];
}

/** The axis on which most of an issue's difference lies; the first of the axes where it has none. */
export function mainAxis({ stance }: Pick<IssueEntry, "stance">): ValueAxis {
  return VALUE_AXES[largest(AXIS_KEYS.map((key) => Math.abs(stance[key] ?? 0)))];
}

/** The axis on which a topic's issues differ most: the largest sum of absolute stances. */
export function axisOfTopic(issues: readonly IssueEntry[]): ValueAxis {
  const sums = AXIS_KEYS.map((key) =>
    issues.reduce((sum, { stance }) => sum + Math.abs(stance[key] ?? 0), 0),
  );
  return VALUE_AXES[largest(sums)];
}

/** 1 where position 0 stands at the axis's positive pole, -1 where position 1 does, 0 for neither. */
export function poleOn({ stance }: Pick<IssueEntry, "stance">, axis: string): -1 | 0 | 1 {
  return Math.sign(stance[axis] ?? 0) as -1 | 0 | 1;
}

function largest(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}
