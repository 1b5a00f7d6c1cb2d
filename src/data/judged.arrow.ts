/** Every judged answer of the runs of task main, for groups at choice on the alignment page. */
import { join } from "node:path";
import { readRun } from "../testbed/bench/read-run.ts";
import { readPersonas } from "../testbed/datasets/read-personas.ts";
import { arrayVector, arrowStream } from "./arrow.ts";
import { DATASET } from "./dataset.ts";
import { runsShown } from "./runs.ts";
import { promptsShown } from "./tables.ts";

const runs = await runsShown();
const { ids } = await readPersonas(join(DATASET, "personas.parquet"), { texts: true });
const personaOf = new Map(ids.map((id, row) => [id, row]));
const promptOf = new Map((await promptsShown()).map(({ prompt_id }, row) => [prompt_id, row]));

const columns = { run: [], part: [], persona: [], prompt: [], passed: [], position: [] } as Record<
  string,
  number[]
>;
for (const [at, { folder, run }] of runs.entries()) {
  if (run.task !== "main" && run.task !== "intersectionality") continue;
  const { parts, personas, prompts } = await readRun(folder);
  parts.forEach(({ rows }, part) => {
    for (let row = 0; row < rows.n; row++) {
      columns.run.push(at);
      columns.part.push(part);
      columns.persona.push(personaOf.get(personas[rows.persona[row]]) ?? 0);
      columns.prompt.push(promptOf.get(prompts[rows.prompt[row]]) ?? 0);
      // 2: no answer, or nothing known of its side.
      columns.passed.push(Number.isNaN(rows.passed[row]) ? 2 : rows.passed[row]);
      columns.position.push(Number.isNaN(rows.position[row]) ? 2 : rows.position[row]);
    }
  });
}

process.stdout.write(
  arrowStream({
    run: arrayVector(Uint8Array.from(columns.run)),
    part: arrayVector(Uint8Array.from(columns.part)),
    persona: arrayVector(Uint32Array.from(columns.persona)),
    prompt: arrayVector(Uint16Array.from(columns.prompt)),
    passed: arrayVector(Uint8Array.from(columns.passed)),
    position: arrayVector(Uint8Array.from(columns.position)),
  }),
);
