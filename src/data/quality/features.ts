/** Whether a choice can be guessed from a single feature of the two answers or of their place. */
import type { AuditedFeature, Guess } from "../../components/quality/audit.ts";
import type { Response, StyleFeature } from "../../schema/feedback-tables.ts";
import { auditFeature } from "../../stats/feature-audit.ts";
import type { Audited } from "./audited.ts";

interface Feature {
  readonly key: string;
  readonly label: string;
  /** The guess if more of the feature is taken as preferred, and if less is. */
  readonly rules: readonly [more: string, less: string];
  /** The same in a word. */
  readonly ways: readonly [more: string, less: string];
  /** By choice: the feature of position 0 less that of position 1. */
  readonly difference: (dataset: Audited) => (row: number) => number;
}

const ofAnswers =
  (value: (answer: Response) => number) =>
  ({ answers, feedback: { prompt } }: Audited) => {
    const differences = answers.map(([first, second]) => value(first) - value(second));
    return (row: number) => differences[prompt[row]];
  };

/** 1 where position 0 stood first on the screen. */
const shownFirst = (swapped: ArrayLike<number>, row: number) => (swapped[row] ? -1 : 1);

const style = (key: StyleFeature, label: string, more: string, less: string): Feature => ({
  key,
  label,
  rules: [`the ${more} answer`, `the ${less} answer`],
  ways: ["more", "less"],
  difference: ofAnswers((answer) => answer.style[key]),
});

const FEATURES: readonly Feature[] = [
  {
    key: "words",
    label: "Length in words",
    rules: ["the longer answer", "the shorter answer"],
    ways: ["longer", "shorter"],
    difference: ofAnswers(({ words }) => words),
  },
  {
    key: "characters",
    label: "Length in characters",
    rules: ["the longer answer", "the shorter answer"],
    ways: ["longer", "shorter"],
    difference: ofAnswers(({ text }) => text.length),
  },
  style("hedging", "Hedging", "more hedged", "less hedged"),
  style("formality", "Formality", "more formal", "less formal"),
  style("warmth", "Warmth", "warmer", "cooler"),
  {
    key: "shown_first",
    label: "Shown first",
    rules: ["the answer shown first", "the answer shown second"],
    ways: ["yes", "no"],
    difference:
      ({ feedback }) =>
      (row) =>
        shownFirst(feedback.swapped, row),
  },
  {
    key: "response_id",
    label: "Order of response ids",
    rules: ["the lower response id", "the higher response id"],
    ways: ["lower", "higher"],
    difference: ({ answers, feedback: { prompt } }) => {
      const signs = answers.map(([one, two]) => (one.response_id < two.response_id ? 1 : -1));
      return (row) => signs[prompt[row]];
    },
  },
  {
    key: "position",
    label: "Number of the position",
    rules: ["the first position of the issue", "the second position of the issue"],
    ways: ["first", "second"],
    difference: () => () => 1,
  },
  {
    key: "prompt_half",
    label: "Prompt id, low or high",
    rules: [
      "first position in the lower half of the ids, second in the upper",
      "second position in the lower half of the ids, first in the upper",
    ],
    ways: ["first if low", "second if low"],
    difference: ({ prompts, feedback: { prompt } }) => {
      const rank = ranksOf(prompts.map(({ prompt_id }) => prompt_id));
      return (row) => (rank[prompt[row]] < prompts.length / 2 ? 1 : -1);
    },
  },
  {
    key: "prompt_parity",
    label: "Prompt id, odd or even",
    rules: [
      "first position on every other prompt, from the first",
      "first position on every other prompt, from the second",
    ],
    ways: ["first if odd", "second if odd"],
    difference: ({ prompts, feedback: { prompt } }) => {
      const rank = ranksOf(prompts.map(({ prompt_id }) => prompt_id));
      return (row) => (rank[prompt[row]] % 2 === 0 ? 1 : -1);
    },
  },
  {
    key: "row_before",
    label: "The row before",
    rules: [
      "the same place as in the persona’s row before",
      "the other place than in the persona’s row before",
    ],
    ways: ["same place", "other place"],
    difference:
      ({ feedback: { persona, choice, swapped } }) =>
      (row) => {
        if (row === 0 || persona[row - 1] !== persona[row] || choice[row - 1] === 2) {
          return Number.NaN;
        }
        const before = (choice[row - 1] === 0 ? 1 : -1) * shownFirst(swapped, row - 1);
        return before * shownFirst(swapped, row);
      },
  },
  {
    key: "row_parity",
    label: "Row number, odd or even",
    rules: [
      "the answer shown first in every other row, from the first",
      "the answer shown first in every other row, from the second",
    ],
    ways: ["first if odd", "second if odd"],
    difference:
      ({ feedback: { swapped } }) =>
      (row) =>
        (row % 2 === 0 ? 1 : -1) * shownFirst(swapped, row),
  },
];

/** Each feature's accuracy on the test choices of a dataset. O(features × choices). */
export function auditFeatures(dataset: Audited): AuditedFeature[] {
  return FEATURES.map(({ key, label, rules, ways, difference }) => {
    const { sign, equal, ...guess } = auditGuess(dataset, difference(dataset));
    const at = sign > 0 ? 0 : 1;
    return { key, label, rule: rules[at], way: ways[at], equal, ...guess };
  });
}

/** What knows the content: the prompt's train choices, and the truth itself where it is stored. */
export function auditControls(dataset: Audited): Record<"majority" | "truth", Guess> {
  const { prompts, feedback } = dataset;
  const lead = new Float64Array(prompts.length);
  const judged = new Uint32Array(prompts.length);
  feedback.prompt.forEach((prompt, row) => {
    if (feedback.split[row] !== 0) return;
    judged[prompt]++;
    if (feedback.choice[row] !== 2) lead[prompt] += feedback.choice[row] === 0 ? 1 : -1;
  });
  const guess = (difference: (row: number) => number): Guess => {
    const { accuracy, low, high, n } = auditGuess(dataset, difference);
    return { accuracy, low, high, n };
  };
  return {
    majority: guess((row) => {
      const prompt = feedback.prompt[row];
      return judged[prompt] > 0 ? lead[prompt] : Number.NaN;
    }),
    truth: guess((row) => feedback.utility[row]),
  };
}

/** Prompts of an issue share their answers' arguments, so that they are one cluster. */
function auditGuess({ feedback, prompts }: Audited, difference: (row: number) => number) {
  const { n, choice, split, persona, prompt } = feedback;
  const differences = Float64Array.from({ length: n }, (_, row) => difference(row));
  const isTest = split.map((of) => (of === 0 ? 0 : 1));
  const place = new Map(
    [...new Set(prompts.map(({ issue }) => issue))].map((key, at) => [key, at]),
  );
  const issueOf = prompts.map(({ issue }) => place.get(issue) ?? 0);
  const issue = Uint16Array.from(prompt, (row) => issueOf[row]);
  const audit = auditFeature(differences, choice, isTest, persona, issue);
  const { mean: accuracy, low, high, n: entered, sign, equal } = audit;
  return { accuracy, low, high, n: entered, sign, equal };
}

/** Place of each id in their order. */
function ranksOf(ids: readonly string[]): Uint32Array {
  const order = ids.map((_, row) => row).sort((a, b) => (ids[a] < ids[b] ? -1 : 1));
  const rank = new Uint32Array(ids.length);
  order.forEach((row, at) => {
    rank[row] = at;
  });
  return rank;
}
