/** Small figures of the pages about feedback, for their pictures on the index page. */
import { gapMap, gapsBetween } from "../components/disagreement/measure.ts";
import { DEFAULT_VIEW } from "../components/disagreement/view.ts";
import { promptRows } from "../components/feedback/prompt-rows.ts";
import { sidesOf } from "../components/groups/sides.ts";
import { DEFAULT_VIEW as SIDES } from "../components/groups/view.ts";
import type { Glimpses } from "../components/index/feedback-places.ts";
import { countSlice } from "../components/slices/slice.ts";
import { passRate } from "../stats/bench/pass-rates.ts";
import { decomposeVariance } from "../stats/variance-decomposition.ts";
import { readRun } from "../testbed/bench/read-run.ts";
import { readVarianceInputs } from "../testbed/variance/inputs.ts";
import { readLeanings, trueShares } from "../testbed/variance/true-shares.ts";
import { DATASET, hasFeedback, readManifest } from "./dataset.ts";
import { readPopulation } from "./population.ts";
import { runsShown } from "./runs.ts";

/** Topics in the pictures. */
const SHOWN = 8;

async function glimpses(): Promise<Glimpses> {
  const { population, feedback } = await readPopulation();
  const { personas, prompts, issues } = population;
  const everybody = new Uint8Array(personas.n).fill(1);
  const map = gapMap(population, feedback, DEFAULT_VIEW, everybody);
  const width = map.grouping.groups.length;
  const masks = [SIDES.a, SIDES.b].map((slice) => countSlice(personas, slice).mask);
  const { grouping } = sidesOf(masks[0], masks[1]);
  const sides = gapsBetween(feedback, grouping, promptRows({ kind: "topics" }, prompts, issues));
  return {
    choices: feedback.n,
    gaps: map.order
      .slice(0, SHOWN)
      .map((row) => map.cells.slice(row * width, (row + 1) * width - 1).map(({ gap }) => gap)),
    sides: sides.order
      .slice(0, SHOWN)
      .map((row): [number, number] => [sides.cells[row * 2].share, sides.cells[row * 2 + 1].share]),
    parts: await parts(),
    served: await served(),
  };
}

/** The true parts of the variance; where no truth is stored, those that the choices tell. */
async function parts(): Promise<Glimpses["parts"]> {
  const { personas, prompts, feedback, choices } = await readVarianceInputs(DATASET);
  const { respondents } = await readManifest();
  const shares =
    respondents?.kind === "random-utility"
      ? trueShares(feedback, prompts, await readLeanings(DATASET, personas, prompts))
      : decomposeVariance(choices).parts.map(({ share }) => share);
  return shares.every(Number.isFinite) ? shares : null;
}

/** Pass rates with intervals of the first run's models, told of the persona. */
async function served(): Promise<Glimpses["served"]> {
  const main = (await runsShown()).find(({ run }) => run.task === "main");
  const parts = main ? (await readRun(main.folder)).parts : [];
  return parts
    .filter(({ mode }) => mode === "output_only")
    .map(({ rows }): [number, number, number] => {
      const { estimate, low, high } = passRate(rows);
      return [estimate, low, high];
    });
}

process.stdout.write(JSON.stringify(hasFeedback() ? await glimpses() : null));
