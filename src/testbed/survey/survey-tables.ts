/** The committed tables of religion, party and ideology, and the margins of all survey attributes. */

import { attributeOf } from "../../schema/attributes.ts";
import { TRAITS } from "../../schema/levels.ts";
import { STATES } from "../../schema/places.ts";
import type { CalibratedBelief } from "./beliefs.ts";
import type { ExpectedMargins } from "./expected.ts";
import { type FigureTable, rounded } from "./figure-table.ts";
import { GSS_YEARS, type GssSample } from "./gss.ts";
import { beliefColumns, beliefRows } from "./model-figures.ts";
import { ATTRIBUTE_OF, CLASSES, OUTCOMES, type Outcome } from "./outcomes.ts";
import * as from from "./provenance.ts";
import { ORIGINS } from "./respondent.ts";
import { TARGET_YEAR } from "./targets.ts";

const COUNT = new Intl.NumberFormat("en-US");

/** Weighted number and respondents of every answer in one year; the last entry is no answer. */
function answers(gss: GssSample, outcome: Outcome, year: number) {
  const weighted = new Float64Array(CLASSES[outcome].length + 1);
  const n = new Float64Array(weighted.length);
  for (let i = 0; i < gss.n; i++) {
    if (gss.year[i] !== year) continue;
    const answer = gss[outcome][i] < 0 ? weighted.length - 1 : gss[outcome][i];
    weighted[answer] += gss.weight[i];
    n[answer]++;
  }
  return { weighted, n };
}

/** Shares of every answer by year, with and without those who gave none. */
export function gssSharesTable(gss: GssSample): FigureTable {
  return {
    notes: from.headerLines({
      title: "Religion, party identification and ideology of adults by year, in percent.",
      source: from.GSS_SOURCE,
      year: GSS_YEARS.join(", "),
      universe: "adults 18 and over in households",
      weight: "wtssps",
      n: `${COUNT.format(gss.n)}; per answer in the column n`,
      note: "percent_of_answers leaves out those without an answer",
    }),
    columns: ["attribute", "level", "year", "percent", "percent_of_answers", "n"],
    rows: OUTCOMES.flatMap((outcome) =>
      GSS_YEARS.flatMap((year) => {
        const { weighted, n } = answers(gss, outcome, year);
        const all = weighted.reduce((sum, weight) => sum + weight, 0);
        const missing = weighted.length - 1;
        return [...weighted].map((weight, k) => [
          ATTRIBUTE_OF[outcome],
          CLASSES[outcome][k] ?? "No answer",
          year,
          rounded((100 * weight) / all, 3),
          k === missing ? "" : rounded((100 * weight) / (all - weighted[missing]), 3),
          n[k],
        ]);
      }),
    ),
  };
}

const CONDITIONS: Readonly<Record<Outcome, string>> = {
  religion: "age, sex, race and degree",
  party: "religion, age, sex, race and degree",
  ideology: "party, religion, age, sex, race and degree",
};

export function beliefTable({ outcome, model, n, targets }: CalibratedBelief): FigureTable {
  const isReligion = outcome === "religion";
  const priors = targets.statePriorSizes.map((size) => Math.round(size)).join(" ");
  return {
    notes: from.headerLines({
      title: `Multinomial logit of ${outcome} given ${CONDITIONS[outcome]}: log odds per class.`,
      source: `${from.GSS_SOURCE}; origin and state: ${
        isReligion ? `${from.PEW_ORIGINS}, ${from.PEW_STATES}` : from.CES_SOURCE
      }; population: ${from.ACS_SOURCE}`,
      year: `${GSS_YEARS.join(", ")} pooled; level of ${TARGET_YEAR}`,
      universe: "adults 18 and over",
      weight: "wtssps",
      n: `${COUNT.format(n)} with complete answers`,
      note: `origin and state hold the calibration; respondents added to each state, by class of the source: ${priors}`,
    }),
    columns: beliefColumns(outcome),
    rows: beliefRows(outcome, model),
  };
}

/** Shares that origins or states were moved to. */
export function sharesTable(
  beliefs: readonly CalibratedBelief[],
  by: "origin" | "state",
): FigureTable {
  const groups = by === "origin" ? ORIGINS : STATES.map((state) => state.name);
  return {
    notes: from.headerLines({
      title: `Religion, party identification and ideology of adults by ${by}, in percent.`,
      source: `structure: ${by === "origin" ? from.PEW_ORIGINS : from.PEW_STATES} (religion), ${
        from.CES_SOURCE
      } (party, ideology)${by === "origin" ? ", General Social Survey (Black)" : ""}; level: ${from.GSS_SOURCE}`,
      year: `level of ${TARGET_YEAR}`,
      universe: "adults 18 and over",
      weight:
        "odds ratios of the first sources under the GSS's national shares (Purcell and Kish 1980)",
      n: "see religion_model.csv, party_model.csv, ideology_model.csv",
    }),
    columns: [by, "attribute", "level", "percent"],
    rows: groups.flatMap((group, g) =>
      beliefs.flatMap(({ outcome, targets }) =>
        CLASSES[outcome].map((level, k) => {
          const shares = by === "origin" ? targets.origins : targets.states;
          const share = shares[g * CLASSES[outcome].length + k];
          return [group, ATTRIBUTE_OF[outcome], level, rounded(100 * share, 3)];
        }),
      ),
    ),
  };
}

/** The targets of every generated population, within each attribute's universe. */
export function marginsTable(
  gss: GssSample,
  expected: ExpectedMargins,
  persons: number,
): FigureTable {
  const beliefs = OUTCOMES.flatMap((outcome) => {
    const { weighted, n } = answers(gss, outcome, TARGET_YEAR);
    const answered = weighted.slice(0, -1).reduce((sum, weight) => sum + weight, 0);
    return CLASSES[outcome].map((level, k) => [
      ATTRIBUTE_OF[outcome],
      level,
      rounded(expected[outcome][k] * answered, 4),
      n[k],
    ]);
  });
  const traits = TRAITS.flatMap((trait, t) => {
    const { levels } = attributeOf(trait);
    return levels.map((level, k) => [
      trait,
      level,
      Math.round(expected.traits[t * levels.length + k] * persons),
      0,
    ]);
  });
  return {
    notes: from.headerLines({
      title: "Target shares of the survey attributes, as weighted numbers.",
      source: `${from.GSS_SOURCE}; traits: ${from.NORMS_SOURCE}; population: ${from.ACS_SOURCE}`,
      year: `${TARGET_YEAR}`,
      universe:
        "religion: people 15 and over; political_views and ideology: adults; traits: everyone. 'Not applicable' is left out",
      weight:
        "shares times the GSS's weighted answers (wtssps); traits: shares times the persons of the PUMS (PWGTP)",
      n: "GSS respondents with the answer; 0 for traits, whose shares follow from the model",
      note: "religion of people 15 to 17 is modelled as that of the youngest adults; among adults alone all three equal the GSS's weighted shares of those who answered (gss_shares.csv)",
    }),
    columns: ["attribute", "level", "weighted", "n"],
    rows: [...beliefs, ...traits],
  };
}
