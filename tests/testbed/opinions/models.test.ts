import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { attributeOf } from "../../../src/schema/attributes.ts";
import type { CodedPersonas } from "../../../src/schema/tables.ts";
import { AXIS_KEYS } from "../../../src/schema/value-axes.ts";
import { readPersonas } from "../../../src/testbed/datasets/read-personas.ts";
import { readItems } from "../../../src/testbed/opinions/catalogue.ts";
import { fitItem } from "../../../src/testbed/opinions/fit-item.ts";
import { groupShares } from "../../../src/testbed/opinions/group-shares.ts";
import {
  loadOpinionModels,
  type OpinionModels,
  type Scores,
  scoreOpinions,
} from "../../../src/testbed/opinions/models.ts";
import { readRespondents } from "../../../src/testbed/opinions/respondents.ts";
import { randomRows, writePersonas } from "../datasets/small-dataset.ts";

const FOLDER = "data/survey/opinions";
const DATA = "../shared/data";

let models: OpinionModels;
let personas: CodedPersonas;
let scores: Scores;
beforeAll(async () => {
  models = await loadOpinionModels(FOLDER);
  const folder = await mkdtemp(join(tmpdir(), "atlas-opinions-"));
  await writePersonas(join(folder, "personas.parquet"), randomRows(600, 4));
  personas = await readPersonas(join(folder, "personas.parquet"));
  await rm(folder, { recursive: true });
  scores = scoreOpinions(models, personas);
});

function meanBy(values: Float64Array, key: string, level: string): number {
  const wanted = attributeOf(key).levels.indexOf(level);
  const own = values.filter((_, i) => personas.codes[key][i] === wanted);
  return own.reduce((a, b) => a + b, 0) / own.length;
}

test("56 items have models, each with odds for every persona", () => {
  expect(models.fitted.size).toBe(56);
  for (const logits of Object.values(scores.logits)) {
    expect(logits).toHaveLength(600);
    expect(logits.every(Number.isFinite)).toBe(true);
  }
});

test("scores have mean 0 and standard deviation 1 over adults", () => {
  const adults = personas.codes.is_adult;
  for (const axis of AXIS_KEYS) {
    const own = scores.axes[axis].filter((_, i) => adults[i] === 1);
    const mean = own.reduce((a, b) => a + b, 0) / own.length;
    const square = own.reduce((a, b) => a + b * b, 0) / own.length;
    expect(mean).toBeCloseTo(0, 9);
    expect(square - mean ** 2).toBeCloseTo(1, 9);
  }
});

describe("scores have the signs of the surveys", () => {
  test.each([
    ["guns", 1],
    ["economy", 1],
    ["environment", 1],
    ["health", 1],
    ["immigration", 1],
    ["equality", 1],
    ["tradition", -1],
    ["authority", -1],
  ])("%s: Democrats at the pole %i", (axis, sign) => {
    const of = (level: string) => meanBy(scores.axes[axis], "political_views", level);
    expect(sign * (of("Strong Democrat") - of("Strong Republican"))).toBeGreaterThan(0.5);
  });
});

test("a question that does not apply adds nothing: the odds are those of the other factors", () => {
  const na = attributeOf("religion").levels.indexOf("Not applicable");
  const codes = { ...personas.codes, religion: new Uint8Array(personas.n).fill(na) };
  const without = scoreOpinions(models, { ...personas, codes });
  const model = models.fitted.get("grass");
  const faith = model?.coefficients.get("faith") ?? new Float64Array();
  const religion = attributeOf("religion").levels.indexOf("Protestant");
  const at = personas.codes.religion.indexOf(religion);
  expect(scores.logits.grass[at] - without.logits.grass[at]).toBeCloseTo(faith[0], 9);
});

const withData = existsSync(DATA) ? test : test.skip;

withData(
  "refitted from the surveys, items have the committed coefficients and shares",
  async () => {
    const items = await readItems(join(FOLDER, "items.csv"));
    const fits = readFileSync(join(FOLDER, "fits.csv"), "utf8");
    for (const [source, item] of [
      ["CES 2018", "CC18_320c"],
      ["GSS", "grass"],
    ] as const) {
      const respondents = await readRespondents(DATA, source, items);
      const fit = fitItem(respondents, item);
      expect(fits).toContain(`\n${item},${source},${fit.n},`);
      const model = models.fitted.get(item);
      expect(fit.model.intercept).toBeCloseTo(model?.intercept ?? 0, 2);
      fit.factors.forEach((factor, f) => {
        fit.model.coefficients[f].forEach((value, k) => {
          expect(Math.abs(value - (model?.coefficients.get(factor)?.[k] ?? 0))).toBeLessThan(0.006);
        });
      });
      const shares = readFileSync(join(FOLDER, "shares.csv"), "utf8");
      for (const { factor, level, n } of groupShares(respondents, item)) {
        const name = level.includes(",") ? `"${level}"` : level;
        expect(shares).toContain(`\n${item},0,${factor},${name},`);
        expect(n).toBeGreaterThanOrEqual(30);
      }
    }
  },
  30_000,
);
