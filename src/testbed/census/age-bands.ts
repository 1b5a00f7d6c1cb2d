/**
 * Age bands of the model. They break at every age at which a census question's universe begins or
 * ends (3, 5, 15, 16, 17, 18, 51), and each lies within one declared bin of the attribute.
 */
export const AGE_BANDS = [
  0, 3, 5, 7, 10, 12, 15, 16, 17, 18, 20, 22, 25, 30, 35, 40, 45, 50, 51, 55, 60, 65, 70, 75, 80,
  85,
] as const;

/** Coarser bands for conditioning, with the same breaks of universes. */
export const COARSE_AGE_BANDS = [0, 3, 5, 10, 15, 16, 17, 18, 22, 25, 35, 45, 51, 65, 75] as const;

const lookup = (starts: readonly number[]): Uint8Array => {
  const bands = new Uint8Array(131);
  let band = 0;
  for (let age = 0; age < bands.length; age++) {
    while (band + 1 < starts.length && age >= starts[band + 1]) band++;
    bands[age] = band;
  }
  return bands;
};

/** Model band of an age in years, 0 to 130. */
export const AGE_BAND_OF: Uint8Array = lookup(AGE_BANDS);
const COARSE_OF_AGE = lookup(COARSE_AGE_BANDS);

/** Coarse band of each model band. */
export const COARSE_OF_AGE_BAND: readonly number[] = AGE_BANDS.map((age) => COARSE_OF_AGE[age]);
