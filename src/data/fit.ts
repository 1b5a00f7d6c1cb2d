/** The fit of the dataset shown, measured against the committed targets. */
import { type Fidelity, measureDataset } from "../testbed/personas/measure-dataset.ts";
import { SILENT } from "../testbed/progress.ts";
import { DATASET } from "./dataset.ts";

/** Draws of a simple random sample behind its expectation, and their seed. */
const SAMPLE = { draws: 40, seed: 1 } as const;

export function measureFit(): Promise<Fidelity> {
  return measureDataset(DATASET, { root: ".", ...SAMPLE }, SILENT);
}
