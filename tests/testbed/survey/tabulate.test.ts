import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bisectRight } from "d3";
import { expect, test } from "vitest";
import { seeded } from "../../../src/stats/random.ts";
import { SILENT } from "../../../src/testbed/progress.ts";
import { expectedMargins } from "../../../src/testbed/survey/expected.ts";
import type { Frame } from "../../../src/testbed/survey/frame.ts";
import { readGss } from "../../../src/testbed/survey/gss.ts";
import { gssShares } from "../../../src/testbed/survey/gss-shares.ts";
import { classesOfCell } from "../../../src/testbed/survey/respondent.ts";
import { sampleBeliefs, sampleTraits } from "../../../src/testbed/survey/sample.ts";
import { loadSurveyModels, type SurveyModels } from "../../../src/testbed/survey/survey-models.ts";
import { readSurveyFiles, tabulateSurvey } from "../../../src/testbed/survey/tabulate.ts";
import { UserError } from "../../../src/testbed/user-error.ts";

const root = join(import.meta.dirname, "../../..");
const sources = join(root, "../shared/data");
const committed = join(root, "data/survey");

test.skipIf(!existsSync(sources))(
  "the committed tables are what the command makes, and meet their margins",
  { timeout: 120_000 },
  async () => {
    const files = await readSurveyFiles(sources, join(committed, "published"));
    for (const [name, text] of tabulateSurvey(files, SILENT)) {
      expect(text, name).toBe(readFileSync(join(committed, name), "utf8"));
    }
    const models = await loadSurveyModels(committed);
    const drawn = drawAdults(models, files.frame, 150_000);
    // The published correlations, less about 5 % for the cut into five levels.
    expect(Math.abs(correlation(drawn.openness, drawn.ideology) + 0.17)).toBeLessThan(0.015);
    expect(Math.abs(correlation(drawn.conscientiousness, drawn.ideology) - 0.095)).toBeLessThan(
      0.015,
    );
    const adultsOnly = { ...files.frame, teenagers: new Float64Array(files.frame.adults.length) };
    const expected = expectedMargins(models, adultsOnly);
    for (const outcome of ["religion", "party", "ideology"] as const) {
      gssShares(files.sources.gss, outcome, 2024).forEach((share, k) => {
        expect(Math.abs(expected[outcome][k] - share)).toBeLessThan(2e-5);
      });
    }
  },
);

/** Adults drawn cell by cell, ages evenly within the band. */
function drawAdults(models: SurveyModels, { adults }: Frame, n: number) {
  const random = seeded(2);
  const cumulative = new Float64Array(adults.length);
  adults.reduce((sum, weight, i) => {
    cumulative[i] = sum + weight;
    return cumulative[i];
  }, 0);
  const total = cumulative[cumulative.length - 1];
  const traits = new Uint8Array(5);
  const columns: Record<"openness" | "conscientiousness" | "ideology", number[]> = {
    openness: [],
    conscientiousness: [],
    ideology: [],
  };
  for (let i = 0; i < n; i++) {
    const at = bisectRight(cumulative, random.next() * total);
    const { ageBand, sex, origin, degree } = classesOfCell(Math.floor(at / 51));
    const respondent = {
      age: ageBand === 0 ? 18 + random.below(7) : 15 + 10 * ageBand + random.below(10),
      sex,
      race: [0, 1, 0, 3, 2, 6][origin],
      hispanic: origin === 2 ? 1 : 0,
      education: [4, 5, 9, 10, 11][degree],
      state: at % 51,
    };
    const { ideology } = sampleBeliefs(models, respondent, random);
    sampleTraits(models, respondent, ideology, random, traits);
    columns.ideology.push(ideology);
    columns.openness.push(traits[0]);
    columns.conscientiousness.push(traits[1]);
  }
  return columns;
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  const cov = mean(x.map((xi, i) => (xi - mx) * (y[i] - my)));
  return cov / Math.sqrt(mean(x.map((a) => (a - mx) ** 2)) * mean(y.map((b) => (b - my) ** 2)));
}

/** What reading a GSS file with this text fails with. */
async function failureOf(text: string): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), "survey-"));
  try {
    const path = join(folder, "gss.csv");
    await writeFile(path, text);
    return await readGss(path).catch((error: unknown) => error);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const HEADER = "year,age,race,sex,degree,relig,polviews,partyid,wtssps";

test("a survey file that is not as described is named with row and column", async () => {
  const missing = await readGss("nowhere/gss.csv").catch((error: unknown) => error);
  expect(missing).toBeInstanceOf(UserError);
  expect(String(missing)).toContain("nowhere/gss.csv: no such file");
  expect(String(await failureOf("year,age\n2021,40\n"))).toContain('column "wtssps" expected');
  const unknown = await failureOf(`${HEADER}\n2021,40,1,1,3,99,4,3,1.0\n`);
  expect(String(unknown)).toMatch(/row 2, relig: one of .* expected, 99 found/);
  const text = await failureOf(`${HEADER}\n2021,forty,1,1,3,1,4,3,1.0\n`);
  expect(String(text)).toContain('row 2, age: a number expected, "forty" found');
});
