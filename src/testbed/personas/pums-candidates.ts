/** Candidates that are rows of the census microdata, as in the PERSONA paper. */
import { seeded } from "../../stats/random.ts";
import type { Population } from "../census/load-population.ts";
import { InputError } from "../datasets/input-error.ts";
import type { Selection } from "./block.ts";
import { drawPsychology, NO_TITLE_INDEX } from "./candidates.ts";
import { applyRules } from "./rules.ts";
import type { Sources } from "./sources.ts";

/** Rows drawn beyond n, since a few rows break a rule (the Census Bureau's own edits allow them). */
const RESERVE = 1.02;

const ROW_STREAM = 3_000_000;

/**
 * A simple random sample of persons in proportion to their weight, with replacement; beliefs and
 * traits are drawn as for the model's candidates.
 * @throws InputError where so many rows break a rule that the files cannot be whole.
 */
export function sampleRows(
  population: Population,
  sources: Pick<Sources, "census" | "surveys">,
  n: number,
  seed: number,
): Selection {
  const random = seeded(seed, ROW_STREAM);
  const cumulative = new Float64Array(population.n);
  let total = 0;
  population.weights.forEach((weight, row) => {
    total += weight;
    cumulative[row] = total;
  });
  const count = Math.ceil(n * RESERVE) + 20;
  const rows = Int32Array.from({ length: count }, () => rowAt(cumulative, random.next() * total));
  const pick = <T extends Uint8Array | Int32Array | Uint16Array>(column: T, out: T): T => {
    rows.forEach((row, i) => {
      out[i] = column[row];
    });
    return out;
  };
  const codes = Object.fromEntries(
    Object.entries(population.codes).map(([key, column]) => [
      key,
      pick(column, new Uint8Array(count)),
    ]),
  );
  const numbers = {
    age: pick(population.numbers.age, new Int32Array(count)),
    income: pick(population.numbers.income, new Int32Array(count)),
    household_income: pick(population.numbers.household_income, new Int32Array(count)),
  };
  const titlesOf = (kind: "industry" | "occupation") =>
    Uint16Array.from(rows, (row) => {
      const code = population.titles[kind][row];
      return code === 0
        ? NO_TITLE_INDEX
        : (sources.census.titles[kind].indexOf.get(code) ?? NO_TITLE_INDEX);
    });
  Object.assign(codes, drawPsychology(sources.surveys, numbers.age, codes, random));
  const candidates = {
    n: count,
    codes,
    numbers,
    titles: { industry: titlesOf("industry"), occupation: titlesOf("occupation") },
  };
  const { passes, counts } = applyRules(candidates);
  const passing = Int32Array.from([...passes.keys()].filter((row) => passes[row] === 1));
  if (passing.length < n) {
    throw new InputError(
      `${count - passing.length} of ${count} drawn rows break a rule; check that the files are complete`,
    );
  }
  return { candidates, rows: passing, rejected: counts };
}

function rowAt(cumulative: Float64Array, at: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
