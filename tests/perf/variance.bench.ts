/** What choices depend on, and how well they are predicted, in the default dataset. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { coarseLevels, coarseOf } from "../../src/schema/attribute.ts";
import { attributeOf } from "../../src/schema/attributes.ts";
import type { CodedFeedback, Prompt, Response } from "../../src/schema/feedback-tables.ts";
import type { CodedPersonas } from "../../src/schema/tables.ts";
import { AXIS_KEYS } from "../../src/schema/value-axes.ts";
import type { CodedAttributes } from "../../src/stats/dummies.ts";
import { accuracyOf, PREDICTORS, predictChoices } from "../../src/stats/prediction.ts";
import { LOGISTIC_VARIANCE } from "../../src/stats/variance/logistic-agreement.ts";
import {
  decomposeVariance,
  PARTS,
  type VarianceDecomposition,
} from "../../src/stats/variance-decomposition.ts";
import { readFeedback } from "../../src/testbed/datasets/read-feedback.ts";
import { readManifest } from "../../src/testbed/datasets/read-manifest.ts";
import { readPersonas } from "../../src/testbed/datasets/read-personas.ts";
import { readPrompts, readResponses } from "../../src/testbed/datasets/read-prompts.ts";
import { issueLeanings } from "../../src/testbed/feedback/issue-leanings.ts";
import { opposedAnswers } from "../../src/testbed/feedback/make-feedback.ts";
import { loadOpinions } from "../../src/testbed/feedback/opinions.ts";
import { RESPONDENT_DEFAULTS, WORDING_VARIANCE } from "../../src/testbed/feedback/settings.ts";
import { styleDifferences, styleTastes } from "../../src/testbed/feedback/style-tastes.ts";
import { loadTopics } from "../../src/testbed/prompts/issue.ts";
import { SHARES, simulateChoices } from "../stats/variance/simulated-choices.ts";
import { medianTime, type Row } from "./benchmark.ts";

export const name = "variance: what choices depend on, and how well they are predicted";

const DATASET = "build/datasets/default";

/** What people know of themselves and surveys ask; the rest of the 36 counts as own. */
const ATTRIBUTES = [
  ...["political_views", "ideology", "religion", "age", "sex", "race", "hispanic_origin"],
  ...["education", "household_income", "state"],
  ...["openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"],
];

export async function run(): Promise<Row[]> {
  if (!existsSync(join(DATASET, "feedback.parquet"))) {
    throw new Error(`${DATASET} has no feedback; npx atlas generate makes it`);
  }
  const personas = await readPersonas(join(DATASET, "personas.parquet"), { texts: false });
  const prompts = await readPrompts(DATASET);
  const first = await readFeedback(DATASET);
  const again = await readFeedback(DATASET, "retest");
  const ids = [...new Set(prompts.map(({ issue }) => issue))].sort();
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const issue = Int32Array.from(prompts, (prompt) => numbers.get(prompt.issue)!);
  const attributes = attributesOf(personas);
  const choices = { first, again, personas: personas.n, issue, issues: ids.length, attributes };
  const truth = trueShares(first, prompts, await trueLeanings(personas, prompts));
  const found = decomposeVariance(choices);
  const responses = await readResponses(DATASET);
  return [
    ...shareRows(found, truth),
    ...smallParts(personas, opposedAnswers(prompts, responses), truth),
    ...coverage(),
    { what: "one pass over the rows", value: await medianTime(() => onePass(first)), ...MS },
    {
      what: `decomposition, ${found.columns} columns`,
      value: await medianTime(() => decomposeVariance(choices), 3),
      ...MS,
    },
    ...(await predictions(first, prompts, responses, choices)),
  ];
}

const MS = { unit: "ms", group: "time" };

function attributesOf({ codes }: CodedPersonas): CodedAttributes {
  const chosen = ATTRIBUTES.map(attributeOf);
  return {
    codes: chosen.map((of) => Int16Array.from(codes[of.key], (code) => coarseOf(of, code))),
    levels: chosen.map((of) => coarseLevels(of).length),
  };
}

const percent = (share: number) => (100 * share).toFixed(1);

function shareRows({ parts }: VarianceDecomposition, truth: readonly number[]): Row[] {
  return parts.map(({ part, share, low, high }, i) => ({
    what: `share of variance: ${part}`,
    value: 100 * share,
    unit: "%",
    note: `${percent(low)} to ${percent(high)}; truth ${percent(truth[i])}`,
  }));
}

