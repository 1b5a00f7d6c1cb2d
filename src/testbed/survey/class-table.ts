/** A model laid out for drawing: no exponential is taken after it is made. */
import { STATES } from "../../schema/places.ts";
import { type LogitModel, probabilities } from "./logit.ts";
import { CLASSES, type Outcome, PARTIES, RELIGIONS } from "./outcomes.ts";
import { CELLS, classesOfCell, GSS_RACE_OF_ORIGIN, ORIGINS } from "./respondent.ts";

/** A fitted model: log odds of the GSS, and what origin and state add to them, row-major by class. */
export interface BeliefModel {
  readonly logit: LogitModel;
  readonly origins: Float64Array;
  readonly states: Float64Array;
}

/**
 * P(class k | profile, state) is proportional to base[profile, k] × state[state, k]. The base
 * is a probability in whole billionths, the state's factor one in whole millionths: their product
 * is exact, so that draws do not depend on the last bit of an exponential.
 */
export interface ClassTable {
  readonly classes: number;
  readonly base: Float64Array;
  readonly states: Float64Array;
}

/** Profiles of each model: cells, by religion, by party, the last running fastest. */
export const PROFILES: Readonly<Record<Outcome, number>> = {
  religion: CELLS,
  party: CELLS * RELIGIONS.length,
  ideology: CELLS * RELIGIONS.length * PARTIES.length,
};

/** Cell, religion and party of a profile; 0 for what the model does not condition on. */
export function classesOfProfile(outcome: Outcome, profile: number) {
  const parties = outcome === "ideology" ? PARTIES.length : 1;
  const religions = outcome === "religion" ? 1 : RELIGIONS.length;
  const upper = Math.floor(profile / parties);
  return {
    ...classesOfCell(Math.floor(upper / religions)),
    religion: upper % religions,
    party: profile % parties,
  };
}

export function classTable(outcome: Outcome, model: BeliefModel): ClassTable {
  const classes = CLASSES[outcome].length;
  const base = new Float64Array(PROFILES[outcome] * classes);
  const factors = model.origins.map(Math.exp);
  for (let profile = 0; profile < PROFILES[outcome]; profile++) {
    const { ageBand, sex, origin, degree, religion, party } = classesOfProfile(outcome, profile);
    const race = GSS_RACE_OF_ORIGIN[origin];
    const p = probabilities(model.logit, [ageBand, sex, race, degree, religion, party]);
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      p[k] *= factors[origin * classes + k];
      sum += p[k];
    }
    for (let k = 0; k < classes; k++) {
      base[profile * classes + k] = Math.round((1e9 * p[k]) / sum);
    }
  }
  return {
    classes,
    base,
    states: model.states.map((log) => Math.round(1e6 * Math.exp(log)) / 1e6),
  };
}

/** No additions by origin and state. */
export function unadjusted(logit: LogitModel): BeliefModel {
  return {
    logit,
    origins: new Float64Array(ORIGINS.length * logit.classes),
    states: new Float64Array(STATES.length * logit.classes),
  };
}

/** Writes the class probabilities of a profile in a state into `out`. */
export function classProbabilities(
  { classes, base, states }: ClassTable,
  profile: number,
  state: number,
  out: Float64Array,
): void {
  let sum = 0;
  for (let k = 0; k < classes; k++) {
    out[k] = base[profile * classes + k] * states[state * classes + k];
    sum += out[k];
  }
  for (let k = 0; k < classes; k++) out[k] /= sum;
}
