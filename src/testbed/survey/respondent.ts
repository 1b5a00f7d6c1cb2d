/** The demographics that the survey models read, and their classes in those models. */

/** A person as the generator holds it: level indices of the schema, age in years. */
export interface Respondent {
  readonly age: number;
  readonly sex: number;
  readonly race: number;
  readonly hispanic: number;
  readonly education: number;
  readonly state: number;
}

export const ADULT_AGE = 18;
/** Younger people have no religion of their own. */
export const RELIGION_AGE = 15;

export const AGE_BANDS = ["18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"] as const;
export const SEXES = ["Male", "Female"] as const;
/** Race as the General Social Survey codes it in every year. */
export const GSS_RACES = ["White", "Black", "Other"] as const;
/** The finer groups in which the Cooperative Election Study and the census can be compared. */
export const ORIGINS = [
  "White, not Hispanic",
  "Black",
  "Hispanic",
  "Asian",
  "Indigenous",
  "Mixed or other",
] as const;
export const DEGREES = [
  "Less than high school",
  "High school",
  "Associate",
  "Bachelor",
  "Graduate",
] as const;

/**
 * GSS race whose coefficients an origin starts from. The GSS reports half of the Hispanic
 * respondents as white; origin terms then move every origin to its own margin.
 */
export const GSS_RACE_OF_ORIGIN: readonly number[] = [0, 1, 2, 2, 0, 0];

/** Index in `AGE_BANDS`; people of 15 to 17 count with the youngest adults. */
export function ageBandOf(age: number): number {
  return age < 25 ? 0 : Math.min(6, Math.floor((age - 15) / 10));
}

/** Origin of the schema's race and Hispanic origin. Black Hispanic people count as Black. */
export function originOf(race: number, hispanic: number): number {
  if (race === 1) return 1;
  if (hispanic > 0) return 2;
  return [0, 1, 4, 3, 4, 5, 5][race];
}

const DEGREE_OF_EDUCATION = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 3, 4, 4, 4, 0];

/**
 * GSS degree of the schema's education. Under 18 a person is still at school and counts
 * with those who finish it, not with adults who left without a diploma.
 */
export function degreeOf(education: number, age: number): number {
  const degree = DEGREE_OF_EDUCATION[education];
  return degree === 0 && age < ADULT_AGE ? 1 : degree;
}

/** Cells of age band, sex, origin and degree. */
export const CELLS = AGE_BANDS.length * SEXES.length * ORIGINS.length * DEGREES.length;

/** Index of a cell, degree running fastest. */
export function cellOf(ageBand: number, sex: number, origin: number, degree: number): number {
  return ((ageBand * SEXES.length + sex) * ORIGINS.length + origin) * DEGREES.length + degree;
}

/** The classes of a cell: what `cellOf` was given. */
export function classesOfCell(cell: number): {
  ageBand: number;
  sex: number;
  origin: number;
  degree: number;
} {
  const degree = cell % DEGREES.length;
  const upper = Math.floor(cell / DEGREES.length);
  const origin = upper % ORIGINS.length;
  const rest = Math.floor(upper / ORIGINS.length);
  return { ageBand: Math.floor(rest / 2), sex: rest % 2, origin, degree };
}

/** Cell of a person. */
export function cellOfRespondent({ age, sex, race, hispanic, education }: Respondent): number {
  return cellOf(ageBandOf(age), sex, originOf(race, hispanic), degreeOf(education, age));
}
