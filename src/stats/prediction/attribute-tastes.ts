/** What attributes say of a persona's taste for each feature of an answer. */
import { solveCholesky } from "../cholesky.ts";
import type { Dummies } from "../dummies.ts";
import type { ChoiceColumns, PromptFeatures } from "./rows.ts";

/** Ridge penalties that are tried. */
const PENALTIES = [1, 10, 100, 1000];

export interface AttributeTastes {
  /** By persona and feature. */
  readonly tastes: Float64Array;
  readonly penalty: number;
}

interface Normal {
  readonly cross: Float64Array;
  readonly product: Float64Array;
}

/**
 * Ridge regression of what is left of choices on attribute columns times features: a persona's
 * taste for a feature is linear in its attributes, with a constant. Of four penalties the one with
 * the least squared error on one half of the personas (odd numbers) when fitted to the other; then
 * fitted to all. O(rows × (attributes × features)² + size³).
 * @param residual by row: sign of the choice less the prompt's level.
 * Source: Hoerl and Kennard (1970), Ridge Regression.
 */
export function attributeTastes(
  { persona, prompt }: ChoiceColumns,
  residual: Float64Array,
  { features, width }: PromptFeatures,
  dummies: Dummies,
): AttributeTastes {
  const size = (1 + dummies.width) * width;
  const halves = [0, 1].map(
    (): Normal => ({ cross: new Float64Array(size * size), product: new Float64Array(size) }),
  );
  const at = new Int32Array((1 + dummies.column.length) * width);
  const value = new Float64Array(at.length);
  for (let row = 0; row < residual.length; row++) {
    const who = persona[row];
    let used = 0;
    const add = (column: number) => {
      for (let f = 0; f < width; f++) {
        const feature = features[prompt[row] * width + f];
        if (feature === 0) continue;
        at[used] = column * width + f;
        value[used++] = feature;
      }
    };
    add(0);
    for (const of of dummies.column) if (of[who] >= 0) add(1 + of[who]);
    const { cross, product } = halves[who % 2];
    for (let a = 0; a < used; a++) {
      product[at[a]] += value[a] * residual[row];
      for (let b = 0; b <= a; b++) cross[at[a] * size + at[b]] += value[a] * value[b];
    }
  }
  const errors = PENALTIES.map((penalty) => errorOf(halves[1], ridge(halves[0], penalty)));
  const penalty = PENALTIES[errors.indexOf(Math.min(...errors))];
  const both = {
    cross: halves[0].cross.map((of, i) => of + halves[1].cross[i]),
    product: halves[0].product.map((of, i) => of + halves[1].product[i]),
  };
  return { tastes: tastesOf(ridge(both, penalty), dummies, width), penalty };
}

function ridge({ cross, product }: Normal, penalty: number): Float64Array {
  const matrix = cross.slice();
  const size = product.length;
  for (let i = 0; i < size; i++) matrix[i * size + i] += penalty;
  return solveCholesky(matrix, product.slice());
}

/** Squared error on other rows, less a constant: bᵀ A b − 2 bᵀ c. */
function errorOf({ cross, product }: Normal, slopes: Float64Array): number {
  const size = slopes.length;
  let error = 0;
  for (let i = 0; i < size; i++) {
    let sum = cross[i * size + i] * slopes[i];
    for (let j = 0; j < i; j++) sum += 2 * cross[i * size + j] * slopes[j];
    error += slopes[i] * (sum - 2 * product[i]);
  }
  return error;
}

function tastesOf(slopes: Float64Array, { personas, column }: Dummies, width: number) {
  const tastes = new Float64Array(personas * width);
  for (let i = 0; i < personas; i++) {
    for (let f = 0; f < width; f++) {
      let sum = slopes[f];
      for (const of of column) if (of[i] >= 0) sum += slopes[(1 + of[i]) * width + f];
      tastes[i * width + f] = sum;
    }
  }
  return tastes;
}

/** Taste × features by row. */
export function tasteScores(
  { persona, prompt }: Pick<ChoiceColumns, "persona" | "prompt">,
  tastes: Float64Array,
  { features, width }: PromptFeatures,
): Float64Array {
  const scores = new Float64Array(persona.length);
  for (let row = 0; row < scores.length; row++) {
    for (let f = 0; f < width; f++) {
      scores[row] += tastes[persona[row] * width + f] * features[prompt[row] * width + f];
    }
  }
  return scores;
}
