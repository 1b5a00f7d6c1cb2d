/** How well choices never seen are predicted, by what is known of the persona. */
import { type ClusteredMean, clusteredMean } from "./clustered-mean.ts";
import { type CodedAttributes, dummyCode } from "./dummies.ts";
import { attributeTastes, tasteScores } from "./prediction/attribute-tastes.ts";
import { historyScores } from "./prediction/persona-history.ts";
import { promptLevels } from "./prediction/prompt-levels.ts";
import { type ChoiceColumns, type PromptFeatures, signOf } from "./prediction/rows.ts";

/** What a prediction knows of the persona; all of them know how others chose. */
export const PREDICTORS = ["prompt", "attributes", "history", "both"] as const;
export type Predictor = (typeof PREDICTORS)[number];

/** Predicted mean sign by row: above 0 for position 0, below for position 1, 0 for no idea. */
export type Scores = Readonly<Record<Predictor, Float64Array>>;

/**
 * Predicts choices from other choices, in closed form:
 *
 * - `prompt`: the level of the prompt or its issue among all personas (prompt-levels.ts);
 * - `attributes`: level + taste × features, the taste from attributes (attribute-tastes.ts);
 * - `history`: level + what the persona's earlier choices say beyond it (persona-history.ts);
 * - `both`: level + taste × features + what its earlier choices say beyond these.
 *
 * Features are how the two answers differ, such as their stances on value axes. About 3 seconds
 * for 158,600 choices to learn from and 158,600 to predict.
 * @param train choices to learn from. @param test rows to predict; their choices are not read.
 */
export function predictChoices(
  train: ChoiceColumns,
  test: Pick<ChoiceColumns, "persona" | "prompt">,
  prompts: PromptFeatures,
  attributes: CodedAttributes,
  personas: number,
): Scores {
  const levels = promptLevels(train, prompts);
  const level = Float64Array.from(test.prompt, (q) => levels[q]);
  const left = Float64Array.from(
    train.choice,
    (choice, row) => signOf(choice) - levels[train.prompt[row]],
  );
  const { tastes } = attributeTastes(train, left, prompts, dummyCode(attributes, personas));
  const expected = tasteScores(train, tastes, prompts);
  const beyond = left.map((residual, row) => residual - expected[row]);
  const byAttributes = tasteScores(test, tastes, prompts);
  const byHistory = historyScores(train, left, test, prompts, personas);
  const byBoth = historyScores(train, beyond, test, prompts, personas);
  return {
    prompt: level,
    attributes: level.map((of, row) => of + byAttributes[row]),
    history: level.map((of, row) => of + byHistory[row]),
    both: level.map((of, row) => of + byAttributes[row] + byBoth[row]),
  };
}

/**
 * Share of choices on the predicted side, with an interval clustered by persona and by prompt. A
 * score of 0 counts one half. Ties are left out, counted as missing.
 * @param rows those that enter; all where absent.
 */
export function accuracyOf(
  scores: Float64Array,
  { persona, prompt, choice }: ChoiceColumns,
  rows?: ArrayLike<number>,
  confidence = 0.95,
): ClusteredMean {
  const of = rows ?? scores.map((_, row) => row);
  const column = (value: (row: number) => number) =>
    Float64Array.from({ length: of.length }, (_, at) => value(of[at]));
  const right = column((row) => {
    const sign = signOf(choice[row]);
    return sign === 0 ? Number.NaN : 0.5 + 0.5 * sign * Math.sign(scores[row]);
  });
  const clusters = [column((row) => persona[row]), column((row) => prompt[row])];
  return clusteredMean(right, clusters, undefined, confidence);
}
