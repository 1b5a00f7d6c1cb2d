/** Fits the three models to the General Social Survey and moves them to the population's margins. */

import { calibrate } from "./calibration.ts";
import {
  type BeliefModel,
  type ClassTable,
  classesOfProfile,
  classTable,
  PROFILES,
  unadjusted,
} from "./class-table.ts";
import type { Factor } from "./design.ts";
import { DESIGNS, PENALTY } from "./designs.ts";
import { rounded } from "./figure-table.ts";
import type { Frame } from "./frame.ts";
import type { GssSample } from "./gss.ts";
import { divide } from "./implied.ts";
import { fitLogit, type LogitModel, type Observations } from "./logit.ts";
import { CLASSES, OUTCOMES, type Outcome } from "./outcomes.ts";
import type { Sources } from "./sources.ts";
import { type Targets, targetsOf } from "./targets.ts";

export interface CalibratedBelief {
  readonly outcome: Outcome;
  readonly model: BeliefModel;
  readonly table: ClassTable;
  readonly targets: Targets;
  /** Adults by profile and state. */
  readonly people: Float64Array;
  /** Respondents of the fit, unweighted. */
  readonly n: number;
  /** Largest distance of a share by origin or state from its target. */
  readonly error: number;
}

/** Decimals of the committed coefficients. */
const DECIMALS = 4;

/** Respondents with an answer to the outcome and to everything it is conditioned on. */
export function observationsOf(
  gss: GssSample,
  outcome: Outcome,
  keep: (i: number) => boolean = () => true,
): Observations {
  const names = DESIGNS[outcome].factors.map((factor: Factor) => factor.name as keyof GssSample);
  const columns = [...names, outcome].map((name) => gss[name] as Int8Array);
  const rows: number[] = [];
  for (let i = 0; i < gss.n; i++) {
    if (keep(i) && columns.every((column) => column[i] >= 0)) rows.push(i);
  }
  return {
    codes: columns.slice(0, -1).map((column) => Uint8Array.from(rows, (i) => column[i])),
    outcome: Uint8Array.from(rows, (i) => gss[outcome][i]),
    weight: Float64Array.from(rows, (i) => gss.weight[i]),
  };
}

const round = (values: Float64Array) => values.map((value) => rounded(value, DECIMALS));

/** Religion, then party, then ideology, each calibrated on the adults that the former imply. */
export function fitBeliefs(sources: Sources, frame: Frame): CalibratedBelief[] {
  let people = frame.adults;
  return OUTCOMES.map((outcome) => {
    const belief = calibrateBelief(sources, outcome, people);
    people = outcome === "ideology" ? people : divide(belief.table, people);
    return belief;
  });
}

function calibrateBelief(
  sources: Sources,
  outcome: Outcome,
  people: Float64Array,
): CalibratedBelief {
  const observations = observationsOf(sources.gss, outcome);
  const classes = CLASSES[outcome].length;
  const fit = fitLogit(DESIGNS[outcome], observations, classes, PENALTY);
  const logit: LogitModel = { ...fit, coefficients: round(fit.coefficients) };
  const targets = targetsOf(sources, outcome);
  const { origins, states, error } = calibrate({
    people,
    probabilities: classTable(outcome, unadjusted(logit)).base,
    classes,
    originOf: Uint8Array.from(
      { length: PROFILES[outcome] },
      (_, profile) => classesOfProfile(outcome, profile).origin,
    ),
    origins: targets.origins,
    states: targets.states,
  });
  const model: BeliefModel = {
    logit,
    origins: round(origins.map(Math.log)),
    states: round(states.map(Math.log)),
  };
  const n = observations.outcome.length;
  return { outcome, model, table: classTable(outcome, model), targets, people, n, error };
}