/** Logits by issue and persona that the simulation derives from attributes. */
async function trueLeanings(personas: CodedPersonas, prompts: readonly Prompt[]) {
  const { seed } = await readManifest(join(DATASET, "manifest.json"));
  const asked = new Set(prompts.map(({ issue }) => issue));
  const issues = loadTopics("data/prompts/issues")
    .flatMap((topic) => topic.issues)
    .filter(({ id }) => asked.has(id));
  const { scores, structure } = await loadOpinions(".", personas);
  const adults = personas.codes.is_adult;
  const { byIssue } = issueLeanings(issues, scores, structure, adults, RESPONDENT_DEFAULTS, seed);
  return new Map(issues.map(({ id }, k) => [id, byIssue[k]]));
}

/** Shares by part from the stored utilities and the leanings, over the rows. */
function trueShares(
  { n, prompt, persona, utility }: CodedFeedback,
  prompts: readonly Prompt[],
  leanings: ReadonlyMap<string, Float32Array>,
): number[] {
  const means = new Map(
    [...leanings].map(([id, of]) => [id, of.reduce((sum, x) => sum + x, 0) / of.length]),
  );
  const sums = prompts.map(() => ({ n: 0, sum: 0, squares: 0 }));
  let attributes = 0;
  for (let row = 0; row < n; row++) {
    const { issue } = prompts[prompt[row]];
    attributes += (leanings.get(issue)![persona[row]] - means.get(issue)!) ** 2 / n;
    const of = sums[prompt[row]];
    of.n++;
    of.sum += utility[row];
    of.squares += utility[row] ** 2;
  }
  const signal = sums.reduce((total, { squares }) => total + squares, 0) / n;
  // The square of a mean of n is too large by 1/n of the variance.
  const level = sums.reduce((total, of) => {
    const spread = (of.squares - of.sum ** 2 / of.n) / (of.n - 1);
    return total + of.sum ** 2 / of.n - spread;
  }, 0);
  const variances = [level / n, attributes, signal - level / n - attributes, LOGISTIC_VARIANCE];
  return variances.map((variance) => variance / (signal + LOGISTIC_VARIANCE));
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

/** Half the difference of stances: where position 0 stands, less where 1 does. */
function stances(prompts: readonly Prompt[], responses: readonly Response[]): Float64Array {
  const rows = new Map(prompts.map(({ prompt_id }, row) => [prompt_id, row]));
  const width = AXIS_KEYS.length;
  const features = new Float64Array(prompts.length * width);
  for (const { prompt_id, position, persona_id, stance } of responses) {
    if (position === null || persona_id !== null) continue;
    AXIS_KEYS.forEach((axis, f) => {
      features[rows.get(prompt_id)! * width + f] += ((position === 0 ? 1 : -1) * stance[axis]) / 2;
    });
  }
  return features;
}

async function predictions(
  feedback: CodedFeedback,
  prompts: readonly Prompt[],
  responses: readonly Response[],
  choices: Parameters<typeof decomposeVariance>[0],
): Promise<Row[]> {
  const of = (isIn: (row: number) => boolean) => {
    const rows = Int32Array.from(feedback.persona.keys()).filter(isIn);
    return {
      persona: Int32Array.from(rows, (row) => feedback.persona[row]),
      prompt: Int32Array.from(rows, (row) => feedback.prompt[row]),
      choice: Uint8Array.from(rows, (row) => feedback.choice[row]),
      split: Uint8Array.from(rows, (row) => feedback.split[row]),
      utility: Float64Array.from(rows, (row) => feedback.utility[row]),
    };
  };
  const train = of((row) => feedback.split[row] === 0);
  const test = of((row) => feedback.split[row] !== 0);
  const { issue, issues, attributes, personas } = choices;
  const features = {
    issue,
    issues,
    features: stances(prompts, responses),
    width: AXIS_KEYS.length,
  };
  const predict = () => predictChoices(train, test, features, attributes, personas);
  const scores = { ...predict(), ceiling: test.utility };
  const isUnseen = (row: number) => prompts[test.prompt[row]].unseen_issue;
  const splits: readonly [string, (row: number) => boolean][] = [
    ["test_seen", (row) => test.split[row] === 1],
    ["test_heldout, issue seen", (row) => test.split[row] === 2 && !isUnseen(row)],
    ["test_heldout, issue unseen", (row) => test.split[row] === 2 && isUnseen(row)],
  ];
  const rows = splits.flatMap(([split, isIn]) =>
    [...PREDICTORS, "ceiling" as const].map((by): Row => {
      const { mean, low, high, n } = accuracyOf(
        scores[by],
        test,
        Int32Array.from(test.persona.keys()).filter(isIn),
      );
      return {
        what: `accuracy, ${split}: ${by}`,
        value: 100 * mean,
        unit: "%",
        note: `${percent(low)} to ${percent(high)}; n ${n}`,
      };
    }),
  );
  const value = await medianTime(predict, 3);
  return [...rows, { what: "prediction", value, ...MS }];
}
