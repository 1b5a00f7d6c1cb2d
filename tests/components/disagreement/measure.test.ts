import { tableFromArrays } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { choicesBySplit } from "../../../src/components/disagreement/choices-of-split.ts";
import {
  decodeFirstMap,
  FIRST_MAP_COLUMNS,
} from "../../../src/components/disagreement/first-map.ts";
import {
  drawnGroups,
  gapGrid,
  gapRows,
  MOST_GROUPS,
} from "../../../src/components/disagreement/gap-grid.ts";
import {
  countsOf,
  gapMap,
  outvotedMap,
  rowsOf,
} from "../../../src/components/disagreement/measure.ts";
import { DEFAULT_VIEW } from "../../../src/components/disagreement/view.ts";
import { choicesOf, ISSUES, promptsOf } from "../feedback/small-feedback.ts";
import { personasOf } from "../personas-of.ts";

const personas = personasOf(400, 7);
const population = { personas, prompts: promptsOf(), issues: ISSUES, provenance: "" };
const choices = choicesOf(400, 8);
const everybody = new Uint8Array(400).fill(1);

/** Choices in which men prefer the positive pole of guns and women the other. */
const planted = {
  ...choices,
  choice: choices.choice.map((_, row) => {
    const stance = ISSUES.issues[population.prompts.issue[choices.prompt[row]]].stance.guns ?? 0;
    const isMan = personas.codes.sex[choices.persona[row]] === 0;
    return stance > 0 === isMan ? 0 : 1;
  }),
};

describe("gapMap", () => {
  test("finds what was planted, between the right groups and no others", () => {
    const map = gapMap(population, planted, { ...DEFAULT_VIEW, by: "sex" }, everybody);
    expect(map.grouping.groups.map(({ label }) => label)).toEqual(["Male", "Female"]);
    map.rows.rows.forEach((_, row) => {
      expect(map.cells[row * 2].gap).toBeCloseTo(1);
      expect(map.cells[row * 2 + 1].gap).toBeCloseTo(-1);
    });
    const noise = gapMap(population, choices, { ...DEFAULT_VIEW, by: "religion" }, everybody);
    const found = noise.cells.filter(({ adjusted }) => adjusted < 0.05);
    expect(found.length).toBeLessThanOrEqual(2);
    expect(noise.tests).toBe(noise.cells.filter(({ p }) => Number.isFinite(p)).length);
  });

  test("leaves out issues without a stance on the row's axis, and counts their prompts", () => {
    const { rows, of, pole, withoutPole } = rowsOf(population, DEFAULT_VIEW);
    expect(rows.map(({ pole: words }) => words)).toEqual(rows.map(() => "more control of guns"));
    // Issues 3, 7 and 11 of twelve; five prompts each.
    expect(withoutPole).toBe(15);
    expect(Array.from(of).every((row) => row >= 0)).toBe(true);
    expect(pole[0]).toBe(1);
    expect(pole[1]).toBe(-1);
    expect(pole[3]).toBe(0);
    const map = gapMap(population, choices, DEFAULT_VIEW, everybody);
    expect(map.n + map.skipped).toBe(choices.n);
  });

  test("shows a topic's issues by their first position, or value axes", () => {
    const issues = rowsOf(population, { ...DEFAULT_VIEW, topic: "guns" });
    expect(issues.rows.map(({ label, pole }) => [label, pole])[0]).toEqual([
      "It's issue 0",
      "for 0",
    ]);
    expect(issues.rows).toHaveLength(4);
    expect(Array.from(issues.of).filter((row) => row >= 0)).toHaveLength(20);
    const axes = rowsOf(population, { ...DEFAULT_VIEW, rows: "axes" });
    expect(axes.withoutPole).toBe(0);
    expect(new Set(axes.of)).toEqual(new Set([5, 9]));
  });

  test("suppresses cells of under ten personas", () => {
    const nine = Uint8Array.from(everybody, (_, who) => (who < 9 || who >= 200 ? 1 : 0));
    const split = {
      ...personas,
      codes: { ...personas.codes, sex: Uint8Array.from(everybody, (_, who) => (who < 9 ? 0 : 1)) },
    };
    const map = gapMap(
      { ...population, personas: split },
      planted,
      { ...DEFAULT_VIEW, by: "sex" },
      nine,
    );
    const grid = gapGrid(map, null, true);
    const [men, women] = grid.cells;
    expect(men).toMatchObject({ text: "<10", reading: "suppressed" });
    expect(men.sentence).toContain("fewer than 10 personas");
    expect(women.reading).not.toContain("suppressed");
    const [row] = gapRows(map);
    expect(row).toMatchObject({ group: "Male", share: null, gap: null, p: null });
    expect(row.n).toBeGreaterThan(0);
  });

  test("draws the largest groups where there are many, and lists all", () => {
    const view = { ...DEFAULT_VIEW, by: "occupation_category", also: "race" };
    const map = gapMap(population, choices, view, everybody);
    expect(map.grouping.groups.length).toBeGreaterThan(MOST_GROUPS);
    expect(drawnGroups(map)).toHaveLength(MOST_GROUPS);
    expect(gapRows(map)).toHaveLength(map.grouping.groups.length * map.rows.rows.length);
  });
});

test("the table of the first paint gives back the cells", () => {
  const map = gapMap(population, choices, DEFAULT_VIEW, everybody);
  const table = tableFromArrays(
    Object.fromEntries(
      FIRST_MAP_COLUMNS.map((key, at) => [
        key,
        Float64Array.from([
          ...map.cells.map((cell) => cell[key]),
          [choices.n, map.skipped][at] ?? 0,
        ]),
      ]),
    ),
  );
  const { cells, choices: n, skipped } = decodeFirstMap(table);
  expect([n, skipped]).toEqual([choices.n, map.skipped]);
  expect(cells).toHaveLength(map.cells.length);
  cells.forEach((cell, at) => {
    for (const key of FIRST_MAP_COLUMNS) expect(cell[key]).toBe(map.cells[at][key]);
  });
});

test("outvotedMap counts, by row, the prompts on which a majority stands alone", () => {
  const map = gapMap(population, planted, { ...DEFAULT_VIEW, by: "sex" }, everybody);
  const cells = outvotedMap(countsOf(population, planted, map.grouping), map.rows);
  expect(cells).toHaveLength(6);
  for (const cell of cells) {
    expect(cell.share).toBe(1);
    expect(cell.prompts + cell.fewJudges + cell.ties).toBe(20);
  }
});

test("choicesBySplit takes the rows of one split, in order", () => {
  const of = choicesBySplit(choices);
  expect(of(null)).toBe(choices);
  const parts = (["train", "test_seen", "test_heldout"] as const).map(of);
  expect(parts.reduce((sum, { n }) => sum + n, 0)).toBe(choices.n);
  parts.forEach((part, split) => {
    expect(new Set(part.split)).toEqual(new Set([split]));
    const rows = Array.from(choices.split.keys()).filter((row) => choices.split[row] === split);
    expect(Array.from(part.prompt)).toEqual(rows.map((row) => choices.prompt[row]));
  });
  expect(of("train")).toBe(parts[0]);
});
