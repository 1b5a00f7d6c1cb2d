/** The committed form of the models: one row per term and level, one column per class. */
import { TRAITS } from "../../schema/levels.ts";
import { STATES } from "../../schema/places.ts";
import { UserError } from "../user-error.ts";
import { NORM_BANDS, NORM_GROUPS } from "./big-five.ts";
import type { BeliefModel } from "./class-table.ts";
import { featureCount, termLevels } from "./design.ts";
import { DESIGNS } from "./designs.ts";
import { rounded } from "./figure-table.ts";
import { CLASSES, type Outcome } from "./outcomes.ts";
import { ORIGINS, SEXES } from "./respondent.ts";
import { numberIn, type SourceFile } from "./source-file.ts";
import { CUTS, type TraitFigures } from "./traits.ts";

type Row = (string | number)[];

/** Names of the rows of a belief model, in the order of its coefficients. */
function rowNames(outcome: Outcome): (readonly [term: string, level: string])[] {
  const design = DESIGNS[outcome];
  return [
    ["intercept", ""],
    ...design.terms.flatMap((term) => {
      const name = term.map((factor) => design.factors[factor].name).join(" × ");
      return termLevels(design, term).map((level) => [name, level] as const);
    }),
    ...ORIGINS.map((origin) => ["origin", origin] as const),
    ...STATES.map((state) => ["state", state.name] as const),
  ];
}

export const beliefColumns = (outcome: Outcome) => ["term", "level", ...CLASSES[outcome]];

export function beliefRows(outcome: Outcome, { logit, origins, states }: BeliefModel): Row[] {
  const values = [...logit.coefficients, ...origins, ...states];
  const { classes } = logit;
  return rowNames(outcome).map(([term, level], i) => [
    term,
    level,
    ...values.slice(i * classes, (i + 1) * classes),
  ]);
}

/** @throws UserError if a row is not where the design has it. */
export function beliefModel(outcome: Outcome, file: SourceFile): BeliefModel {
  const names = rowNames(outcome);
  const classes = CLASSES[outcome].length;
  const values = new Float64Array(names.length * classes);
  names.forEach(([term, level], i) => {
    const row = file.rows[i];
    if (row?.term !== term || row.level !== level) {
      throw new UserError(
        `${file.path}, row ${i + 1}: "${term}, ${level}" expected; tabulate anew`,
      );
    }
    CLASSES[outcome].forEach((name, k) => {
      values[i * classes + k] = numberIn(file, i, name) ?? 0;
    });
  });
  const features = featureCount(DESIGNS[outcome]) * classes;
  const origins = features + ORIGINS.length * classes;
  return {
    logit: { design: DESIGNS[outcome], classes, coefficients: values.slice(0, features) },
    origins: values.slice(features, origins),
    states: values.slice(origins),
  };
}

const groupName = (group: number): [string, string] => [
  SEXES[Math.floor(group / NORM_BANDS.length)],
  NORM_BANDS[group % NORM_BANDS.length],
];

const groups = Array.from({ length: NORM_GROUPS }, (_, group) => group);

export const CUT_COLUMNS = ["sex", "age_band", "trait", "cut_1", "cut_2", "cut_3", "cut_4"];
export const CORRELATION_COLUMNS = ["trait", ...TRAITS, "ideology"];
export const IDEOLOGY_COLUMNS = ["sex", "age_band", "mean", "sd"];

/** Decimals of the committed trait figures. */
const DECIMALS = 5;

/** Rows of the three tables of traits. */
export function traitRows(
  figures: TraitFigures,
): Record<"cuts" | "correlations" | "ideology", Row[]> {
  const round = (values: Float64Array) => [...values].map((value) => rounded(value, DECIMALS));
  const cuts = round(figures.cuts);
  const correlations = round(figures.correlations);
  const [mean, sd] = [round(figures.ideologyMean), round(figures.ideologySd)];
  return {
    cuts: groups.flatMap((group) =>
      TRAITS.map((trait, t) => {
        const from = (group * TRAITS.length + t) * CUTS.length;
        return [...groupName(group), trait, ...cuts.slice(from, from + CUTS.length)];
      }),
    ),
    correlations: TRAITS.map((trait, t) => [
      trait,
      ...correlations.slice(t * TRAITS.length, (t + 1) * TRAITS.length),
      rounded(figures.loadings[t], DECIMALS),
    ]),
    ideology: groups.map((group) => [...groupName(group), mean[group], sd[group]]),
  };
}

/** @throws UserError if a table is short or a figure is no number. */
export function traitFigures(
  cuts: SourceFile,
  correlations: SourceFile,
  ideology: SourceFile,
): TraitFigures {
  const read = (file: SourceFile, rows: number, columns: readonly string[]) => {
    if (file.rows.length !== rows) {
      throw new UserError(`${file.path}: ${rows} rows expected, ${file.rows.length} found`);
    }
    return Float64Array.from(
      file.rows.flatMap((_, i) => columns.map((column) => numberIn(file, i, column) ?? Number.NaN)),
    );
  };
  return {
    cuts: read(cuts, NORM_GROUPS * TRAITS.length, CUT_COLUMNS.slice(3)),
    correlations: read(correlations, TRAITS.length, TRAITS),
    loadings: read(correlations, TRAITS.length, ["ideology"]),
    ideologyMean: read(ideology, NORM_GROUPS, ["mean"]),
    ideologySd: read(ideology, NORM_GROUPS, ["sd"]),
  };
}
