/** The people of the 2024 American Community Survey, by what the survey models read. */
import { existsSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { STATES } from "../../schema/places.ts";
import { UserError } from "../user-error.ts";
import { ageBandOf, CELLS, cellOf, ORIGINS, originOf, RELIGION_AGE } from "./respondent.ts";

/** Weighted people. Cells are those of `cellOf`; arrays by cell and state are row-major. */
export interface Frame {
  /** People 18 and over, by cell and state. */
  readonly adults: Float64Array;
  /** People 15 to 17, by cell and state. */
  readonly teenagers: Float64Array;
  /** Everyone, by sex and single year of age: `[sex * 100 + age]`. */
  readonly ages: Float64Array;
}

/** Single years of age are counted up to this one. */
export const OLDEST = 99;

const SCHL_DEGREE =
  "CASE WHEN SCHL <= 15 THEN 0 WHEN SCHL <= 19 THEN 1 WHEN SCHL = 20 THEN 2 WHEN SCHL = 21 THEN 3 ELSE 4 END";
/** RAC1P codes in the order of the schema's races; 3 to 5 are kinds of American Indian. */
const RAC1P_RACE = "CASE WHEN RAC1P <= 2 THEN RAC1P - 1 WHEN RAC1P <= 5 THEN 2 ELSE RAC1P - 3 END";

/**
 * Reads person files of the PUMS, one Parquet per state.
 * @param pattern glob of the files. @throws UserError if none is there, or one lacks a column.
 */
export async function readFrame(folder: string): Promise<Frame> {
  if (!existsSync(folder)) throw new UserError(`${folder}: no such folder of PUMS person files`);
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  try {
    const files = `${folder.replaceAll("'", "''")}/*.parquet`;
    const reader = await connection.runAndReadAll(`
      SELECT AGEP::INT, SEX::INT - 1, (${RAC1P_RACE})::INT, (HISP > 1)::INT,
             (${SCHL_DEGREE})::INT, STATE, sum(PWGTP)::DOUBLE
      FROM read_parquet('${files}', union_by_name = true)
      GROUP BY ALL`);
    return frameOf(reader.getRows() as FrameRow[]);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `${folder}: PUMS person files with AGEP, SEX, RAC1P, HISP, SCHL, STATE and PWGTP expected: ${reason}`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

type FrameRow = [number, number, number, number, number, string, number];

function frameOf(rows: readonly FrameRow[]): Frame {
  const stateOf = new Map(STATES.map((state, i) => [state.fips, i]));
  const adults = new Float64Array(CELLS * STATES.length);
  const teenagers = new Float64Array(CELLS * STATES.length);
  const ages = new Float64Array(2 * (OLDEST + 1));
  for (const [age, sex, race, hispanic, degree, fips, weight] of rows) {
    ages[sex * (OLDEST + 1) + Math.min(age, OLDEST)] += weight;
    if (age < RELIGION_AGE) continue;
    const state = stateOf.get(fips.padStart(2, "0"));
    if (state === undefined) throw new UserError(`PUMS person files: unknown STATE "${fips}"`);
    const isAdult = age >= 18;
    const finished = degree === 0 && !isAdult ? 1 : degree;
    const cell = cellOf(ageBandOf(age), sex, originOf(race, hispanic), finished);
    (isAdult ? adults : teenagers)[cell * STATES.length + state] += weight;
  }
  return { adults, teenagers, ages };
}

/** Adults by origin. */
export function originTotals({ adults }: Frame): Float64Array {
  return totalsBy(adults, ORIGINS.length, (cell) => Math.floor(cell / 5) % ORIGINS.length);
}

/** Adults by state. */
export function stateTotals({ adults }: Frame): Float64Array {
  return totalsBy(adults, STATES.length, (_, state) => state);
}

function totalsBy(
  people: Float64Array,
  size: number,
  groupOf: (cell: number, state: number) => number,
): Float64Array {
  const totals = new Float64Array(size);
  people.forEach((weight, i) => {
    totals[groupOf(Math.floor(i / STATES.length), i % STATES.length)] += weight;
  });
  return totals;
}
