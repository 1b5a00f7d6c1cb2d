import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareRows } from "../../../src/components/agreement.ts";
import { choicesBySplit } from "../../../src/components/disagreement/choices-of-split.ts";
import { GAP_COLUMNS, gapRows } from "../../../src/components/disagreement/gap-grid.ts";
import {
  attributesOf,
  gapQuery,
  promptsQuery,
} from "../../../src/components/disagreement/gap-sql.ts";
import {
  countsOf,
  gapMap,
  gapsBetween,
  promptMask,
} from "../../../src/components/disagreement/measure.ts";
import { DEFAULT_VIEW, type DisagreementView } from "../../../src/components/disagreement/view.ts";
import { groupingOf } from "../../../src/components/feedback/grouping.ts";
import { promptRows } from "../../../src/components/feedback/prompt-rows.ts";
import { partingQuery, sidePromptsQuery } from "../../../src/components/groups/side-sql.ts";
import { sidesOf } from "../../../src/components/groups/sides.ts";
import { DEFAULT_VIEW as DEFAULT_SIDES } from "../../../src/components/groups/view.ts";
import { judgesOf, sharesOf } from "../../../src/components/prompt/judges.ts";
import { sharesQuery } from "../../../src/components/prompt/shares-sql.ts";
import { countSlice } from "../../../src/components/slices/slice.ts";
import { COUNTABLE } from "../../../src/schema/attributes.ts";
import { SPLITS } from "../../../src/schema/feedback-tables.ts";
import { createPersonas } from "../personas-in-duckdb.ts";
import { personasOf } from "../personas-of.ts";
import { slices } from "../slices/slices.ts";
import { choicesOf, createFeedback, ISSUES, promptsOf } from "./small-feedback.ts";

const N = 200;
const personas = personasOf(N, 5);
const prompts = promptsOf();
const choices = choicesOf(N, 6);
const ofSplit = choicesBySplit(choices);
const population = { personas, prompts, issues: ISSUES, provenance: "" };
let connection: DuckDBConnection;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  connection = await instance.connect();
  await createPersonas(connection, personas);
  await createFeedback(connection, prompts, choices);
});
afterAll(() => connection.closeSync());

async function ask(sql: string) {
  const rows = (await connection.runAndReadAll(sql)).getRowObjects();
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === "string" ? value : Number(value),
      ]),
    ),
  );
}

const keys = COUNTABLE.map(({ key }) => key);
const views: fc.Arbitrary<DisagreementView> = fc
  .record({
    slice: slices(N),
    by: fc.constantFrom(...keys),
    also: fc.option(fc.constantFrom(...keys)),
    rows: fc.constantFrom("topics" as const, "axes" as const),
    topic: fc.option(fc.constantFrom(...prompts.topics)),
    framing: fc.option(fc.constantFrom(...prompts.framings)),
    split: fc.option(fc.constantFrom(...SPLITS)),
  })
  .map((view) => ({
    ...DEFAULT_VIEW,
    ...view,
    slice: { ...view.slice, where: "" },
    also: view.also === view.by ? null : view.also,
  }));

describe("the tables", () => {
  test("tell which answer and which position was preferred", async () => {
    const [row] = await ask(`
      SELECT count(*) AS n,
        count(*) FILTER (preferred = 'tie') AS ties,
        count(*) FILTER (position IS NULL) AS nowhere,
        count(*) FILTER ((preferred = 'a') <> ((position = 1) = order_swapped) AND position IS NOT NULL) AS wrong
      FROM feedback`);
    const ties = choices.choice.filter((choice) => choice === 2).length;
    expect(row).toEqual({ n: choices.n, ties, nowhere: ties, wrong: 0 });
  });

  test("keep words, pools and splits", async () => {
    expect(await ask("SELECT text, pool FROM prompts WHERE prompt_id = 'q0012'")).toEqual([
      { text: "What of q0012?", pool: "heldout" },
    ]);
    const splits = await ask("SELECT split, count(*) AS n FROM feedback GROUP BY split");
    for (const { split, n } of splits) {
      const at = (SPLITS as readonly unknown[]).indexOf(split);
      expect(n).toBe(choices.split.filter((code) => code === at).length);
    }
  });
});

