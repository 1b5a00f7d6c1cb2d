/** The General Social Survey 2021-2024, in the classes of the models. */
import { RELIGIONS } from "./outcomes.ts";
import { ageBandOf } from "./respondent.ts";
import { codeIn, consecutive, numberIn, readSource } from "./source-file.ts";

/** Classes per respondent, -1 where the answer is missing. */
export interface GssSample {
  readonly n: number;
  readonly year: Int32Array;
  readonly weight: Float64Array;
  readonly age: Int8Array;
  readonly sex: Int8Array;
  readonly race: Int8Array;
  readonly degree: Int8Array;
  readonly religion: Int8Array;
  readonly party: Int8Array;
  readonly ideology: Int8Array;
}

export const GSS_YEARS = [2021, 2022, 2024] as const;

const religionCodes: Readonly<Record<string, readonly number[]>> = {
  Protestant: [1],
  Catholic: [2],
  "Orthodox Christian": [10],
  "Other Christian": [11, 13],
  Jewish: [3],
  Muslim: [9],
  Buddhist: [6],
  Hindu: [7],
  "Other religion": [5, 8, 12],
  "No religion": [4],
};

const RELIG = new Map(
  RELIGIONS.flatMap((level, i) => religionCodes[level].map((code) => [code, i] as const)),
);

const COLUMNS = [
  ["sex", "sex", consecutive(1, 2)],
  ["race", "race", consecutive(1, 3)],
  ["degree", "degree", consecutive(0, 5)],
  ["religion", "relig", RELIG],
  ["party", "partyid", consecutive(0, 8)],
  ["ideology", "polviews", consecutive(1, 7)],
] as const;

/**
 * Reads the respondents of 2021, 2022 and 2024.
 * @throws UserError for a missing file or column, or a code outside the codebook.
 */
export async function readGss(path: string): Promise<GssSample> {
  const names = ["year", "age", "wtssps", ...COLUMNS.map(([, column]) => column)];
  const file = await readSource(path, names);
  const kept = file.rows.flatMap((row, i) =>
    GSS_YEARS.some((year) => String(year) === row.year) ? [i] : [],
  );
  const coded = Object.fromEntries(
    COLUMNS.map(([name, column, codes]) => [
      name,
      Int8Array.from(kept, (row) => codeIn(file, row, column, codes)),
    ]),
  ) as Record<(typeof COLUMNS)[number][0], Int8Array>;
  return {
    n: kept.length,
    year: Int32Array.from(kept, (row) => numberIn(file, row, "year") ?? 0),
    weight: Float64Array.from(kept, (row) => numberIn(file, row, "wtssps") ?? 0),
    age: Int8Array.from(kept, (row) => {
      const age = numberIn(file, row, "age");
      return age === null ? -1 : ageBandOf(age);
    }),
    ...coded,
  };
}
