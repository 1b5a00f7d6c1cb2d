/** What a judging model prefers of personalised pairs. */

import { PAIR_CONTROLS } from "../../../schema/feedback-tables.ts";
import type { ManifestEstimate } from "../../../schema/manifest.ts";
import { clusteredMean } from "../../../stats/clustered-mean.ts";
import { estimate } from "../../lm/roles/role-played.ts";
import type { LanguagePair } from "./make-language-pairs.ts";

export interface LanguagePairFigures {
  /** Share of judgements for the personalised answer, a tie as half, by control. */
  readonly personalised: Readonly<Record<string, ManifestEstimate & { pairs: number }>>;
  /**
   * Of draws judged under both: the share under `length_matched` less the share under
   * `mismatched`. The texts are the same, but for failures; whom they are for is not.
   */
  readonly specificity: ManifestEstimate;
}

/** Of both orders: 1 if both prefer the personalised answer, one half for a tie or two minds. */
function score({ outcome }: LanguagePair): number {
  if (outcome.kind === "failed") return Number.NaN;
  const points = outcome.orders.map(({ choice }) => (choice === "tie" ? 0.5 : 1 - choice));
  return (points[0] + points[1]) / 2;
}

/** Intervals are clustered by persona and prompt. O(pairs). */
export function languagePairFigures(pairs: readonly LanguagePair[]): LanguagePairFigures {
  const judged = pairs.filter(({ outcome }) => outcome.kind === "judged");
  const mean = (rows: readonly LanguagePair[], values: readonly number[]) => {
    const found = clusteredMean(values, [
      rows.map(({ persona }) => persona),
      rows.map(({ prompt }) => prompt),
    ]);
    return estimate(found.mean, found);
  };
  const of = (wanted: string) => judged.filter(({ control }) => control === wanted);
  const mismatched = new Map(of("mismatched").map((pair) => [pair.draw, pair]));
  const both = of("length_matched").filter(({ draw }) => mismatched.has(draw));
  return {
    personalised: Object.fromEntries(
      PAIR_CONTROLS.map((control) => {
        const rows = of(control);
        return [control, { ...mean(rows, rows.map(score)), pairs: rows.length }];
      }),
    ),
    specificity: mean(
      both,
      both.map((pair) => score(pair) - score(mismatched.get(pair.draw)!)),
    ),
  };
}
