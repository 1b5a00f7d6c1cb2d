/** What the agreement page measures. */
import { alphaBootstrap } from "../../stats/alpha-bootstrap.ts";
import type { EstimatedCoefficient } from "../../stats/coefficient.ts";
import { cohenKappa } from "../../stats/cohen-kappa.ts";
import { fleissKappa } from "../../stats/fleiss-kappa.ts";
import { gwetAC1 } from "../../stats/gwet-ac1.ts";
import { krippendorffAlpha } from "../../stats/krippendorff-alpha.ts";
import { percentAgreement } from "../../stats/percent-agreement.ts";
import {
  type DiagonalContrast,
  diagonalContrast,
  pairTables,
  personaMatrix,
} from "../../stats/persona-matrix.ts";
import { seeded } from "../../stats/random.ts";
import { countRatings, type RatingCounts } from "../../stats/rating-counts.ts";
import { codeOf, type JudgementTable, panelOf, type Side, VALUES } from "./panels.ts";

export interface PersonaAgreement {
  readonly personas: readonly string[];
  readonly rows: Side;
  readonly columns: Side;
  /** By row and column persona. */
  readonly kappas: readonly EstimatedCoefficient[];
  readonly contrast: DiagonalContrast;
}

/** Draws behind intervals. */
export const DRAWS = 300;
export const ALPHA_DRAWS = 1000;

export function personaAgreement(
  table: JudgementTable,
  rows: Side,
  columns: Side,
): PersonaAgreement {
  const first = panelOf(table, rows);
  const tables = pairTables(first, rows === columns ? first : panelOf(table, columns));
  return {
    personas: table.personas,
    rows,
    columns,
    kappas: personaMatrix(tables),
    contrast: diagonalContrast(tables, seeded(1), DRAWS),
  };
}

export interface MeasuredCoefficient {
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly units: number;
  readonly ratings: number;
  readonly reason: string | null;
}

/** Of the people: four coefficients over all, then alpha of each persona. */
export function coefficientsOf(table: JudgementTable): {
  readonly all: readonly MeasuredCoefficient[];
  readonly byPersona: readonly MeasuredCoefficient[];
} {
  const counts = ratingsOf(table, null);
  return {
    all: [
      alphaOf("Krippendorff’s alpha", counts),
      named("Fleiss’ kappa", fleissKappa(counts)),
      named("Gwet’s AC1", gwetAC1(counts)),
      named("Percent agreement", percentAgreement(counts)),
    ],
    byPersona: table.personas.map((id) => alphaOf(id, ratingsOf(table, id))),
  };
}

const named = (name: string, of: EstimatedCoefficient): MeasuredCoefficient => ({ name, ...of });

function alphaOf(name: string, counts: RatingCounts): MeasuredCoefficient {
  const alpha = krippendorffAlpha(counts, "nominal");
  const { low, high } = alphaBootstrap(counts, "nominal", seeded(1), { draws: ALPHA_DRAWS });
  return { ...alpha, name, low, high };
}

/** People's ratings: a unit is a prompt for a persona. */
function ratingsOf({ judgements, prompts }: JudgementTable, persona: string | null): RatingCounts {
  const place = new Map(prompts.map((id, at) => [id, at]));
  const units = new Map<string, number>();
  const unit: number[] = [];
  const code: number[] = [];
  for (const judgement of judgements) {
    const { persona_id, prompt_id, rater_kind } = judgement;
    if (rater_kind !== "person" || (persona !== null && persona_id !== persona)) continue;
    const key = `${persona_id} ${place.get(prompt_id)}`;
    const at = units.get(key) ?? units.size;
    units.set(key, at);
    unit.push(at);
    code.push(codeOf(judgement));
  }
  return countRatings(unit, code, units.size, VALUES);
}

export interface RaterMatrix {
  readonly raters: readonly Side[];
  /** By rater and rater, over all personas; NaN on the diagonal. */
  readonly kappas: readonly EstimatedCoefficient[];
}

/** Raters beyond this are left out of the matrix. */
export const MOST_RATERS = 20;

/** Models and the people's majority against each other; without models, people. */
export function raterMatrix(table: JudgementTable): RaterMatrix {
  const { people, models } = table;
  const majority: Side[] = people.length > 0 ? ["majority"] : [];
  const raters: Side[] =
    models.length > 0
      ? [...majority, ...models.map((name): Side => `model:${name}`)]
      : people.map((name): Side => `person:${name}`);
  const shown = raters.slice(0, MOST_RATERS);
  const codes = shown.map((side) => panelOf(table, side).cells.map(([choice]) => choice?.code));
  const kappas = shown.flatMap((_, i) =>
    shown.map((_, j) => {
      const counts = new Float64Array(VALUES * VALUES);
      if (i !== j) {
        codes[i].forEach((first, cell) => {
          const second = codes[j][cell];
          if (first !== undefined && second !== undefined) counts[first * VALUES + second]++;
        });
      }
      return cohenKappa(counts, VALUES);
    }),
  );
  return { raters: shown, kappas };
}
