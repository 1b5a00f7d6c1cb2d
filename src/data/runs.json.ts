/** What every run over the dataset shown says, for the alignment page. */
import type { RunFigures } from "../components/alignment/figures.ts";
import { estimatesOf } from "../stats/bench/summary.ts";
import { readRun } from "../testbed/bench/read-run.ts";
import { runsShown } from "./runs.ts";

const runs: RunFigures[] = [];
for (const { folder, run } of await runsShown()) {
  const { name, provenance, task, seed, judge, modes, design, counts, cost, summaries } = run;
  const { parts } = await readRun(folder);
  runs.push({
    ...{ folder, name, provenance, task, seed, judge, modes, design, counts, cost, summaries },
    models: run.models.map(({ name, kind, description }) => ({ name, kind, description })),
    parts: parts.map(({ model, mode, rows, use }) => ({
      ...{ model, mode, use },
      estimates: estimatesOf(task, rows),
    })),
  });
}

process.stdout.write(JSON.stringify(runs));
