/** Draws religion, party, ideology and traits for a person. No I/O, no allocation but the result. */
import { NOT_APPLICABLE } from "../../schema/attribute.ts";
import { IDEOLOGY, PARTY, RELIGION, TRAITS } from "../../schema/levels.ts";
import type { Random } from "../../stats/random.ts";
import { normGroupOf } from "./big-five.ts";
import type { ClassTable } from "./class-table.ts";
import { PARTIES, RELIGIONS } from "./outcomes.ts";
import { ADULT_AGE, cellOfRespondent, RELIGION_AGE, type Respondent } from "./respondent.ts";
import type { SurveyModels } from "./survey-models.ts";
import { CUTS } from "./traits.ts";

/** Level indices of the schema's RELIGION, PARTY and IDEOLOGY. */
export interface Beliefs {
  readonly religion: number;
  readonly party: number;
  readonly ideology: number;
}

const NO_RELIGION_ASKED = RELIGION.indexOf(NOT_APPLICABLE);
const NO_PARTY_ASKED = PARTY.indexOf(NOT_APPLICABLE);
const NO_IDEOLOGY_ASKED = IDEOLOGY.indexOf(NOT_APPLICABLE);

function draw({ classes, base, states }: ClassTable, profile: number, state: number, u: number) {
  const b = profile * classes;
  const s = state * classes;
  let total = 0;
  for (let k = 0; k < classes; k++) total += base[b + k] * states[s + k];
  let rest = u * total;
  for (let k = 0; k < classes - 1; k++) {
    rest -= base[b + k] * states[s + k];
    if (rest < 0) return k;
  }
  return classes - 1;
}

/**
 * Draws a religion (15 and over), then a party and an ideology (18 and over) given it;
 * "Not applicable" for the younger. Takes three uniforms whatever the age.
 */
export function sampleBeliefs(
  models: SurveyModels,
  respondent: Respondent,
  random: Random,
): Beliefs {
  const [u, v, w] = [random.next(), random.next(), random.next()];
  const { age, state } = respondent;
  if (age < RELIGION_AGE) {
    return { religion: NO_RELIGION_ASKED, party: NO_PARTY_ASKED, ideology: NO_IDEOLOGY_ASKED };
  }
  const cell = cellOfRespondent(respondent);
  const religion = draw(models.religion, cell, state, u);
  if (age < ADULT_AGE) return { religion, party: NO_PARTY_ASKED, ideology: NO_IDEOLOGY_ASKED };
  const profile = cell * RELIGIONS.length + religion;
  const party = draw(models.party, profile, state, v);
  const ideology = draw(models.ideology, profile * PARTIES.length + party, state, w);
  return { religion, party, ideology };
}

const noise = new Float64Array(TRAITS.length);

/**
 * Draws openness, conscientiousness, extraversion, agreeableness and neuroticism as level
 * indices of TRAIT_LEVELS: correlated normal scores, cut by sex and age. An ideology shifts
 * them by its distance from the mean of the person's sex and age.
 * @param ideology level index of IDEOLOGY. @param out receives the five levels. Takes five uniforms.
 */
export function sampleTraits(
  models: SurveyModels,
  { age, sex }: Respondent,
  ideology: number,
  random: Random,
  out: Uint8Array,
): void {
  const { cuts, factor, residual, loadings, ideologyMean, ideologySd, normal } = models.traits;
  const group = normGroupOf(sex, age);
  const hasIdeology = ideology !== NO_IDEOLOGY_ASKED;
  const lower = hasIdeology ? residual : factor;
  const shift = hasIdeology ? (ideology + 1 - ideologyMean[group]) / ideologySd[group] : 0;
  for (let t = 0; t < TRAITS.length; t++) noise[t] = normal[random.below(normal.length)];
  for (let t = 0; t < TRAITS.length; t++) {
    let score = loadings[t] * shift;
    for (let j = 0; j <= t; j++) score += lower[t * TRAITS.length + j] * noise[j];
    const first = (group * TRAITS.length + t) * CUTS.length;
    let level = 0;
    while (level < CUTS.length && score >= cuts[first + level]) level++;
    out[t] = level;
  }
}
