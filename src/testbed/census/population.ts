/** The census microdata as coded columns: one row per sampled person. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { binOf } from "../../schema/attribute.ts";
import { attributeOf } from "../../schema/attributes.ts";
import { NO_NUMBER } from "../../schema/tables.ts";
import { InputError } from "../datasets/input-error.ts";
import {
  type Coding,
  HOUSEHOLD_LANGUAGE_CODING,
  MISSING,
  PERSON_CODINGS,
  STATE_OF_FIPS,
} from "./coding.ts";
import { findPumsFiles, type PumsFiles, scan } from "./pums-files.ts";

export interface CodedPopulation {
  readonly n: number;
  /** Person weight (PWGTP). */
  readonly weights: Float64Array;
  /** Level index per person and census attribute; `MISSING` where the file has no answer. */
  readonly codes: Record<string, Uint8Array>;
  /** Years or dollars; `NO_NUMBER` where not applicable. */
  readonly numbers: Record<"age" | "income" | "household_income", Int32Array>;
  /** INDP and OCCP codes; 0 where not applicable. */
  readonly titles: Record<"industry" | "occupation", Uint16Array>;
  /** 0 householder, 1 second person, 2 any other member, 3 in group quarters. */
  readonly role: Uint8Array;
  /** 1 where the 13 work, health and family columns are not in the file. */
  readonly lacking: Uint8Array;
}

const SMALL = [
  "state",
  ...Object.keys(PERSON_CODINGS),
  "household_language",
  "household_type",
  "family_presence_and_age",
] as const;

/** Person attributes that some files lack altogether: there a blank is no answer. */
export const LACKING_KEYS: readonly string[] = [
  "marital_status",
  "ability_to_speak_english",
  "employment_status",
  "class_of_worker",
  "veteran_status",
  "health_insurance",
  "fertility",
  "hearing_difficulty",
  "vision_difficulty",
  "cognitive_difficulty",
];

/** `CASE` from census codes to level indices; a blank is `blank`, an unknown code `MISSING`. */
function codeSql(coding: Coding, alias: string, mayLack = false): string {
  const whens = Object.entries(coding.of).map(([code, level]) => `WHEN ${code} THEN ${level}`);
  const value = `TRY_CAST(${alias}.${coding.variable} AS INTEGER)`;
  const blank =
    coding.blank === null
      ? MISSING
      : mayLack
        ? `IF(lacking, ${MISSING}, ${coding.blank})`
        : coding.blank;
  return `CASE WHEN ${value} IS NULL THEN ${blank} ELSE CASE ${value} ${whens.join(" ")} ELSE ${MISSING} END END`;
}

function populationSql(files: PumsFiles): string {
  // STATE since 2023, ST before.
  const states = ["STATE", "ST"].filter((name) => files.personColumns.has(name));
  const state = states.map((name) => `TRY_CAST("${name}" AS INTEGER)`).join(", ");
  const personColumns = [
    "SERIALNO",
    "SPORDER",
    "PWGTP",
    "AGEP",
    ...Object.values(PERSON_CODINGS).map((coding) => coding.variable),
    "OCCP",
    "INDP",
    "PINCP",
  ];
  const housing = attributeOf("household_type").levels.length - 1;
  const noFamily = attributeOf("family_presence_and_age").levels.length - 1;
  const columns: Record<string, string> = {
    state: `CASE p.state ${Object.entries(STATE_OF_FIPS)
      .map(([fips, level]) => `WHEN ${fips} THEN ${level}`)
      .join(" ")} ELSE ${MISSING} END`,
    ...Object.fromEntries(
      Object.entries(PERSON_CODINGS).map(([key, coding]) => [
        key,
        codeSql(coding, "p", LACKING_KEYS.includes(key)),
      ]),
    ),
    household_language: codeSql(HOUSEHOLD_LANGUAGE_CODING, "h"),
    household_type: `CASE h.hht WHEN 1 THEN IF(own > 0, 0, 1) WHEN 2 THEN IF(own > 0, 2, 3)
      WHEN 3 THEN IF(own > 0, 4, 5) WHEN 4 THEN 6 WHEN 6 THEN 7 WHEN 5 THEN 8 WHEN 7 THEN 9
      ELSE ${housing} END`,
    family_presence_and_age: `CASE WHEN h.hht BETWEEN 1 AND 3 THEN
      CASE WHEN under5 > 0 AND over5 > 0 THEN 2 WHEN under5 > 0 THEN 0 WHEN over5 > 0 THEN 1 ELSE 3 END
      ELSE ${noFamily} END`,
  };
  // Relationships are not in the file: a member under 18 counts as the householder's own child where
  // the householder is 15 to 50 years older.
  return `
    WITH person AS (
      SELECT ${personColumns.map((name) => `"${name}"`).join(", ")}, coalesce(${state}) AS state,
        TRY_CAST(AGEP AS INTEGER) AS age, TRY_CAST(SPORDER AS INTEGER) AS position, MAR IS NULL AS lacking
      FROM ${scan(files.person)}
    ), head AS (SELECT SERIALNO, age AS head_age FROM person WHERE position = 1),
    members AS (
      SELECT SERIALNO,
        count(*) FILTER (position > 1 AND age < 18 AND head_age - age BETWEEN 15 AND 50) AS own,
        count(*) FILTER (position > 1 AND age < 5) AS under5,
        count(*) FILTER (position > 1 AND age BETWEEN 5 AND 17) AS over5
      FROM person JOIN head USING (SERIALNO) GROUP BY SERIALNO
    ), housing AS (
      SELECT SERIALNO, TRY_CAST(HHT AS INTEGER) AS hht, HHL, TRY_CAST(HINCP AS INTEGER) AS hincp
      FROM ${scan(files.housing)}
    )
    SELECT ${SMALL.map((key) => `CAST(${columns[key]} AS UTINYINT) AS "${key}"`).join(",\n")},
      CAST(IF(h.hht IS NULL, 3, least(position, 3) - 1) AS UTINYINT) AS role,
      CAST(lacking AS UTINYINT) AS lacking,
      TRY_CAST(p.PWGTP AS INTEGER) AS weight,
      p.age,
      coalesce(TRY_CAST(TRY_CAST(p.PINCP AS DOUBLE) AS INTEGER), ${NO_NUMBER}) AS income,
      IF(h.hht IS NULL, ${NO_NUMBER}, coalesce(h.hincp, ${NO_NUMBER})) AS household_income,
      coalesce(TRY_CAST(p.INDP AS INTEGER), 0) AS industry,
      coalesce(TRY_CAST(p.OCCP AS INTEGER), 0) AS occupation
    FROM person p JOIN housing h USING (SERIALNO) JOIN members USING (SERIALNO)
    ORDER BY p.state, p.SERIALNO, p.position`;
}

