/** The paper's kind of pair on the default dataset: who prefers the rewrite, and why. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readFeedback } from "../../src/testbed/datasets/read-feedback.ts";
import { readPersonas } from "../../src/testbed/datasets/read-personas.ts";
import { readPrompts, readResponses } from "../../src/testbed/datasets/read-prompts.ts";
import { loadGenericPhrases } from "../../src/testbed/pairs/generic-phrases.ts";
import { makePairs } from "../../src/testbed/pairs/make-pairs.ts";
import { pairFigures, specificity } from "../../src/testbed/pairs/pair-figures.ts";
import { loadFramings, loadRhetoric } from "../../src/testbed/prompts/framing.ts";
import { loadTopics } from "../../src/testbed/prompts/issue.ts";
import type { Row } from "./benchmark.ts";

export const name = "pairs: generic against personalised answers, 10 prompts of each persona";

const DATASET = "build/datasets/default";
const SOURCE = "data/prompts";

interface Limits {
  readonly low: number;
  readonly high: number;
}

const between = ({ low, high }: Limits) =>
  `95 % interval ${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)}`;

export async function run(): Promise<Row[]> {
  if (!existsSync(join(DATASET, "feedback.parquet"))) {
    throw new Error(`${DATASET} has no feedback; npx atlas generate makes it`);
  }
  const sources = {
    personas: await readPersonas(join(DATASET, "personas.parquet")),
    prompts: await readPrompts(DATASET),
    responses: (await readResponses(DATASET)).filter(({ mode }) => mode === "position"),
    feedback: await readFeedback(DATASET),
    issues: loadTopics(join(SOURCE, "issues")).flatMap(({ issues }) => issues),
    phrases: {
      framings: loadFramings(SOURCE),
      rhetoric: loadRhetoric(SOURCE),
      generic: loadGenericPhrases(SOURCE),
    },
  };
  const start = performance.now();
  const { pairs, responses } = makePairs(sources, 10, 2024);
  const seconds = (performance.now() - start) / 1000;
  const specific = specificity(pairs);
  return [
    { what: "pairs made", value: seconds, unit: "s", note: `${responses.length} answers written` },
    ...pairFigures(pairs).flatMap((figures): Row[] => {
      const { control, personalised, ownSide, otherSide, words, length } = figures;
      const percent = (what: string, value: number, note?: string): Row => ({
        what: `${control}: ${what}`,
        value: 100 * value,
        unit: "%",
        note,
      });
      return [
        percent("personalised preferred", personalised.mean, between(personalised)),
        percent("the same by true probability", figures.truth, `n ${personalised.n}`),
        ...(otherSide.n > 0
          ? [
              percent(
                "where it takes the judge's side",
                ownSide.mean,
                `n ${ownSide.n}; ${between(ownSide)}`,
              ),
              percent("where not", otherSide.mean, `n ${otherSide.n}; ${between(otherSide)}`),
            ]
          : []),
        percent(
          "personalised is shorter",
          figures.shorter,
          `mean words ${words.personalised.toFixed(1)} and ${words.generic.toFixed(1)}`,
        ),
        percent(
          `prefer the ${length.sign < 0 ? "shorter" : "longer"}, right on test choices`,
          length.mean,
          `${between(length)}; ${length.equal} of ${length.n} equal, half right`,
        ),
      ];
    }),
    {
      what: "same rewrites: own reader less another",
      value: 100 * specific.mean,
      unit: "points",
      note: between(specific),
    },
  ];
}
