/** How far length, position and person decide personalised pairs. */
import { PAIR_CONTROLS, type PairControl } from "../../schema/feedback-tables.ts";
import { type ClusteredMean, clusteredMean } from "../../stats/clustered-mean.ts";
import { auditFeature, type FeatureAudit } from "../../stats/feature-audit.ts";
import { probability } from "../feedback/choose.ts";
import type { Pairs } from "./make-pairs.ts";

export interface PairFigures {
  readonly control: PairControl;
  /** Share of choices for the personalised answer; intervals by persona and prompt. */
  readonly personalised: ClusteredMean;
  /** The same by the true probabilities, without the noise of the choices. */
  readonly truth: number;
  /** Where the personalised answer takes the judge's own side, and where it does not. */
  readonly ownSide: ClusteredMean;
  readonly otherSide: ClusteredMean;
  /** Mean words, and the share of pairs whose personalised answer is the shorter one. */
  readonly words: { readonly personalised: number; readonly generic: number };
  readonly shorter: number;
  /** Accuracy of length alone on test choices, by the direction learned on train choices. */
  readonly length: FeatureAudit;
}

/** Figures by control. O(pairs). */
export function pairFigures(pairs: Pairs): PairFigures[] {
  return PAIR_CONTROLS.map((control, code) => {
    const rows = [...pairs.control.keys()].filter((row) => pairs.control[row] === code);
    const share = (of: readonly number[]) =>
      clusteredMean(
        of.map((row) => 1 - pairs.choice[row]),
        [of.map((row) => pairs.persona[row]), of.map((row) => pairs.prompt[row])],
      );
    const mean = (value: (row: number) => number) =>
      rows.reduce((sum, row) => sum + value(row), 0) / rows.length;
    const words = {
      personalised: (row: number) => pairs.personalised[row].words,
      generic: (row: number) => pairs.generic[row].words,
    };
    const longer = (row: number) => words.personalised(row) - words.generic(row);
    return {
      control,
      personalised: share(rows),
      truth: mean((row) => probability(pairs.utility[row])),
      ownSide: share(rows.filter((row) => pairs.agrees[row] === 1)),
      otherSide: share(rows.filter((row) => pairs.agrees[row] === 0)),
      words: { personalised: mean(words.personalised), generic: mean(words.generic) },
      shorter: mean((row) => (longer(row) < 0 ? 1 : 0)),
      length: auditFeature(
        rows.map(longer),
        rows.map((row) => pairs.choice[row]),
        rows.map((row) => (pairs.split[row] === 0 ? 0 : 1)),
        rows.map((row) => pairs.persona[row]),
        rows.map((row) => pairs.prompt[row]),
      ),
    };
  });
}

/**
 * How much oftener the same rewrites are preferred by those they are for than by others, judging
 * the same prompts: share under `length_matched` less share under `mismatched`, by judgement.
 */
export function specificity(pairs: Pairs): ClusteredMean {
  const [, matched, mismatched] = PAIR_CONTROLS.map((_, code) =>
    [...pairs.control.keys()].filter((row) => pairs.control[row] === code),
  );
  return clusteredMean(
    matched.map((row, k) => pairs.choice[mismatched[k]] - pairs.choice[row]),
    [matched.map((row) => pairs.persona[row]), matched.map((row) => pairs.prompt[row])],
  );
}
