/** What was filled and derived in the microdata, beside published figures where there are any. */
import type { BirthStates } from "./birth-state.ts";
import type { Completion } from "./complete.ts";
import type { Donors } from "./donors.ts";
import type { CodedPopulation } from "./population.ts";
import { NATION, type PublishedTable } from "./published-table.ts";

/** A share of all households: ours of 2024, and the published one of 2018. Both 0 to 1. */
export interface HouseholdShare {
  readonly name: string;
  readonly derived: number;
  readonly published: number;
}

/** Household types (level indices) behind each line of table DP02. */
const LINES: readonly (readonly [name: string, variable: string, levels: readonly number[]])[] = [
  ["Married couple", "DP02_0004E", [0, 1]],
  ["Married couple, own children under 18", "DP02_0005E", [0]],
  ["Male householder, no spouse, family", "DP02_0006E", [2, 3]],
  ["Male householder, no spouse, own children under 18", "DP02_0007E", [2]],
  ["Female householder, no spouse, family", "DP02_0008E", [4, 5]],
  ["Female householder, no spouse, own children under 18", "DP02_0009E", [4]],
  ["Living alone", "DP02_0011E", [6, 7]],
];

/**
 * Shares of households by type. A household is counted by its householder (role 0), whose person
 * weight stands for the household's. Cost: rows.
 */
export function householdShares(
  { codes, role, weights }: Pick<CodedPopulation, "codes" | "role" | "weights">,
  dp02: PublishedTable,
): HouseholdShare[] {
  const byType = new Map<number, number>();
  let households = 0;
  for (let row = 0; row < role.length; row++) {
    if (role[row] !== 0) continue;
    const type = codes.household_type[row];
    byType.set(type, (byType.get(type) ?? 0) + weights[row]);
    households += weights[row];
  }
  const all = dp02.get(NATION, "DP02_0001E");
  return LINES.map(([name, variable, levels]) => ({
    name,
    derived: levels.reduce((sum, level) => sum + (byType.get(level) ?? 0), 0) / households,
    published: dp02.get(NATION, variable) / all,
  }));
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const points = (share: number) => (100 * share).toFixed(3);
const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
const whole = (count: number) => Math.round(count).toLocaleString("en-US");

function completionLines(what: string, { rows, servedAt }: Completion): string[] {
  const steps = servedAt.map((count, i) => `${i + 1}: ${percent(count / rows)}`);
  return [`${what}: ${whole(rows)} persons; by back-off step ${steps.join(", ")}`];
}

/** The report of `atlas census check`. */
export function completionReport(
  population: Pick<CodedPopulation, "n" | "weights" | "lacking" | "codes" | "role"> & {
    readonly completions: { readonly answers: Completion; readonly origins: Completion };
    readonly birth: BirthStates;
    readonly donors: Pick<Donors, "n" | "misses">;
  },
  dp02: PublishedTable,
): string {
  const { weights, lacking, completions, birth, donors } = population;
  let all = 0;
  let filled = 0;
  weights.forEach((weight, row) => {
    all += weight;
    if (lacking[row]) filled += weight;
  });
  const [division, region] = birth.nearness;
  return [
    `${whole(population.n)} sampled persons stand for ${whole(all)}`,
    ...completionLines("work, family and health answers filled", completions.answers),
    `they stand for ${whole(filled)}, ${percent(filled / all)} of the people`,
    `2018 donors: ${whole(donors.n)} persons raked to ${donors.misses.length} totals; left: ${points(mean(donors.misses))} points on average, ${points(Math.max(...donors.misses))} at most`,
    ...completionLines("ancestry and place of birth added", completions.origins),
    `birth states, against a state elsewhere: same division ${division.toFixed(2)}, same region ${region.toFixed(2)}`,
    "",
    "households by type                                      here   DP02 of 2018",
    ...householdShares(population, dp02).map(
      ({ name, derived, published }) =>
        `${name.padEnd(52)} ${percent(derived).padStart(7)} ${percent(published).padStart(14)}`,
    ),
  ].join("\n");
}
