/** The disagreement page's first map: topics by the groups of its default attribute. */
import { join } from "node:path";
import { tableFromIPC, vectorFromArray } from "apache-arrow";
import { FIRST_MAP_COLUMNS } from "../components/disagreement/first-map.ts";
import { gapMap } from "../components/disagreement/measure.ts";
import { DEFAULT_VIEW } from "../components/disagreement/view.ts";
import { decodePrompts } from "../components/feedback/prompts-table.ts";
import { SIMULATED } from "../schema/manifest.ts";
import { readFeedback } from "../testbed/datasets/read-feedback.ts";
import { readPersonas } from "../testbed/datasets/read-personas.ts";
import { readPrompts, readResponses } from "../testbed/datasets/read-prompts.ts";
import { arrowStream } from "./arrow.ts";
import { DATASET } from "./dataset.ts";
import { issueList } from "./issues.ts";
import { promptColumns } from "./prompt-columns.ts";

const [prompts, responses, feedback, personas] = await Promise.all([
  readPrompts(DATASET),
  readResponses(DATASET),
  readFeedback(DATASET),
  readPersonas(join(DATASET, "personas.parquet"), { texts: false }),
]);
const { cells, n, skipped } = gapMap(
  {
    personas,
    prompts: decodePrompts(tableFromIPC(arrowStream(promptColumns(prompts, feedback)))),
    issues: issueList(prompts, responses),
    provenance: SIMULATED,
  },
  feedback,
  DEFAULT_VIEW,
  new Uint8Array(personas.n).fill(1),
);

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
