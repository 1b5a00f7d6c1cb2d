/** Dollar amounts within an income bracket, as weighted quantiles. */
import { attributeOf } from "../../schema/attributes.ts";
import { NO_NUMBER } from "../../schema/tables.ts";
import { InputError } from "../datasets/input-error.ts";
import type { Population } from "./load-population.ts";

export const INCOME_KEYS = ["income", "household_income"] as const;
const STEPS = 40;

/** Quantiles 0, 1/40, ..., 1 of the dollars in each bracket, by attribute. */
export type IncomeQuantiles = Readonly<Record<(typeof INCOME_KEYS)[number], readonly Int32Array[]>>;

/** Text rows `attribute,bracket,q0 q1 ... q40`. Cost: sorting the incomes of each bracket. */
export function incomeRows(population: Population): string {
  const lines = ["attribute,level,quantiles"];
  for (const key of INCOME_KEYS) {
    const values = population.numbers[key];
    const brackets = attributeOf(key).levels.length - 1;
    const rowsOf: number[][] = Array.from({ length: brackets }, () => []);
    values.forEach((value, row) => {
      if (value !== NO_NUMBER) rowsOf[population.codes[key][row]].push(row);
    });
    rowsOf.forEach((rows, bracket) => {
      rows.sort((a, b) => values[a] - values[b]);
      const total = rows.reduce((sum, row) => sum + population.weights[row], 0);
      const quantiles: number[] = [];
      let at = 0;
      let running = population.weights[rows[0]];
      for (let step = 0; step <= STEPS; step++) {
        while (running < (total * step) / STEPS && at < rows.length - 1) {
          running += population.weights[rows[++at]];
        }
        quantiles.push(values[rows[at]]);
      }
      lines.push(`${key},${bracket},${quantiles.join(" ")}`);
    });
  }
  return `${lines.join("\n")}\n`;
}

/** @throws InputError naming file and line. */
export function parseIncomeQuantiles(text: string, file: string): IncomeQuantiles {
  const found: Record<string, Int32Array[]> = { income: [], household_income: [] };
  text.split("\n").forEach((line, i) => {
    if (line === "" || line.startsWith("#") || line.startsWith("attribute,")) return;
    const [key, bracket, list] = line.split(",");
    const quantiles = list?.split(" ").map(Number) ?? [];
    if (!found[key] || quantiles.length !== STEPS + 1 || quantiles.some(Number.isNaN)) {
      throw new InputError(
        `${file}, line ${i + 1}: expected attribute, level and ${STEPS + 1} quantiles`,
      );
    }
    found[key][Number(bracket)] = Int32Array.from(quantiles);
  });
  return { income: found.income, household_income: found.household_income };
}

/**
 * Dollars at a uniform draw within a bracket, rounded as the Census Bureau rounds (to tens below
 * 1,000, to hundreds below 50,000, to thousands above), and kept within the bracket's quantiles.
 */
export function dollars(quantiles: Int32Array, draw: number): number {
  const at = draw * STEPS;
  const step = Math.min(Math.floor(at), STEPS - 1);
  const value = quantiles[step] + (at - step) * (quantiles[step + 1] - quantiles[step]);
  const size = Math.abs(value);
  const unit = size < 1_000 ? 10 : size < 50_000 ? 100 : 1_000;
  const rounded = Math.round(value / unit) * unit;
  return Math.min(Math.max(rounded, quantiles[0]), quantiles[STEPS]);
}
