/** A small dataset on real issues with every table but pairs, for tests of what adds or checks them. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generateDataset } from "../../../src/testbed/datasets/generate-dataset.ts";
import { RESPONDENT_DEFAULTS } from "../../../src/testbed/feedback/settings.ts";
import { SILENT } from "../../../src/testbed/progress.ts";

export const ROOT = resolve(import.meta.dirname, "../../..");
export const PERSONAS = 30;

/** Writes it to a new temporary folder. Returns the folder of the dataset, within that one. */
export async function writeDatasetForPairs(): Promise<string> {
  const out = join(await mkdtemp(join(tmpdir(), "atlas-pairs-")), "dataset");
  await generateDataset(
    {
      root: ROOT,
      n: PERSONAS,
      name: "small",
      out,
      seed: 5,
      train: 45,
      heldout: 15,
      leastMinority: 0.1,
      settings: RESPONDENT_DEFAULTS,
      quota: { train: 10, testSeen: 5, testHeldout: 5 },
    },
    SILENT,
  );
  return out;
}
