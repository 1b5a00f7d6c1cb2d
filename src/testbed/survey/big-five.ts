/** The two personality sources: norms by sex and age, and answers from which traits correlate. */
import { TRAITS } from "../../schema/levels.ts";
import { UserError } from "../user-error.ts";
import { numberIn, readSource } from "./source-file.ts";

/** Age bands of the norms; children count with the youngest. */
export const NORM_BANDS = ["<21", "21-40", "41-60", "60+"] as const;

/** Groups of the norms: sex by age band, the band running fastest. */
export const NORM_GROUPS = 2 * NORM_BANDS.length;

export function normBandOf(age: number): number {
  return age < 21 ? 0 : age <= 40 ? 1 : age <= 60 ? 2 : 3;
}

export function normGroupOf(sex: number, age: number): number {
  return sex * NORM_BANDS.length + normBandOf(age);
}

/** Mean and standard deviation of the domain scores (24 to 120), row-major: norm group by trait. */
export interface Norms {
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

/** @throws UserError if a sex, band and trait has no mean and sd. */
export async function readNorms(path: string): Promise<Norms> {
  const file = await readSource(path, ["sex", "age_band", "trait", "mean", "sd"]);
  const value = (column: string) => (i: number) => {
    const group = Math.floor(i / TRAITS.length);
    const sex = ["Male", "Female"][Math.floor(group / NORM_BANDS.length)];
    const band = NORM_BANDS[group % NORM_BANDS.length];
    const trait = TRAITS[i % TRAITS.length];
    const row = file.rows.findIndex(
      (r) => r.sex === sex && r.age_band === band && r.trait === trait,
    );
    const found = row < 0 ? null : numberIn(file, row, column);
    if (found !== null) return found;
    throw new UserError(`${path}: ${column} of ${trait} expected for ${sex}, ${band}`);
  };
  const indices = Array.from({ length: NORM_GROUPS * TRAITS.length }, (_, i) => i);
  return {
    mean: Float64Array.from(indices, value("mean")),
    sd: Float64Array.from(indices, value("sd")),
  };
}

/** Prefix of a trait's ten items, and the items that count backwards (the codebook's wording). */
const ITEMS: Readonly<Record<(typeof TRAITS)[number], readonly [string, readonly number[]]>> = {
  openness: ["O", [2, 4, 6]],
  conscientiousness: ["C", [2, 4, 6, 8]],
  extraversion: ["E", [2, 4, 6, 8, 10]],
  agreeableness: ["A", [1, 3, 5, 7]],
  neuroticism: ["N", [2, 4]],
};

/** Scores of complete respondents, row-major by trait, and the norm group of each. */
export interface TraitScores {
  readonly n: number;
  readonly scores: Float64Array;
  readonly group: Uint8Array;
}

/**
 * US respondents of 18 to 100, male or female, who answered all 50 items.
 * @throws UserError for a missing file or column.
 */
export async function readTraitScores(path: string): Promise<TraitScores> {
  const items = TRAITS.map((trait) => {
    const [prefix, reversed] = ITEMS[trait];
    return Array.from({ length: 10 }, (_, i) => ({
      column: `${prefix}${i + 1}`,
      sign: reversed.includes(i + 1) ? -1 : 1,
    }));
  });
  const columns = items.flat().map(({ column }) => column);
  const file = await readSource(path, ["age", "gender", "country", ...columns], "\t");
  const scores: number[] = [];
  const group: number[] = [];
  file.rows.forEach((row, i) => {
    const age = numberIn(file, i, "age") ?? 0;
    const gender = numberIn(file, i, "gender");
    if (row.country !== "US" || !(age >= 18 && age <= 100)) return;
    if (gender !== 1 && gender !== 2) return;
    // 0 stands for an item that was missed.
    if (columns.some((column) => !(Number(row[column]) >= 1))) return;
    for (const scale of items) {
      scores.push(scale.reduce((sum, { column, sign }) => sum + sign * Number(row[column]), 0));
    }
    group.push(normGroupOf(gender - 1, age));
  });
  return { n: group.length, scores: Float64Array.from(scores), group: Uint8Array.from(group) };
}

/**
 * Correlations of the traits within sex and age band (deviations from each group's mean, pooled),
 * row-major.
 */
export function pooledCorrelations({ n, scores, group }: TraitScores): Float64Array {
  const k = TRAITS.length;
  const sums = new Float64Array(NORM_GROUPS * k);
  const counts = new Float64Array(NORM_GROUPS);
  for (let i = 0; i < n; i++) {
    counts[group[i]]++;
    for (let t = 0; t < k; t++) sums[group[i] * k + t] += scores[i * k + t];
  }
  const covariance = new Float64Array(k * k);
  for (let i = 0; i < n; i++) {
    const g = group[i];
    const deviation = (t: number) => scores[i * k + t] - sums[g * k + t] / counts[g];
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < k; b++) covariance[a * k + b] += deviation(a) * deviation(b);
    }
  }
  return covariance.map((value, i) => {
    const [a, b] = [Math.floor(i / k), i % k];
    return value / Math.sqrt(covariance[a * k + a] * covariance[b * k + b]);
  });
}
