/** Two answers judged twice, each shown first once. */

import type { PersonaRecord } from "../../../schema/persona-text.ts";
import { type ClusteredMean, clusteredMean } from "../../../stats/clustered-mean.ts";
import type { EstimatedCoefficient } from "../../../stats/coefficient.ts";
import { cohenKappa } from "../../../stats/cohen-kappa.ts";
import type { CallRunner } from "../model.ts";
import { type Preference, preferenceForm } from "../templates/preference.ts";
import type { Profile } from "../templates/profile.ts";
import { type AskedModel, callOf, type Wording } from "../templates/wording.ts";
import { type Failed, outcomesOf, type Read, readForm } from "./outcomes.ts";

/** A pair of answers put to a judge for a persona. */
export interface PairItem {
  readonly persona: PersonaRecord;
  readonly question: string;
  readonly answers: readonly [string, string];
  /** Attribute keys left out of the profile; none where absent. */
  readonly hidden?: readonly string[];
  readonly sample?: number;
}

/** Index of the preferred answer of the item, whatever was shown first. */
export type Choice = 0 | 1 | "tie";

export interface OrderJudged {
  readonly choice: Choice;
  /** 0 to 1, as the judge says. */
  readonly confidence: number;
  readonly reason: string;
  readonly key: string;
}

export interface PairJudged {
  readonly kind: "judged";
  /** By what was shown first: answer 0, then answer 1. */
  readonly orders: readonly [OrderJudged, OrderJudged];
  /** Whether both orders end in the same choice. */
  readonly isConsistent: boolean;
  /** The choice of both; a tie where they part. */
  readonly choice: Choice;
  /** Mean of both orders; 0 where they part. */
  readonly confidence: number;
  readonly keys: readonly string[];
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly latencyMs: number;
}

export type PairOutcome = PairJudged | Failed;

type Template = (profile: Profile, question: string, answers: readonly [string, string]) => Wording;

/**
 * Asks for each pair in both orders: two calls an item, next to each other, so that a budget cuts
 * between items. An item with a failed order is failed.
 */
export async function judgeBothOrders(
  runner: CallRunner,
  model: AskedModel,
  purpose: string,
  template: Template,
  items: readonly PairItem[],
): Promise<PairOutcome[]> {
  const calls = items.flatMap(({ persona, question, answers, hidden = [], sample }) => {
    const profile = { persona, hidden, perturbation: "" } as const;
    const [first, second] = answers;
    return [template(profile, question, answers), template(profile, question, [second, first])].map(
      (wording) => callOf(model, purpose, wording, sample),
    );
  });
  const outcomes = await outcomesOf(runner, calls);
  return items.map((_, at) =>
    joined(
      readForm(outcomes[2 * at], preferenceForm),
      readForm(outcomes[2 * at + 1], preferenceForm),
    ),
  );
}

function joined(first: Read<Preference> | Failed, second: Read<Preference> | Failed): PairOutcome {
  if (first.kind === "failed") return first;
  if (second.kind === "failed") return second;
  const orders = [judged(first, 0), judged(second, 1)] as const;
  const isConsistent = orders[0].choice === orders[1].choice;
  return {
    kind: "judged",
    orders,
    isConsistent,
    choice: isConsistent ? orders[0].choice : "tie",
    confidence: isConsistent ? (orders[0].confidence + orders[1].confidence) / 2 : 0,
    keys: [...first.keys, ...second.keys],
    tokensIn: first.tokensIn + second.tokensIn,
    tokensOut: first.tokensOut + second.tokensOut,
    latencyMs: first.latencyMs + second.latencyMs,
  };
}

function judged({ value, keys }: Read<Preference>, shownFirst: 0 | 1): OrderJudged {
  const { preferred, confidence, reason } = value;
  const choice =
    preferred === "tie" ? "tie" : preferred === "a" ? shownFirst : ((1 - shownFirst) as 0 | 1);
  return { choice, confidence, reason, key: keys[0] };
}

export interface OrderConsistency {
  /** Pairs with both orders judged, and pairs without. */
  readonly pairs: number;
  readonly failed: number;
  /** Share of pairs with the same choice in both orders. */
  readonly same: ClusteredMean;
  /** Cohen's kappa of the two orders over the three choices. */
  readonly kappa: EstimatedCoefficient;
  /** Share of choices for the answer shown first, ties aside: one half without a bias. */
  readonly shownFirst: ClusteredMean;
  /** Share of judgements that are ties. */
  readonly ties: number;
}

const CHOICES: readonly Choice[] = [0, 1, "tie"];

/**
 * How far the order shown decides. O(pairs).
 * @param clusters by outcome, an index of what it repeats, such as its persona; each its own where
 * absent. Intervals are clustered by it.
 */
export function orderConsistency(
  outcomes: readonly PairOutcome[],
  clusters: ArrayLike<number> = Array.from(outcomes.keys()),
): OrderConsistency {
  const table = new Float64Array(CHOICES.length ** 2);
  const same: { value: number; cluster: number }[] = [];
  const first: { value: number; cluster: number }[] = [];
  let ties = 0;
  outcomes.forEach((outcome, at) => {
    if (outcome.kind === "failed") return;
    const [one, other] = outcome.orders.map(({ choice }) => CHOICES.indexOf(choice));
    table[one * CHOICES.length + other]++;
    same.push({ value: outcome.isConsistent ? 1 : 0, cluster: clusters[at] });
    outcome.orders.forEach(({ choice }, shown) => {
      if (choice === "tie") ties++;
      else first.push({ value: choice === shown ? 1 : 0, cluster: clusters[at] });
    });
  });
  const mean = (rows: typeof same) =>
    clusteredMean(
      rows.map(({ value }) => value),
      [rows.map(({ cluster }) => cluster)],
    );
  return {
    pairs: same.length,
    failed: outcomes.length - same.length,
    same: mean(same),
    kappa: cohenKappa(table, CHOICES.length),
    shownFirst: mean(first),
    ties: ties / (2 * same.length),
  };
}
