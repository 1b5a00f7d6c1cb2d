/** The disagreement page's first map: topics by the groups of its default attribute. */
import { vectorFromArray } from "apache-arrow";
import { FIRST_MAP_COLUMNS } from "../components/disagreement/first-map.ts";
import { gapMap } from "../components/disagreement/measure.ts";
import { DEFAULT_VIEW } from "../components/disagreement/view.ts";
import { arrowStream } from "./arrow.ts";
import { readPopulation } from "./population.ts";

const { population, feedback } = await readPopulation();
const everybody = new Uint8Array(population.personas.n).fill(1);
const { cells, n, skipped } = gapMap(population, feedback, DEFAULT_VIEW, everybody);

process.stdout.write(
  arrowStream(
    Object.fromEntries(
      FIRST_MAP_COLUMNS.map((key, at) => {
        const last = at === 0 ? n + skipped : at === 1 ? skipped : 0;
        return [key, vectorFromArray(Float64Array.from([...cells.map((cell) => cell[key]), last]))];
      }),
    ),
  ),
);