describe("SQL gives what typed arrays give", () => {
  test("in every cell of the map of gaps", async () => {
    await fc.assert(
      fc.asyncProperty(views, async (view) => {
        const { mask } = countSlice(personas, view.slice);
        const map = gapMap(population, ofSplit(view.split), view, mask);
        const answer = await ask(gapQuery(view, personas.ids));
        expect(compareRows(GAP_COLUMNS, gapRows(map), answer)).toMatchObject(
          answer.length === 0 ? { equal: map.n === 0 } : { equal: true },
        );
      }),
      { numRuns: 60 },
    );
  });

  test("for every prompt", async () => {
    await fc.assert(
      fc.asyncProperty(views, async (view) => {
        const { mask } = countSlice(personas, view.slice);
        const grouping = groupingOf(personas, attributesOf(view, "broad"), mask);
        const counts = countsOf(population, ofSplit(view.split), grouping);
        const inside = promptMask(prompts, view);
        const answer = new Map(
          (await ask(promptsQuery(view, personas.ids))).map((row) => [row.prompt_id, row]),
        );
        prompts.ids.forEach((id, prompt) => {
          const sum = (of: Float64Array) =>
            of
              .subarray(prompt * counts.groups, (prompt + 1) * counts.groups)
              .reduce((total, value) => total + value, 0);
          const n = inside[prompt] ? sum(counts.n) : 0;
          expect(answer.get(id)?.n ?? 0).toBe(n);
          expect(answer.get(id)?.first ?? 0).toBe(inside[prompt] ? sum(counts.zero) : 0);
        });
      }),
      { numRuns: 30 },
    );
  });

  test("for the groups that judge one prompt", async () => {
    await fc.assert(
      fc.asyncProperty(views, fc.nat(59), async ({ slice, by, also }, prompt) => {
        const view = { id: prompts.ids[prompt], slice, by, also };
        const { mask } = countSlice(personas, slice);
        const grouping = groupingOf(personas, attributesOf(view, "broad"), mask);
        const shares = sharesOf(judgesOf(prompt, choices, null, mask, grouping), grouping);
        const answer = await ask(sharesQuery(view, personas.ids));
        const expected = shares
          .filter(({ n }, at) => at === 0 || n > 0)
          .map(({ label, n, first }) => ({ group: label, n, first }));
        const byName = (a: { group?: unknown }, b: { group?: unknown }) =>
          String(a.group).localeCompare(String(b.group));
        expect(answer.sort(byName)).toEqual(expected.sort(byName));
      }),
      { numRuns: 40 },
    );
  });

  test("for two slices, whoever is in both", async () => {
    await fc.assert(
      fc.asyncProperty(
        slices(N),
        slices(N),
        fc.constantFrom("topics" as const, "axes" as const),
        async (first, second, rows) => {
          const [a, b] = [first, second].map((slice) => ({ ...slice, where: "", picked: null }));
          const view = { ...DEFAULT_SIDES, a, b, rows };
          const sides = sidesOf(countSlice(personas, a).mask, countSlice(personas, b).mask);
          const map = gapsBetween(
            choices,
            sides.grouping,
            promptRows({ kind: rows }, prompts, ISSUES),
          );
          const answer = await ask(partingQuery(view));
          expect(compareRows(GAP_COLUMNS, gapRows(map), answer)).toMatchObject(
            answer.length === 0 ? { equal: map.n === 0 } : { equal: true },
          );
          const judged = (await ask(sidePromptsQuery(view))).reduce(
            (sum, { n }) => sum + Number(n),
            0,
          );
          expect(judged).toBe(
            Array.from(choices.persona).filter((who) => sides.grouping.of[who] >= 0).length,
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});
