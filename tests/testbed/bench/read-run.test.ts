import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { BenchResult, BenchRun } from "../../../src/schema/bench.ts";
import { readRun, readRunManifest } from "../../../src/testbed/bench/read-run.ts";
import { InputError } from "../../../src/testbed/datasets/input-error.ts";
import { answer, writeRun } from "./small-run.ts";

const folders: string[] = [];
async function written(rows: readonly BenchResult[], change: Partial<BenchRun> = {}) {
  const folder = await writeRun(rows, change);
  folders.push(folder);
  return folder;
}
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(dirname(folder), { recursive: true });
});

describe("reading a run", () => {
  const ROWS = [
    answer("p2", "q9", true),
    answer("p1", "q1", false),
    answer("p2", "q1", null, { variant: "age" }),
    answer("p2", "q9", true, { variant: "sex", attempt: 2 }),
    answer("p3", "q1", true, { mode: "baseline", variant: "sex" }),
    answer("p1", "q1", false, { model: "another" }),
  ];

  it("has a part a model and mode, with rows in the order of the file", async () => {
    const { run, parts, personas, prompts } = await readRun(await written(ROWS));
    expect(run.counts).toEqual({ rows: 6, judged: 5, failed: 1, failures: { "time-out": 1 } });
    expect(personas).toEqual(["p1", "p2", "p3"]);
    expect(prompts).toEqual(["q1", "q9"]);
    expect(parts.map(({ model, mode }) => [model, mode])).toEqual([
      ["m", "output_only"],
      ["m", "baseline"],
      ["another", "output_only"],
    ]);
    const [{ rows }] = parts;
    expect(rows.n).toBe(4);
    expect([...(rows.persona as Float64Array)]).toEqual([1, 0, 1, 1]);
    expect([...(rows.prompt as Float64Array)]).toEqual([1, 0, 0, 1]);
    expect([...(rows.attempt as Float64Array)]).toEqual([0, 0, 0, 2]);
    expect(rows.variants).toEqual(["", "age", "sex"]);
    expect([...(rows.variant as Float64Array)]).toEqual([0, 0, 1, 2]);
    expect(parts[1].rows.variants).toEqual(["", "sex"]);
  });

  it("has no score and no side where a call failed", async () => {
    const { parts } = await readRun(await written(ROWS));
    expect([...(parts[0].rows.passed as Float64Array)]).toEqual([1, 0, Number.NaN, 1]);
    expect([...(parts[0].rows.position as Float64Array)]).toEqual([1, 0, Number.NaN, 1]);
  });
});

describe("what is no run", () => {
  const fault = async (folder: string) => {
    const error = await readRun(folder).catch((caught) => caught);
    expect(error).toBeInstanceOf(InputError);
    return (error as Error).message;
  };

  it("is told by the file that is missing", async () => {
    expect(await fault("/nowhere")).toBe(
      "/nowhere/run.json is missing; atlas bench --out /nowhere makes a run",
    );
    const folder = await written([answer("p1", "q1", true)]);
    await rm(join(folder, "results.parquet"));
    expect(await fault(folder)).toBe(`${folder}/results.parquet is missing; run atlas bench again`);
  });

  it("is told by the field that is wrong", async () => {
    const folder = await written([answer("p1", "q1", true)]);
    const path = join(folder, "run.json");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace('"task":"main"', '"task":"mian"'));
    expect(await fault(folder)).toContain(`${path}, task: `);
    await writeFile(path, "{");
    expect(await fault(folder)).toContain(`${path}: is no JSON (`);
    await writeFile(path, text);
    expect((await readRunManifest(folder)).task).toBe("main");
  });
});
