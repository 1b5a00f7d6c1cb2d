/** One query answered three ways in the browser: typed arrays, DuckDB and Arquero. For `npm run bench`. */
import type { Table } from "npm:apache-arrow";
import { attributeOf } from "../../schema/attributes.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import { openDatabase } from "../duckdb.ts";
import { decodePersonas } from "../personas-table.ts";
import { countLevels, type Filter, filterMask } from "../slices/slice.ts";

export interface RaceResult {
  readonly engine: "typed arrays" | "DuckDB" | "Arquero";
  readonly rows: number;
  /** Median over the rounds. */
  readonly milliseconds: number;
}

export interface Race {
  readonly results: readonly RaceResult[];
  /** Time from asking for DuckDB to its first answer, with its program in the browser's cache or not. */
  readonly databaseStart: number;
  /** What was asked, as SQL. */
  readonly sql: string;
}

const GROUP = "education";
const FILTERS: readonly Filter[] = [
  { kind: "range", key: "age", from: 25, to: null },
  { kind: "levels", key: "sex", levels: [1] },
];
const SQL = `SELECT education::VARCHAR AS level, count(*)::INTEGER AS n
FROM copies WHERE age >= 25 AND sex = 'Female' GROUP BY level`;
/** Copies of the population: itself, and as many rows as the feedback pairs will have. */
const COPIES = [1, 200];
const ROUNDS = 15;

/** @throws Error where two engines give different counts. */
export async function sliceRace(table: Table): Promise<Race> {
  const personas = decodePersonas(table);
  const begin = performance.now();
  const database = await openDatabase();
  const databaseStart = performance.now() - begin;
  const results: RaceResult[] = [];
  for (const copies of COPIES) {
    const many = repeated(personas, copies);
    await database.query(
      `CREATE OR REPLACE TABLE copies AS SELECT age, sex, education FROM personas, range(${copies})`,
    );
    const arquero = await arqueroCounts(many);
    const engines: [RaceResult["engine"], () => Counts | Promise<Counts>][] = [
      ["typed arrays", () => typedCounts(many)],
      [
        "DuckDB",
        async () =>
          Object.fromEntries(
            (await database.query(SQL)).map(({ level, n }) => [String(level), Number(n)]),
          ),
      ],
      ["Arquero", arquero],
    ];
    const expected = canonical(typedCounts(many));
    for (const [engine, count] of engines) {
      const found = canonical(await count());
      if (found !== expected) throw new Error(`${engine} counts ${found}, not ${expected}`);
      results.push({ engine, rows: many.n, milliseconds: await medianOf(count) });
    }
  }
  return { results, databaseStart, sql: SQL };
}

type Counts = Readonly<Record<string, number>>;

function typedCounts(personas: CodedPersonas): Counts {
  const [first, second] = FILTERS.map((filter) => filterMask(personas, filter));
  for (let row = 0; row < first.length; row++) first[row] &= second[row];
  const { levels } = attributeOf(GROUP);
  const counts = countLevels(personas.codes[GROUP], levels.length, first);
  return Object.fromEntries(levels.map((level, at) => [level, counts[at]]));
}

async function arqueroCounts(personas: CodedPersonas): Promise<() => Counts> {
  const { table, desc } = await import("npm:arquero");
  const labels = (key: string) => {
    const { levels } = attributeOf(key);
    return Array.from(personas.codes[key], (code) => levels[code]);
  };
  const columns = table({
    age: personas.numbers.age,
    sex: labels("sex"),
    education: labels("education"),
  });
  return () => {
    const counted = columns
      .filter((row: { age: number; sex: string }) => row.age >= 25 && row.sex === "Female")
      .groupby("education")
      .count()
      .orderby(desc("count"))
      .objects() as { education: string; count: number }[];
    return Object.fromEntries(counted.map(({ education, count }) => [education, count]));
  };
}

function repeated(personas: CodedPersonas, copies: number): CodedPersonas {
  const n = personas.n * copies;
  const tile = <T extends Uint8Array | Int32Array>(from: T, into: T): T => {
    for (let at = 0; at < n; at += personas.n) into.set(from, at);
    return into;
  };
  return {
    n,
    codes: {
      sex: tile(personas.codes.sex, new Uint8Array(n)),
      education: tile(personas.codes.education, new Uint8Array(n)),
    },
    numbers: { age: tile(personas.numbers.age, new Int32Array(n)) },
    texts: {},
  };
}

async function medianOf(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[ROUNDS >> 1];
}

/** Counts above zero by level, in one text. */
function canonical(counts: Counts): string {
  const entries = Object.entries(counts).filter(([, count]) => count > 0);
  return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
