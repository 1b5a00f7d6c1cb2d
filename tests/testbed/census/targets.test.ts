import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { attributeOf } from "../../../src/schema/attributes.ts";
import { outsideUniverse, parsePairs, readTargets } from "../../../src/testbed/census/targets.ts";

const HEAD = "# source\na,b,counts\n";

describe("pairs.csv", () => {
  it("gives shares over coarse levels, with runs of zeros written short", () => {
    // Sex × disability is 2 × 2: 30, 0, 0, 10 of 40.
    const [pair] = parsePairs(`${HEAD}sex,disability,30 0*2 10\n`, "pairs.csv");
    expect(pair).toEqual({ a: "sex", b: "disability", shares: Float64Array.of(0.75, 0, 0, 0.25) });
  });

  it("names file, line and column of what is wrong", () => {
    const cases = [
      [
        "sex,shoe_size,1",
        'pairs.csv, line 3, column b: expected an attribute after sex, found "shoe_size"',
      ],
      ["race,sex,1", "line 3, column b: expected an attribute after race"],
      ["hat,sex,1", 'line 3, column a: expected an attribute, found "hat"'],
      ["sex,disability,1 2 3", "line 3, column counts: expected 4, found 3 counts"],
      ["sex,disability,1 2 x 3", 'line 3, column counts: expected a count, found "x"'],
      ["sex,disability,0*4", "line 3, column counts: expected people, found only zeros"],
    ];
    for (const [row, message] of cases) {
      expect(() => parsePairs(`${HEAD}${row}\n`, "pairs.csv")).toThrow(message);
    }
    expect(() => parsePairs("b,a,counts\n", "pairs.csv")).toThrow("line 1, column a");
  });
});

describe("targets", () => {
  it("say which file is missing", async () => {
    const root = await mkdtemp(join(tmpdir(), "atlas-targets-"));
    await expect(readTargets(root)).rejects.toThrow(/^data\/(census|survey)\/\w+\.csv is missing/);
    await rm(root, { recursive: true });
  });

  it("of surveys hold among those asked, of the census for everyone", () => {
    expect(outsideUniverse(attributeOf("religion"), "survey")).toBe(10);
    expect(outsideUniverse(attributeOf("openness"), "survey")).toBe(-1);
    expect(outsideUniverse(attributeOf("income"), "census")).toBe(-1);
  });
});
