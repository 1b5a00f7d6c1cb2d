/** The committed tables that a population is fitted to and measured against. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Attribute, coarseLevels, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { ATTRIBUTES, attributeOf, COUNTABLE } from "../../schema/attributes.ts";
import { parseMargins } from "../../schema/targets.ts";
import { InputError } from "../datasets/input-error.ts";

/** Shares of one attribute over its declared levels. */
export interface MarginTarget {
  readonly key: string;
  readonly source: "census" | "survey";
  /** People asked, unweighted. */
  readonly n: number;
  readonly shares: Float64Array;
}

/** Shares of two census attributes together: coarse levels of a × coarse levels of b, row-major. */
export interface PairTarget {
  readonly a: string;
  readonly b: string;
  readonly shares: Float64Array;
}

export interface FitTargets {
  /** In the order of the table's columns. */
  readonly margins: readonly MarginTarget[];
  readonly pairs: readonly PairTarget[];
}

/** The committed files, relative to the project root. */
export const TARGET_FILES = {
  census: "data/census/margins.csv",
  survey: "data/survey/margins.csv",
  pairs: "data/census/pairs.csv",
} as const;

/**
 * Reads the committed targets.
 * @param root the project root.
 * @throws InputError naming file, row and column of what is missing or wrong.
 */
export async function readTargets(root: string): Promise<FitTargets> {
  const [census, survey, pairs] = await Promise.all(
    [TARGET_FILES.census, TARGET_FILES.survey, TARGET_FILES.pairs].map((file) => text(root, file)),
  );
  const byKey = {
    ...margins(census, "census", TARGET_FILES.census),
    ...margins(survey, "survey", TARGET_FILES.survey),
  };
  return {
    margins: COUNTABLE.flatMap(({ key }) =>
      byKey[key] ? [{ key, ...byKey[key], shares: Float64Array.from(byKey[key].shares) }] : [],
    ),
    pairs: parsePairs(pairs, TARGET_FILES.pairs),
  };
}

/**
 * Index of "Not applicable" where the target does not speak of it: a survey's figures hold
 * among those it asks. −1 where the target covers everyone.
 */
export function outsideUniverse(attribute: Attribute, source: MarginTarget["source"]): number {
  return source === "survey" ? attribute.levels.indexOf(NOT_APPLICABLE) : -1;
}

/**
 * Pairwise targets from the text of a pairs file: `a,b,counts` after lines of `#`, counts
 * joined by spaces with `0*17` for a run of zeros.
 * @throws InputError naming file, line and column.
 */
export function parsePairs(content: string, file: string): PairTarget[] {
  const order = new Map(ATTRIBUTES.map(({ key }, i) => [key, i]));
  const pairs: PairTarget[] = [];
  let header = true;
  content.split(/\r?\n/).forEach((line, i) => {
    if (!line || line.startsWith("#")) return;
    const fail = (column: string, found: string, expected: string): never => {
      throw new InputError(
        `${file}, line ${i + 1}, column ${column}: expected ${expected}, found ${found}; regenerate it with atlas census tabulate`,
      );
    };
    if (header) {
      header = false;
      if (line !== "a,b,counts") fail("a", `"${line}"`, "the header a,b,counts");
      return;
    }
    const [a, b, counts = ""] = line.split(",");
    if (!order.has(a)) fail("a", `"${a}"`, "an attribute");
    if (!order.has(b) || (order.get(b) ?? 0) <= (order.get(a) ?? 0)) {
      fail("b", `"${b}"`, `an attribute after ${a}`);
    }
    const cells = expand(counts, (found) => fail("counts", `"${found}"`, "a count"));
    const size = coarseLevels(attributeOf(a)).length * coarseLevels(attributeOf(b)).length;
    if (cells.length !== size) fail("counts", `${cells.length} counts`, `${size}`);
    const sum = cells.reduce((total, count) => total + count, 0);
    if (!(sum > 0)) fail("counts", "only zeros", "people");
    pairs.push({ a, b, shares: Float64Array.from(cells, (count) => count / sum) });
  });
  return pairs;
}

function expand(counts: string, fail: (found: string) => never): number[] {
  const cells: number[] = [];
  for (const token of counts.replaceAll('"', "").split(" ")) {
    const [count, run] = token.split("*");
    if (!/^\d+(\.\d+)?$/.test(count)) fail(token);
    if (run === undefined) cells.push(Number(count));
    else if (/^\d{1,6}$/.test(run))
      cells.push(...new Array<number>(Number(run)).fill(Number(count)));
    else fail(token);
  }
  return cells;
}

function margins(content: string, source: MarginTarget["source"], file: string) {
  try {
    return parseMargins(content, source, file);
  } catch (error) {
    throw error instanceof RangeError ? new InputError(error.message) : error;
  }
}

async function text(root: string, file: string): Promise<string> {
  try {
    return await readFile(join(root, file), "utf8");
  } catch {
    throw new InputError(`${file} is missing or cannot be read; restore it from the repository`);
  }
}
