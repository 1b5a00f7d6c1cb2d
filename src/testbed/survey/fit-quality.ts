/** How near the shares that the models imply within groups come to the survey's. */
import { type ClassTable, classesOfProfile } from "./class-table.ts";
import { DESIGNS } from "./designs.ts";
import type { GssSample } from "./gss.ts";
import { impliedClasses, rowShares, sumRows } from "./implied.ts";
import { CLASSES, type Outcome, PARTIES, RELIGIONS } from "./outcomes.ts";
import { AGE_BANDS, DEGREES, SEXES } from "./respondent.ts";

type Profile = ReturnType<typeof classesOfProfile>;

/** A grouping that both the survey and the census population have. */
interface Grouping {
  readonly name: string;
  readonly groups: number;
  readonly ofProfile: (profile: Profile) => number;
  /** Group of a respondent; -1 where missing. */
  readonly ofRespondent: (gss: GssSample, i: number) => number;
}

const GROUPINGS: readonly Grouping[] = [
  ["age", AGE_BANDS.length, (p: Profile) => p.ageBand],
  ["sex", SEXES.length, (p: Profile) => p.sex],
  ["degree", DEGREES.length, (p: Profile) => p.degree],
  ["religion", RELIGIONS.length, (p: Profile) => p.religion],
  ["party", PARTIES.length, (p: Profile) => p.party],
].map(([name, groups, ofProfile]) => ({
  name: name as string,
  groups: groups as number,
  ofProfile: ofProfile as Grouping["ofProfile"],
  ofRespondent: (gss, i) => (gss[name as keyof GssSample] as Int8Array)[i],
}));

/** Only Black respondents are the same people in the survey's races and the census's origins. */
const BLACK: Grouping = {
  name: "race (Black or not)",
  groups: 2,
  ofProfile: ({ origin }) => (origin === 1 ? 0 : 1),
  ofRespondent: (gss, i) => (gss.race[i] < 0 ? -1 : gss.race[i] === 1 ? 0 : 1),
};

/** The groupings that a model knows of. */
function groupingsOf(outcome: Outcome): Grouping[] {
  const known = DESIGNS[outcome].factors.map((factor) => factor.name);
  return [...GROUPINGS.filter(({ name }) => known.includes(name)), BLACK];
}

export interface TwoWayFit {
  readonly outcome: Outcome;
  readonly by: string;
  /** Mean distance of the model's shares from the survey's, in points, groups by their size. */
  readonly difference: number;
  /** The mean distance that sampling alone would give, in points. */
  readonly sampling: number;
}

/** Compares shares within groups, in one year of the survey or all. @param people see `CalibratedBelief`. */
export function twoWayFits(
  gss: GssSample,
  outcome: Outcome,
  table: ClassTable,
  people: Float64Array,
  year?: number,
): TwoWayFit[] {
  const classes = CLASSES[outcome].length;
  const { byProfile } = impliedClasses(table, people);
  return groupingsOf(outcome).map((grouping) => {
    const groupOf = (profile: number) => grouping.ofProfile(classesOfProfile(outcome, profile));
    const model = rowShares(sumRows(byProfile, classes, grouping.groups, groupOf), classes);
    const survey = surveyShares(gss, outcome, grouping, year);
    let difference = 0;
    let sampling = 0;
    survey.shares.forEach((share, i) => {
      const group = Math.floor(i / classes);
      const weight = survey.sizes[group] / classes;
      difference += weight * Math.abs(share - model[i]);
      const error = Math.sqrt((share * (1 - share)) / survey.effective[group]);
      sampling += weight * Math.sqrt(2 / Math.PI) * error;
    });
    return {
      outcome,
      by: grouping.name,
      difference: 100 * difference,
      sampling: 100 * sampling,
    };
  });
}

/** Weighted shares by group, each group's share of the weight, and its effective size (Kish). */
function surveyShares(gss: GssSample, outcome: Outcome, grouping: Grouping, year?: number) {
  const classes = CLASSES[outcome].length;
  const sums = new Float64Array(grouping.groups * classes);
  const weights = new Float64Array(grouping.groups);
  const squares = new Float64Array(grouping.groups);
  for (let i = 0; i < gss.n; i++) {
    if (year !== undefined && gss.year[i] !== year) continue;
    const group = grouping.ofRespondent(gss, i);
    const answer = gss[outcome][i];
    if (group < 0 || answer < 0) continue;
    sums[group * classes + answer] += gss.weight[i];
    weights[group] += gss.weight[i];
    squares[group] += gss.weight[i] ** 2;
  }
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    shares: rowShares(sums, classes),
    sizes: weights.map((weight) => weight / all),
    effective: weights.map((weight, g) => weight ** 2 / squares[g]),
  };
}