/**
 * Reads all persons of a PUMS folder in the order of state, household and position.
 * @throws InputError as `findPumsFiles`, and where files do not belong together or hold unknown codes.
 */
export async function readPopulation(
  connection: DuckDBConnection,
  folder: string,
  onProgress: (rows: number) => void = () => {},
): Promise<CodedPopulation> {
  const files = await findPumsFiles(connection, folder);
  const counted = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER FROM ${scan(files.person)}`,
  );
  const n = Number(counted.getRows()[0][0]);
  const codes: Record<string, Uint8Array> = {};
  for (const key of SMALL) codes[key] = new Uint8Array(n);
  const role = new Uint8Array(n);
  const lacking = new Uint8Array(n);
  const weights = new Float64Array(n);
  const age = new Int32Array(n);
  const income = new Int32Array(n);
  const householdIncome = new Int32Array(n);
  const industry = new Uint16Array(n);
  const occupation = new Uint16Array(n);
  const targets = [
    ...SMALL.map((key) => codes[key]),
    role,
    lacking,
    weights,
    age,
    income,
    householdIncome,
    industry,
    occupation,
  ];
  let row = 0;
  try {
    const result = await connection.stream(populationSql(files));
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      const rows = chunk.rowCount;
      targets.forEach((target, column) => {
        const vector = chunk!.getColumnVector(column);
        for (let i = 0; i < rows; i++) target[row + i] = Number(vector.getItem(i));
      });
      row += rows;
      onProgress(row);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    throw new InputError(`${folder}: cannot be read (${reason}); download the files again`);
  }
  if (row !== n) {
    throw new InputError(
      `${folder}: ${n} persons, but ${row} with their household and its first person; give the person and housing files of the same states and year, each once`,
    );
  }
  requireKnown(folder, codes, lacking);
  return {
    n,
    weights,
    codes: { ...codes, ...derivedCodes(age, income, householdIncome) },
    numbers: { age, income, household_income: householdIncome },
    titles: { industry, occupation },
    role,
    lacking,
  };
}

/** @throws InputError for a code that the dictionary does not have, or a blank that it does not allow. */
function requireKnown(
  folder: string,
  codes: Readonly<Record<string, Uint8Array>>,
  lacking: Uint8Array,
) {
  for (const [key, column] of Object.entries(codes)) {
    const mayLack = LACKING_KEYS.includes(key);
    const row = column.findIndex((code, i) => code === MISSING && !(mayLack && lacking[i] === 1));
    if (row < 0) continue;
    const coding = key === "household_language" ? HOUSEHOLD_LANGUAGE_CODING : PERSON_CODINGS[key];
    const variable = coding?.variable ?? "STATE";
    throw new InputError(
      `${folder}: person ${row + 1} has a ${variable} that is not in the PUMS dictionary; give the files of the 50 states and DC of 2023 or 2024`,
    );
  }
}

/** Declared bins of the numbers, and adulthood. */
export function derivedCodes(
  age: Int32Array,
  income: Int32Array,
  householdIncome: Int32Array,
): Record<string, Uint8Array> {
  const bins = (key: string, values: Int32Array) => {
    const attribute = attributeOf(key);
    return Uint8Array.from(values, (value) =>
      value === NO_NUMBER ? attribute.levels.length - 1 : binOf(attribute, value),
    );
  };
  const ageAttribute = attributeOf("age");
  return {
    age: Uint8Array.from(age, (years) => binOf(ageAttribute, years)),
    is_adult: Uint8Array.from(age, (years) => (years >= 18 ? 1 : 0)),
    income: bins("income", income),
    household_income: bins("household_income", householdIncome),
  };
}
