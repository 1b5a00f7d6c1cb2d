import { describe, expect, test } from "vitest";
import type { BenchRun } from "../../../src/schema/bench.ts";
import type { Manifest } from "../../../src/schema/manifest.ts";
import { datasetOf, isRunOver } from "../../../src/testbed/bench/run-dataset.ts";

const SIMULATED = {
  ...{ kind: "random-utility", seed: 5, attributeShare: 0.1, retest: 0.8, ownVariance: 2 },
} as const;
const manifest = (change: object = {}) =>
  ({
    ...{ name: "us", seed: 5, codeVersion: "1" },
    files: [
      { path: "personas.parquet", sha256: "a" },
      { path: "prompts.parquet", sha256: "b" },
      { path: "feedback.parquet", sha256: "c" },
    ],
    respondents: SIMULATED,
    ...change,
  }) as unknown as Manifest;
const run = (kind: "truth" | "critic", of = manifest()) =>
  ({ dataset: datasetOf(of), judge: { kind, model: null } }) as unknown as BenchRun;

describe("a run is over a dataset", () => {
  test("with the same personas, prompts and truth", () => {
    expect(datasetOf(manifest())).toMatchObject({ personas: "a", prompts: "b" });
    expect(isRunOver(run("truth"), manifest())).toBe(true);
    expect(isRunOver(run("critic"), manifest())).toBe(true);
    expect(datasetOf(manifest({ files: [] })).personas).toBeNull();
  });

  test.each([
    [{ seed: 6 }],
    [{ name: "uk" }],
    [{ codeVersion: "2" }],
    [
      {
        files: [
          { path: "personas.parquet", sha256: "texts anew" },
          { path: "prompts.parquet", sha256: "b" },
        ],
      },
    ],
  ])("not with %j", (change) => {
    expect(isRunOver(run("truth"), manifest(change))).toBe(false);
    expect(isRunOver(run("critic"), manifest(change))).toBe(false);
  });

  test.each([
    [{ ...SIMULATED, seed: 7 }],
    [{ ...SIMULATED, retest: 0.9 }],
    [{ kind: "lm", model: "m" }],
    [undefined],
  ])("judged by the truth not where respondents are now %j", (respondents) => {
    expect(isRunOver(run("truth"), manifest({ respondents }))).toBe(false);
    // A critic never saw the choices.
    expect(isRunOver(run("critic"), manifest({ respondents }))).toBe(true);
  });

  test("without a truth, if there was none", () => {
    const played = manifest({ respondents: { kind: "lm", model: "m" } });
    expect(isRunOver(run("truth", played), played)).toBe(true);
  });
});
