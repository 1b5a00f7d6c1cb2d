/** The whole way from the microdata, which only some machines have. The population is read once. */
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { type CensusInputs, loadPopulation } from "../../../src/testbed/census/load-population.ts";
import { censusTables } from "../../../src/testbed/census/tabulate.ts";
import { readPersonas } from "../../../src/testbed/datasets/read-personas.ts";
import { generatePersonas } from "../../../src/testbed/personas/generate.ts";
import { applyRules } from "../../../src/testbed/personas/rules.ts";
import { SILENT } from "../../../src/testbed/progress.ts";

vi.mock(import("../../../src/testbed/census/load-population.ts"), async (original) => {
  const real = await original();
  let population: ReturnType<typeof real.loadPopulation> | null = null;
  return {
    ...real,
    loadPopulation: (inputs, progress) => (population ??= real.loadPopulation(inputs, progress)),
  };
});

const root = join(import.meta.dirname, "../../..");
const inputs: CensusInputs = { pums: join(root, "../shared/data/acs-pums-2024") };

describe.skipIf(!existsSync(inputs.pums))("with the census microdata", () => {
  test("the committed tables are what the command makes, byte for byte", {
    timeout: 600_000,
  }, async () => {
    const tables = censusTables(await loadPopulation(inputs, SILENT), SILENT);
    const folder = join(root, "data/census");
    const committed = (await readdir(folder, { recursive: true })).filter((path) =>
      path.endsWith(".csv"),
    );
    expect(committed.sort()).toEqual([...tables.keys()].sort());
    for (const [path, text] of tables) {
      // Not by a matcher: what differs would be megabytes.
      const isSame = text === (await readFile(join(folder, path), "utf8"));
      expect(isSame, `data/census/${path} is what atlas census tabulate makes`).toBe(true);
    }
  });

  test("filled answers keep to the people who are asked", async () => {
    const { codes, numbers, lacking, n } = await loadPopulation(inputs, SILENT);
    const notApplicable = { employment_status: 5, veteran_status: 4, fertility: 2 };
    let wrong = 0;
    let filled = 0;
    for (let row = 0; row < n; row++) {
      if (lacking[row] === 0) continue;
      filled++;
      const age = numbers.age[row];
      const isAsked = {
        employment_status: age >= 16,
        veteran_status: age >= 17,
        fertility: codes.sex[row] === 1 && age >= 15 && age <= 50,
      };
      for (const key of ["employment_status", "veteran_status", "fertility"] as const) {
        if ((codes[key][row] !== notApplicable[key]) !== isAsked[key]) wrong++;
      }
    }
    expect(filled).toBeGreaterThan(500_000);
    expect(wrong).toBe(0);
  });

  test("personas can be rows of it", { timeout: 60_000 }, async () => {
    const out = await mkdtemp(join(tmpdir(), "atlas-pums-"));
    try {
      const manifest = await generatePersonas(
        { n: 200, seed: 5, out, root, name: "rows", weights: "equal", pums: inputs },
        SILENT,
      );
      expect(manifest.from).toBe("pums");
      expect(manifest.calibration.method).toBe("none");
      const personas = await readPersonas(join(out, "personas.parquet"));
      expect(personas.n).toBe(200);
      expect(applyRules(personas as never).passes.every((passed) => passed === 1)).toBe(true);
    } finally {
      await rm(out, { recursive: true });
    }
  });
});
