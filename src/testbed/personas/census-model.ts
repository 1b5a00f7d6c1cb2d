/** The population model: samplers over the committed census tables. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { type IncomeQuantiles, parseIncomeQuantiles } from "../census/income-quantiles.ts";
import { parseTable } from "../census/table-file.ts";
import { InputError } from "../datasets/input-error.ts";
import { buildSampler, type Sampler } from "./sampler.ts";

/** Titles of one kind in the order of category and code, and where each category starts. */
export interface TitleList {
  readonly titles: readonly string[];
  /** Titles of category c stand at `start[c]` to `start[c + 1] - 1`. */
  readonly start: readonly number[];
  /** Index in `titles` of a census code. */
  readonly indexOf: ReadonlyMap<number, number>;
}

export interface CensusModel {
  /** One per variable, in the order in which they are drawn. */
  readonly variables: readonly Sampler[];
  readonly details: Readonly<Record<string, Sampler>>;
  readonly incomes: IncomeQuantiles;
  readonly titles: Readonly<Record<"industry" | "occupation", TitleList>>;
}

/**
 * Reads the tables of data/census. Cost: linear in their 7 MB, about a second.
 * @throws InputError naming the file that is missing or damaged.
 */
export function loadCensusModel(folder: string): CensusModel {
  const read = (path: string) => {
    if (!existsSync(path)) {
      throw new InputError(
        `${path}: no such file; restore data/census or run atlas census tabulate`,
      );
    }
    return readFileSync(path, "utf8");
  };
  const samplerOf = (path: string) => buildSampler(parseTable(read(path), path));
  const files = (name: string) => {
    const path = join(folder, name);
    if (!existsSync(path)) {
      throw new InputError(`${path}: no such folder; restore data/census`);
    }
    return readdirSync(path)
      .filter((file) => file.endsWith(".csv"))
      .sort()
      .map((file) => join(path, file));
  };
  const incomes = join(folder, "incomes.csv");
  return {
    variables: files("conditional").map(samplerOf),
    details: Object.fromEntries(
      files("details")
        .map(samplerOf)
        .map((sampler) => [sampler.key, sampler]),
    ),
    incomes: parseIncomeQuantiles(read(incomes), incomes),
    titles: readTitles(read(join(folder, "titles.csv")), join(folder, "titles.csv")),
  };
}

/** Parses data/census/titles.csv. @throws InputError naming the line. */
export function readTitles(
  text: string,
  file: string,
): Readonly<Record<"industry" | "occupation", TitleList>> {
  const rows = csvParse(
    text
      .split("\n")
      .filter((line) => !line.startsWith("#"))
      .join("\n"),
  );
  const listOf = (kind: string): TitleList => {
    const titles: string[] = [];
    const start: number[] = [0];
    const indexOf = new Map<number, number>();
    for (const row of rows) {
      if (row.kind !== kind) continue;
      const category = Number(row.category);
      if (!row.title || !(category >= start.length - 1)) {
        throw new InputError(`${file}: titles of ${kind} must be in the order of their category`);
      }
      while (start.length <= category) start.push(titles.length);
      indexOf.set(Number(row.code), titles.length);
      titles.push(row.title);
    }
    start.push(titles.length);
    return { titles, start, indexOf };
  };
  return { industry: listOf("industry"), occupation: listOf("occupation") };
}
