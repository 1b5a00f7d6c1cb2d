/** What choices depend on, and how well they are predicted, in the default dataset. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CodedFeedback } from "../../src/schema/feedback-tables.ts";
import type { CodedPersonas } from "../../src/schema/tables.ts";
import { LOGISTIC_VARIANCE } from "../../src/stats/variance/logistic-agreement.ts";
import {
  decomposeVariance,
  PARTS,
  type VarianceDecomposition,
} from "../../src/stats/variance-decomposition.ts";
import { opposedAnswers } from "../../src/testbed/feedback/make-feedback.ts";
import { WORDING_VARIANCE } from "../../src/testbed/feedback/settings.ts";
import { styleDifferences, styleTastes } from "../../src/testbed/feedback/style-tastes.ts";
import { accuracies } from "../../src/testbed/variance/accuracies.ts";
import { readVarianceInputs } from "../../src/testbed/variance/inputs.ts";
import { readLeanings, trueShares } from "../../src/testbed/variance/true-shares.ts";
import { SHARES, simulateChoices } from "../stats/variance/simulated-choices.ts";
import { medianTime, type Row } from "./benchmark.ts";

export const name = "variance: what choices depend on, and how well they are predicted";

const DATASET = "build/datasets/default";

export async function run(): Promise<Row[]> {
  if (!existsSync(join(DATASET, "feedback.parquet"))) {
    throw new Error(`${DATASET} has no feedback; npx atlas generate makes it`);
  }
  const inputs = await readVarianceInputs(DATASET);
  const { personas, prompts, responses, feedback, choices } = inputs;
  const truth = trueShares(feedback, prompts, await readLeanings(DATASET, personas, prompts));
  const found = decomposeVariance(choices);
  return [
    ...shareRows(found, truth),
    ...smallParts(personas, opposedAnswers(prompts, responses), truth),
    ...coverage(),
    { what: "one pass over the rows", value: await medianTime(() => onePass(feedback)), ...MS },
    {
      what: `decomposition, ${found.columns} columns`,
      value: await medianTime(() => decomposeVariance(choices), 3),
      ...MS,
    },
    ...accuracies(inputs).map(({ split, by, share, low, high, n }) => ({
      what: `accuracy, ${split}: ${by}`,
      value: 100 * share,
      unit: "%",
      note: `${percent(low)} to ${percent(high)}; n ${n}`,
    })),
    { what: "prediction", value: await medianTime(() => accuracies(inputs), 3), ...MS },
  ];
}

const MS = { unit: "ms", group: "time" };

const percent = (share: number) => (100 * share).toFixed(1);

function shareRows({ parts }: VarianceDecomposition, truth: readonly number[]): Row[] {
  return parts.map(({ part, share, low, high }, i) => ({
    what: `share of variance: ${part}`,
    value: 100 * share,
    unit: "%",
    note: `${percent(low)} to ${percent(high)}; truth ${percent(truth[i])}`,
  }));
}

/** What the simulation adds to own and to prompt beside the issue's. */
function smallParts(
  personas: CodedPersonas,
  answers: Parameters<typeof styleDifferences>[0],
  truth: readonly number[],
): Row[] {
  const square = (of: Float64Array) => of.reduce((sum, x) => sum + x * x, 0) / of.length;
  const differences = styleDifferences(answers);
  const style = styleTastes(personas).reduce(
    (sum, taste, f) => sum + square(taste) * square(differences[f]),
    0,
  );
  // Noise has a known variance, so that its share gives the total.
  const share = (variance: number) => (100 * variance * truth[3]) / LOGISTIC_VARIANCE;
  return [
    { what: "of own, true: tastes for style", value: share(style), unit: "%" },
    { what: "of prompt, true: wording", value: share(WORDING_VARIANCE), unit: "%" },
  ];
}

/** How often intervals hold the truth in data simulated with known shares. */
function coverage(): Row[] {
  const seeds = 500;
  const held = [0, 0, 0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    decomposeVariance(simulateChoices(seed)).parts.forEach(({ low, high }, i) => {
      if (low <= SHARES[i] && SHARES[i] <= high) held[i]++;
    });
  }
  return held.map((count, i) => ({
    what: `coverage of 95 % intervals: ${PARTS[i]}`,
    value: (100 * count) / seeds,
    unit: "%",
    note: `${seeds} simulations with a share of ${percent(SHARES[i])} %`,
  }));
}

function onePass({ n, prompt, choice }: CodedFeedback): Float64Array {
  const sums = new Float64Array(1 << 16);
  for (let row = 0; row < n; row++) sums[prompt[row]] += choice[row];
  return sums;
}
