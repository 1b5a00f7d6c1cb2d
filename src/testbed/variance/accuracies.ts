/** How well choices never seen are predicted, by what is known and by split. */
import { SPLITS } from "../../schema/feedback-tables.ts";
import { AXIS_KEYS } from "../../schema/value-axes.ts";
import { accuracyOf, PREDICTORS, predictChoices } from "../../stats/prediction.ts";
import type { Interval } from "../../stats/wilson.ts";
import { stanceDifferences, type VarianceInputs } from "./inputs.ts";

export const KNOWN = [...PREDICTORS, "ceiling"] as const;

/** Test choices by how far they are from what was trained on. */
export const TEST_SPLITS = ["seen prompts", "held-out prompts", "unseen issues"] as const;

export interface Accuracy extends Interval {
  readonly split: (typeof TEST_SPLITS)[number];
  readonly by: (typeof KNOWN)[number];
  readonly share: number;
  readonly n: number;
}

/** Trains on the train choices; `ceiling` knows the true utility. Some 3 s for 317,200 choices. */
export function accuracies({ feedback, prompts, responses, choices }: VarianceInputs): Accuracy[] {
  const train = part(feedback, (split) => split === SPLITS.indexOf("train"));
  const test = part(feedback, (split) => split !== SPLITS.indexOf("train"));
  const { issue, issues, attributes, personas } = choices;
  const features = {
    issue,
    issues,
    features: stanceDifferences(prompts, responses),
    width: AXIS_KEYS.length,
  };
  const scores = {
    ...predictChoices(train, test, features, attributes, personas),
    ceiling: test.utility,
  };
  const splitOf = (row: number): (typeof TEST_SPLITS)[number] => {
    if (test.split[row] === SPLITS.indexOf("test_seen")) return "seen prompts";
    return prompts[test.prompt[row]].unseen_issue ? "unseen issues" : "held-out prompts";
  };
  return TEST_SPLITS.flatMap((split) => {
    const rows = Int32Array.from(test.persona.keys()).filter((row) => splitOf(row) === split);
    return KNOWN.map((by) => {
      const { mean, low, high, n } = accuracyOf(scores[by], test, rows);
      return { split, by, share: mean, low, high, n };
    });
  });
}

function part(feedback: VarianceInputs["feedback"], isIn: (split: number) => boolean) {
  const rows = Int32Array.from(feedback.persona.keys()).filter((row) => isIn(feedback.split[row]));
  return {
    persona: Int32Array.from(rows, (row) => feedback.persona[row]),
    prompt: Int32Array.from(rows, (row) => feedback.prompt[row]),
    choice: Uint8Array.from(rows, (row) => feedback.choice[row]),
    split: Uint8Array.from(rows, (row) => feedback.split[row]),
    utility: Float64Array.from(rows, (row) => feedback.utility[row]),
  };
}
