/** Which attributes summaries of a persona rest on, and which they drop. */
import type { PersonaRecord } from "../../../schema/persona-text.ts";
import { type Interval, wilson } from "../../../stats/wilson.ts";
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
  readonly hidden?: readonly string[];
  readonly summary: Pick<Summary, "attributes">;
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
 * Share of summaries that name each attribute, by what the model says itself. An attribute that
 * was hidden or does not apply cannot be dropped, and is not counted. Wilson intervals, which take
 * summaries as independent. O(summaries × attributes).
 */
export function summaryUse(items: readonly SummaryItem[]): SummaryUse {
  const counts = new Map(shownKeys([]).map((key) => [key, { n: 0, named: 0 }]));
  const unknown: Record<string, number> = {};
  let total = 0;
  for (const { persona, hidden = [], summary } of items) {
    const named = new Set<string>();
    const shown = new Set(shownKeys(hidden).filter((key) => appliesTo(persona, key)));
    for (const name of summary.attributes) {
      const key = keyNamed(name);
      if (key && shown.has(key)) named.add(key);
      else unknown[name] = (unknown[name] ?? 0) + 1;
    }
    total += named.size;
    for (const key of shown) {
      const count = counts.get(key)!;
      count.n++;
      if (named.has(key)) count.named++;
    }
  }
  const attributes = [...counts].map(([attribute, { n, named }]): AttributeUse => {
    const share = named / n;
    return { attribute, n, named, share, dropped: 1 - share, ...wilson(named, n) };
  });
  return {
    summaries: items.length,
    attributes: attributes.sort((a, b) => (b.dropped || 0) - (a.dropped || 0)),
    meanNamed: total / items.length,
    unknown,
  };
}
