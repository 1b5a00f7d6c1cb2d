import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crossTab } from "../../../src/components/personas/cross-tab.ts";
import { orderedPersonas } from "../../../src/components/personas/persona-order.ts";
import { countSlice, EVERYBODY, type Slice } from "../../../src/components/slices/slice.ts";
import {
  conditionQuery,
  countQuery,
  crosstabQuery,
  filterCondition,
  isClosed,
  personasQuery,
  quoteName,
  quoteText,
} from "../../../src/components/slices/slice-sql.ts";
import { attributeOf, COUNTABLE } from "../../../src/schema/attributes.ts";
import { createPersonas } from "../personas-in-duckdb.ts";
import { personasOf } from "../personas-of.ts";
import { slices } from "./slices.ts";

const N = 300;
const personas = personasOf(N, 3);
const { ids } = personas;

type Connection = Awaited<ReturnType<DuckDBInstance["connect"]>>;
let connection: Connection;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  connection = await instance.connect();
  await createPersonas(connection, personas);
});
afterAll(() => connection.closeSync());

async function ask(sql: string) {
  return (await connection.runAndReadAll(sql)).getRowObjects();
}

/** A slice whose condition, if any, DuckDB has answered. */
async function counted(slice: Slice) {
  if (!slice.where) return countSlice(personas, slice);
  const rows = await ask(conditionQuery(slice.where));
  const inside = new Set(rows.map(({ persona_id }) => persona_id));
  return countSlice(
    personas,
    slice,
    Uint8Array.from(ids, (id) => (inside.has(id) ? 1 : 0)),
  );
}

describe("quoting", () => {
  test("of text and names", () => {
    expect(quoteText("O'Hara")).toBe("'O''Hara'");
    expect(quoteName("age")).toBe("age");
    expect(quoteName('a "b"; --')).toBe('"a ""b""; --"');
  });

  test("of a level with a quotation mark", () => {
    const level = attributeOf("education").levels.indexOf("Bachelor's degree");
    expect(filterCondition({ kind: "levels", key: "education", levels: [level] })).toBe(
      "education = 'Bachelor''s degree'",
    );
  });
});

test("neighbouring bins of a number are one range", () => {
  expect(filterCondition({ kind: "levels", key: "age", levels: [14, 15, 16, 17, 18] })).toBe(
    "age >= 65",
  );
  expect(filterCondition({ kind: "levels", key: "income", levels: [0, 1, 10] })).toBe(
    "((income < 10000) OR (income IS NULL))",
  );
});

describe("on DuckDB", () => {
  test("every attribute's query counts as the typed arrays do", async () => {
    await fc.assert(
      fc.asyncProperty(slices(N), fc.constantFrom(...COUNTABLE), async (slice, { key, levels }) => {
        const { counts } = await counted(slice);
        const found = new Array(levels.length).fill(0);
        for (const { level, n } of await ask(countQuery(key, slice, ids))) {
          found[levels.indexOf(String(level))] = n;
        }
        expect(found).toEqual(Array.from(counts[key]));
      }),
      { numRuns: 60 },
    );
  });

  test("every cross-tab counts as the typed arrays do", async () => {
    const pairs = fc.uniqueArray(fc.constantFrom(...COUNTABLE.map(({ key }) => key)), {
      minLength: 2,
      maxLength: 2,
    });
    await fc.assert(
      fc.asyncProperty(slices(N), pairs, async (slice, [rows, columns]) => {
        const { mask } = await counted(slice);
        const { cells, n } = crossTab(personas, rows, columns, mask);
        const found = await ask(crosstabQuery(rows, columns, slice, ids));
        expect(found.reduce((sum, row) => sum + Number(row.n), 0)).toBe(n);
        expect(found.map((row) => Number(row.n)).sort()).toEqual(
          cells
            .filter((cell) => cell.n > 0)
            .map((cell) => cell.n)
            .sort(),
        );
      }),
      { numRuns: 40 },
    );
  });

  test.each(["persona_id", "age", "income", "religion", "occupation"])(
    "the list is in the same order by %s",
    async (key) => {
      const { mask } = countSlice(personas, EVERYBODY);
      for (const descending of [false, true]) {
        const order = { key, descending };
        const found = await ask(personasQuery(["age"], EVERYBODY, ids, order, 50, 20));
        const expected = orderedPersonas(personas, mask, order).slice(20, 70);
        expect(found.map((row) => row.persona_id)).toEqual(expected.map((i) => ids[i]));
      }
    },
  );
});

test.each([
  ["age > 30 AND (sex = 'Male' OR age < 40)", true],
  ["occupation = 'cooks :)'", true],
  ["age > 30 -- over :)", true],
  ["1 = 1) OR (1 = 1", false],
  ["(age > 30", false],
])("%j keeps its parentheses to itself: %s", (where, closed) => {
  expect(isClosed(where)).toBe(closed);
});
