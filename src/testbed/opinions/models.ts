/** Opinion models as the generator holds them, and the scores they give a population. */
import { join } from "node:path";
import type { CodedPersonas } from "../../schema/tables.ts";
import { AXIS_KEYS } from "../../schema/value-axes.ts";
import { numberIn, readFigures } from "../survey/source-file.ts";
import { heldBack, type Item, readItems } from "./catalogue.ts";
import { FACTORS } from "./factors.ts";
import { COEFFICIENT_COLUMNS, STRUCTURE_COLUMNS } from "./tabulate.ts";

export interface OpinionModels {
  readonly items: readonly Item[];
  readonly held: ReadonlySet<string>;
  /** Log odds by item: the intercept, and by factor the coefficient of each level. */
  readonly fitted: ReadonlyMap<string, ItemModel>;
  /** Authored loadings of attributes by axis. */
  readonly authored: ReadonlyMap<
    string,
    readonly (readonly [attribute: string, loading: number])[]
  >;
  /** Latent correlation of what is a person's own between two items, by axis. */
  readonly ownCorrelation: ReadonlyMap<string, number>;
  readonly levelSd: number;
}

export interface ItemModel {
  intercept: number;
  readonly coefficients: Map<string, Float64Array>;
}

/**
 * Reads data/survey/opinions.
 * @throws UserError naming file, row and column where something is missing or no number.
 */
export async function loadOpinionModels(folder: string): Promise<OpinionModels> {
  const items = await readItems(join(folder, "items.csv"));
  const fitted = new Map<string, ItemModel>();
  const table = await readFigures(join(folder, "coefficients.csv"), COEFFICIENT_COLUMNS);
  table.rows.forEach(({ item, factor, level }, i) => {
    const value = numberIn(table, i, "log_odds") ?? 0;
    let model = fitted.get(item);
    if (!model) {
      model = { intercept: 0, coefficients: new Map() };
      fitted.set(item, model);
    }
    if (factor === "") {
      model.intercept = value;
      return;
    }
    const { levels } = FACTORS[factor];
    const own = model.coefficients.get(factor) ?? new Float64Array(levels.length);
    own[levels.indexOf(level)] = value;
    model.coefficients.set(factor, own);
  });
  const structure = await readFigures(join(folder, "structure.csv"), STRUCTURE_COLUMNS);
  const figures = structure.rows.map(({ figure, axis }, i) => ({
    figure,
    axis,
    value: numberIn(structure, i, "value") ?? 0,
  }));
  const loadings = await readFigures(join(folder, "authored.csv"), ["axis", "factor", "loading"]);
  const authored = new Map<string, [string, number][]>();
  loadings.rows.forEach(({ axis, factor }, i) => {
    const own = authored.get(axis) ?? [];
    own.push([factor, numberIn(loadings, i, "loading") ?? 0]);
    authored.set(axis, own);
  });
  return {
    items,
    held: heldBack(items),
    fitted,
    authored,
    ownCorrelation: new Map(
      figures.flatMap(({ figure, axis, value }) =>
        figure === "own_correlation" ? [[axis, value] as const] : [],
      ),
    ),
    levelSd: figures.find(({ figure }) => figure === "level_sd")?.value ?? 0,
  };
}

export interface Scores {
  readonly logits: Readonly<Record<string, Float64Array>>;
  readonly axes: Readonly<Record<string, Float64Array>>;
}

/**
 * Log odds of support of every fitted item, and the scores on the axes: the mean of the
 * standardised log odds of the axis's items, turned to its positive pole, standardised again.
 * Means and standard deviations are those of adults. O(personas × items × factors).
 */
export function scoreOpinions(models: OpinionModels, personas: CodedPersonas): Scores {
  const classes = new Map(
    Object.entries(FACTORS).map(([name, { classesOf }]) => [
      name,
      Array.from({ length: personas.n }, (_, i) => classesOf(personas, i)),
    ]),
  );
  const logits = Object.fromEntries(
    [...models.fitted].map(([item, model]) => [item, logitsOf(model, classes, personas.n)]),
  );
  const adults = personas.codes.is_adult;
  const axes = Object.fromEntries(
    AXIS_KEYS.map((axis) => {
      const sum = new Float64Array(personas.n);
      const add = (values: Float64Array, weight: number) => {
        standardised(values, adults).forEach((value, i) => {
          sum[i] += weight * value;
        });
      };
      for (const { item, axis: own, sign } of models.items) {
        if (own === axis && logits[item]) add(logits[item], sign);
      }
      for (const [attribute, loading] of models.authored.get(axis) ?? []) {
        add(Float64Array.from(personas.codes[attribute]), loading);
      }
      return [axis, standardised(sum, adults)];
    }),
  );
  return { logits, axes };
}

function logitsOf(
  { intercept, coefficients }: ItemModel,
  classes: ReadonlyMap<string, readonly (readonly number[])[]>,
  n: number,
): Float64Array {
  const logits = new Float64Array(n).fill(intercept);
  for (const [factor, own] of coefficients) {
    classes.get(factor)?.forEach((levels, i) => {
      for (const level of levels) logits[i] += own[level] / levels.length;
    });
  }
  return logits;
}

function standardised(values: Float64Array, among: Uint8Array): Float64Array {
  let n = 0;
  let sum = 0;
  let squares = 0;
  values.forEach((value, i) => {
    if (!among[i]) return;
    n++;
    sum += value;
    squares += value * value;
  });
  const mean = sum / n;
  const sd = Math.sqrt(squares / n - mean * mean);
  return values.map((value) => (sd > 0 ? (value - mean) / sd : 0));
}
