/** Birth states of people born in the United States: stayed, or moved from where. */
import { REGION_OF_DIVISION, STATES } from "../../schema/places.ts";
import type { Random } from "../../stats/random.ts";
import { AGE_BANDS } from "./age-bands.ts";
import type { Donors } from "./donors.ts";
import { NATION, type PublishedTable, stateGeography } from "./published-table.ts";

export interface BirthStates {
  /** Probability of living in the state of birth, by state and model age band. */
  readonly stayed: readonly Float64Array[];
  /** Cumulative probability of each birth state for people who moved, by state of residence. */
  readonly movedFrom: readonly Float64Array[];
  /** Propensity to come from the same division, the same region, elsewhere (elsewhere = 1). */
  readonly nearness: readonly [number, number, number];
}

/** First variables of B06001's ages for all, and their starts: total, state of residence, other state. */
const AGE_STARTS = [0, 5, 18, 25, 35, 45, 55, 60, 62, 65, 75];

const logit = (p: number) => Math.log(p / (1 - p));
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/**
 * Shares from the published tables DP02 by state and B06001 (national, by age), both 2018; origins
 * of movers by a gravity model whose three nearness factors are estimated from the donors.
 */
export function birthStates(
  dp02: PublishedTable,
  b06001: PublishedTable,
  donors: Donors,
): BirthStates {
  const age = (offset: number) =>
    AGE_STARTS.map((_, i) => b06001.get(NATION, `B06001_${String(offset + i).padStart(3, "0")}E`));
  const home = age(14);
  const away = age(26);
  const nation = logit(sum(home) / (sum(home) + sum(away)));
  const byAge = home.map((count, i) => logit(count / (count + away[i])) - nation);
  const born = STATES.map((state) => dp02.get(stateGeography(state.fips), "DP02_0089E"));
  const stayed = STATES.map((state, s) => {
    const elsewhere = dp02.get(stateGeography(state.fips), "DP02_0090E");
    const base = logit(born[s] / (born[s] + elsewhere));
    return Float64Array.from(AGE_BANDS, (start) => logistic(base + byAge[ageIndex(start)]));
  });
  const nearness = nearnessOf(donors, born);
  const movedFrom = STATES.map((_, residence) => {
    const weights = STATES.map((_, origin) =>
      origin === residence ? 0 : born[origin] * nearness[distance(residence, origin)],
    );
    return cumulative(weights);
  });
  return { stayed, movedFrom, nearness };
}

/** A birth state (level index) for a person born in the United States. */
export function drawBirthState(
  birth: BirthStates,
  state: number,
  ageBand: number,
  random: Random,
): number {
  if (random.next() < birth.stayed[state][ageBand]) return state;
  const at = random.next();
  const shares = birth.movedFrom[state];
  let origin = 0;
  while (shares[origin] <= at && origin < shares.length - 1) origin++;
  return origin;
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function cumulative(weights: readonly number[]): Float64Array {
  const total = sum(weights);
  let running = 0;
  return Float64Array.from(weights, (weight) => {
    running += weight / total;
    return running;
  });
}

function ageIndex(age: number): number {
  let index = 0;
  while (index + 1 < AGE_STARTS.length && age >= AGE_STARTS[index + 1]) index++;
  return index;
}

/** 0 same division, 1 same region, 2 elsewhere. */
function distance(a: number, b: number): 0 | 1 | 2 {
  const first = STATES[a].division;
  const second = STATES[b].division;
  if (first === second) return 0;
  return REGION_OF_DIVISION[first] === REGION_OF_DIVISION[second] ? 1 : 2;
}

/** Observed movers by distance over those expected if origin went by size alone. */
function nearnessOf(donors: Donors, born: readonly number[]): [number, number, number] {
  const observed = [0, 0, 0];
  const expected = [0, 0, 0];
  const { citizenship, state, place_of_birth } = donors.codes;
  const all = sum(born);
  const expectation = STATES.map((_, residence) => {
    const shares = [0, 0, 0];
    STATES.forEach((_, origin) => {
      if (origin !== residence) {
        shares[distance(residence, origin)] += born[origin] / (all - born[residence]);
      }
    });
    return shares;
  });
  for (let row = 0; row < donors.n; row++) {
    if (citizenship[row] !== 0 || place_of_birth[row] === state[row]) continue;
    const weight = donors.weights[row];
    observed[distance(state[row], place_of_birth[row])] += weight;
    for (const d of [0, 1, 2]) expected[d] += weight * expectation[state[row]][d];
  }
  const ratio = observed.map((count, d) => count / expected[d]);
  return [ratio[0] / ratio[2], ratio[1] / ratio[2], 1];
}
