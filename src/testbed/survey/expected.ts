/** The shares that a population drawn from the models has in expectation. */
import { TRAITS } from "../../schema/levels.ts";
import { NORM_GROUPS, normGroupOf } from "./big-five.ts";
import { classesOfProfile } from "./class-table.ts";
import { type Frame, OLDEST } from "./frame.ts";
import { divide, impliedClasses, rowShares, sumRows } from "./implied.ts";
import { normalProbability } from "./normal-probability.ts";
import { IDEOLOGIES, type Outcome } from "./outcomes.ts";
import { ADULT_AGE, AGE_BANDS, ageBandOf } from "./respondent.ts";
import type { SurveyModels } from "./survey-models.ts";
import { CUTS, type TraitFigures } from "./traits.ts";

export interface ExpectedMargins {
  /** Shares of people 15 and over, without "Not applicable". */
  readonly religion: Float64Array;
  /** Shares of adults. */
  readonly party: Float64Array;
  readonly ideology: Float64Array;
  /** Shares of everyone, row-major: trait by level. */
  readonly traits: Float64Array;
}

const shares = (table: Float64Array, classes: number) =>
  rowShares(
    sumRows(table, classes, 1, () => 0),
    classes,
  );

/** @param frame the population, by what the models read. */
export function expectedMargins(models: SurveyModels, frame: Frame): ExpectedMargins {
  const over15 = frame.adults.map((weight, i) => weight + frame.teenagers[i]);
  const religion = impliedClasses(models.religion, over15).byProfile;
  const byReligion = divide(models.religion, frame.adults);
  const party = impliedClasses(models.party, byReligion).byProfile;
  const ideology = impliedClasses(models.ideology, divide(models.party, byReligion)).byProfile;
  return {
    religion: shares(religion, models.religion.classes),
    party: shares(party, models.party.classes),
    ideology: shares(ideology, models.ideology.classes),
    traits: traitShares(models.traits, frame, ideologyByNormGroup(frame, ideology)),
  };
}

/**
 * Adults by norm group and ideology, row-major. Within an age band of the models and a sex,
 * every age has the same ideology.
 * @param byProfile adults by profile of the ideology model and ideology.
 */
export function ideologyByNormGroup({ ages }: Frame, byProfile: Float64Array): Float64Array {
  const classes = IDEOLOGIES.length;
  const groupOf = (profile: number) => {
    const { ageBand, sex } = classesOfProfile("ideology" satisfies Outcome, profile);
    return sex * AGE_BANDS.length + ageBand;
  };
  const table = rowShares(sumRows(byProfile, classes, 2 * AGE_BANDS.length, groupOf), classes);
  const counts = new Float64Array(NORM_GROUPS * classes);
  forEachAge(ages, (sex, age, people) => {
    if (age < ADULT_AGE) return;
    const from = (sex * AGE_BANDS.length + ageBandOf(age)) * classes;
    const to = normGroupOf(sex, age) * classes;
    for (let k = 0; k < classes; k++) counts[to + k] += people * table[from + k];
  });
  return counts;
}

function forEachAge(ages: Float64Array, visit: (sex: number, age: number, n: number) => void) {
  ages.forEach((people, i) => {
    visit(Math.floor(i / (OLDEST + 1)), i % (OLDEST + 1), people);
  });
}

/** Children by norm group: they have traits but no ideology. */
function childrenByNormGroup({ ages }: Frame): Float64Array {
  const counts = new Float64Array(NORM_GROUPS);
  forEachAge(ages, (sex, age, people) => {
    if (age < ADULT_AGE) counts[normGroupOf(sex, age)] += people;
  });
  return counts;
}

function traitShares(figures: TraitFigures, frame: Frame, adults: Float64Array): Float64Array {
  const { cuts, loadings, ideologyMean, ideologySd } = figures;
  const classes = IDEOLOGIES.length;
  const levels = CUTS.length + 1;
  const sums = new Float64Array(TRAITS.length * levels);
  const add = (people: number, group: number, trait: number, shift: number, sd: number) => {
    const first = (group * TRAITS.length + trait) * CUTS.length;
    let below = 0;
    for (let level = 0; level < levels; level++) {
      const upTo = level < CUTS.length ? normalProbability((cuts[first + level] - shift) / sd) : 1;
      sums[trait * levels + level] += people * (upTo - below);
      below = upTo;
    }
  };
  childrenByNormGroup(frame).forEach((people, group) => {
    for (let t = 0; t < TRAITS.length; t++) {
      add(people, group, t, 0, 1);
      const sd = Math.sqrt(1 - loadings[t] ** 2);
      for (let k = 0; k < classes; k++) {
        const ideology = (k + 1 - ideologyMean[group]) / ideologySd[group];
        add(adults[group * classes + k], group, t, loadings[t] * ideology, sd);
      }
    }
  });
  return rowShares(sums, levels);
}
