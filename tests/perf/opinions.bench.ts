/** Simulated support of survey items by group, against the weighted shares of the surveys. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readFeedback } from "../../src/testbed/datasets/read-feedback.ts";
import { readPersonas } from "../../src/testbed/datasets/read-personas.ts";
import { readPrompts } from "../../src/testbed/datasets/read-prompts.ts";
import { readShares } from "../../src/testbed/opinions/read-shares.ts";
import {
  COMPARISONS,
  simulatedSupport,
  supportFit,
} from "../../src/testbed/opinions/validation.ts";
import { loadTopics } from "../../src/testbed/prompts/issue.ts";
import type { Row } from "./benchmark.ts";

export const name = "opinions: simulated support of survey items by group, against the surveys";

const DATASET = "build/datasets/default";

export async function run(): Promise<Row[]> {
  if (!existsSync(join(DATASET, "feedback.parquet"))) {
    throw new Error(`${DATASET} has no feedback; npx atlas generate makes it`);
  }
  const personas = await readPersonas(join(DATASET, "personas.parquet"), { texts: false });
  const cells = simulatedSupport(
    await readShares("data/survey/opinions"),
    loadTopics("data/prompts/issues").flatMap(({ issues }) => issues),
    (await readPrompts(DATASET)).map(({ issue }) => issue),
    personas,
    await readFeedback(DATASET),
  );
  return [false, true].flatMap((isHeldBack) =>
    [null, ...Object.keys(COMPARISONS)].flatMap((by): Row[] => {
      const own = cells.filter(
        (cell) =>
          cell.isHeldBack === isHeldBack && (by === null || COMPARISONS[by].includes(cell.factor)),
      );
      const fit = supportFit(own);
      const of = `${isHeldBack ? "held back" : "fitted"}, ${by ?? "all groups"}`;
      return [
        {
          what: `${of}: difference of shares`,
          value: 100 * fit.difference,
          unit: "points",
          note: `${fit.items} items, ${fit.cells} groups; rank correlation ${fit.rank.toFixed(2)}; chance alone ${(100 * fit.chance).toFixed(1)}`,
        },
        {
          what: `${of}: difference of gaps`,
          value: 100 * fit.gapDifference,
          unit: "points",
          note: `rank correlation ${fit.gapRank.toFixed(2)}, slope ${fit.gapSlope.toFixed(2)}`,
        },
      ];
    }),
  );
}
