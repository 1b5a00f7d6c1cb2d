/** Which attributes summaries of a persona rest on, and which they drop. */
import type { PersonaRecord } from "../../../schema/persona-text.ts";
import { shareLimits } from "../../../stats/bench/pass-rates.ts";
import { clusteredMean } from "../../../stats/clustered-mean.ts";
import type { Interval } from "../../../stats/wilson.ts";
import { appliesTo, keyNamed, shownKeys } from "../../lm/templates/profile.ts";

export interface Summary {
  readonly text: string;
  /** Names of attributes, as the model gave them. */
  readonly attributes: readonly string[];
  /** Key of its call. */
  readonly key: string;
}

/** A summary, and what it was made of. */
export interface SummaryItem {
  readonly persona: PersonaRecord;
  /** Row of the persona, and the issue of the question: what summaries may be alike in. */
  readonly who: number;
  readonly issue: string;
  readonly hidden?: readonly string[];
  readonly summary: Pick<Summary, "attributes">;
  /** The same for a summary that several answers rest on. */
  readonly key: string;
}

export interface AttributeUse extends Interval {
  /** Key of a line of the profile. */
  readonly attribute: string;
  /** Summaries of personas to whom the attribute was shown and applies. */
  readonly n: number;
  readonly named: number;
  /** Share of them that name it, with its interval; NaN where n is 0. */
  readonly share: number;
  /** Share of them that drop it. */
  readonly dropped: number;
}

export interface SummaryUse {
  readonly summaries: number;
  /** By attribute, those dropped most first. */
  readonly attributes: readonly AttributeUse[];
  /** Mean number of attributes named. */
  readonly meanNamed: number;
  /** Names that are no attribute of the profile, and how often each was given. */
  readonly unknown: Readonly<Record<string, number>>;
}

/**
 * Share of summaries that name each attribute, by what the model says itself. A summary that several
 * answers rest on counts once. An attribute that was hidden or does not apply cannot be dropped, and
 * is not counted. Intervals are clustered by persona and by issue, as what matters to an issue is
 * named for everybody. O(summaries × attributes).
 */
export function summaryUse(all: readonly SummaryItem[]): SummaryUse {
  const items = [...new Map(all.map((item) => [item.key, item])).values()];
  const issues = new Map<string, number>();
  for (const { issue } of items) if (!issues.has(issue)) issues.set(issue, issues.size);
  const told = new Map(
    shownKeys([]).map((key) => [
      key,
      { named: [] as number[], who: [] as number[], issue: [] as number[] },
    ]),
  );
  const unknown: Record<string, number> = {};
  let total = 0;
  for (const { persona, who, issue, hidden = [], summary } of items) {
    const named = new Set<string>();
    const shown = new Set(shownKeys(hidden).filter((key) => appliesTo(persona, key)));
    for (const name of summary.attributes) {
      const key = keyNamed(name);
      if (key && shown.has(key)) named.add(key);
      else unknown[name] = (unknown[name] ?? 0) + 1;
    }
    total += named.size;
    for (const key of shown) {
      const of = told.get(key)!;
      of.named.push(named.has(key) ? 1 : 0);
      of.who.push(who);
      of.issue.push(issues.get(issue) as number);
    }
  }
  const attributes = [...told].map(([attribute, { named, who, issue }]): AttributeUse => {
    const { mean: share, n, clusters, ...limits } = clusteredMean(named, [who, issue]);
    const count = named.reduce((sum, one) => sum + one, 0);
    return {
      ...{ attribute, n, named: count, share, dropped: 1 - share },
      ...shareLimits(share, limits, clusters),
    };
  });
  return {
    summaries: items.length,
    attributes: attributes.sort((a, b) => (b.dropped || 0) - (a.dropped || 0)),
    meanNamed: total / items.length,
    unknown,
  };
}
