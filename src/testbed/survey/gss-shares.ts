/** Weighted shares of the General Social Survey's respondents. */
import type { GssSample } from "./gss.ts";
import { rowShares } from "./implied.ts";
import { CLASSES, type Outcome } from "./outcomes.ts";
import { GSS_RACES } from "./respondent.ts";

/** Weighted shares of the classes among those who answered, in one year or in all. */
export function gssShares(gss: GssSample, outcome: Outcome, year?: number): Float64Array {
  const shares = new Float64Array(CLASSES[outcome].length);
  for (let i = 0; i < gss.n; i++) {
    const isCounted = year === undefined || gss.year[i] === year;
    if (isCounted && gss[outcome][i] >= 0) shares[gss[outcome][i]] += gss.weight[i];
  }
  return rowShares(shares, shares.length);
}

/** Weighted shares of the classes by race, all years, row-major. */
export function gssSharesByRace(gss: GssSample, outcome: Outcome): Float64Array {
  const classes = CLASSES[outcome].length;
  const sums = new Float64Array(GSS_RACES.length * classes);
  for (let i = 0; i < gss.n; i++) {
    const answer = gss[outcome][i];
    if (answer >= 0 && gss.race[i] >= 0) sums[gss.race[i] * classes + answer] += gss.weight[i];
  }
  return rowShares(sums, classes);
}

/** Share of the GSS respondents of each race, weighted. */
export function raceShares(gss: GssSample): Float64Array {
  const sums = new Float64Array(GSS_RACES.length);
  for (let i = 0; i < gss.n; i++) if (gss.race[i] >= 0) sums[gss.race[i]] += gss.weight[i];
  return rowShares(sums, sums.length);
}
