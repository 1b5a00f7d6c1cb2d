/** What every run over the dataset shown says, for the alignment page. */
import type { RunFigures } from "../components/alignment/figures.ts";
import { estimatesOf } from "../stats/bench/summary.ts";
import { runsShown } from "./runs.ts";

const runs: RunFigures[] = (await runsShown()).map(({ folder, read: { run, parts } }) => ({
  folder,
  name: run.name,
  provenance: run.provenance,
  task: run.task,
  seed: run.seed,
  judge: run.judge,
  models: run.models.map(({ name, kind, description }) => ({ name, kind, description })),
  modes: run.modes,
  design: run.design,
  counts: run.counts,
  cost: run.cost,
  summaries: run.summaries,
  parts: parts.map(({ model, mode, rows }) => ({
    model,
    mode,
    estimates: estimatesOf(run.task, rows),
  })),
}));

process.stdout.write(JSON.stringify(runs));
