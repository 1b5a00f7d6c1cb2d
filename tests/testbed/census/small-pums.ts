/** A made-up PUMS folder: five households of Alabama, one of California, and 186 others. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

type Row = Record<string, string>;

/** The columns that the files of some states lack. */
const LACKING = "MAR ESR COW OCCP INDP PINCP MIL HICOV ENG FER DEAR DEYE DREM".split(" ");

const HOUSING = "RT SERIALNO HHT HHL HINCP NP NPF WGTP".split(" ");

/** A person with the answers that the census would have at that age; blank where it does not ask. */
function person(serial: string, position: number, age: number, sex: 1 | 2, rest: Row = {}): Row {
  const isAsked = (from: number, answer: string) => (age >= from ? answer : "");
  return {
    RT: "P",
    SERIALNO: serial,
    SPORDER: String(position),
    PWGTP: "50",
    AGEP: String(age),
    SEX: String(sex),
    RAC1P: "1",
    HISP: "01",
    SCHL: age < 3 ? "" : age < 7 ? "02" : age < 15 ? "07" : age < 18 ? "14" : "16",
    CIT: "1",
    DIS: "2",
    MAR: age < 25 ? "5" : "1",
    ESR: isAsked(16, age < 65 ? "1" : "6"),
    COW: isAsked(16, "1"),
    OCCP: isAsked(16, "4720"),
    INDP: isAsked(16, "4971"),
    PINCP: isAsked(15, "20000"),
    MIL: isAsked(17, "4"),
    HICOV: "1",
    ENG: "",
    FER: sex === 2 && age >= 15 && age <= 50 ? "2" : "",
    DEAR: "2",
    DEYE: "2",
    DREM: isAsked(5, "2"),
    ...rest,
  };
}

const household = (
  serial: string,
  hht: string,
  hhl: string,
  income: string,
  size: number,
): Row => ({
  RT: "H",
  SERIALNO: serial,
  HHT: hht,
  HHL: hhl,
  HINCP: income,
  NP: String(size),
  NPF: hht === "" || Number(hht) > 3 ? "" : String(size),
  WGTP: "50",
});

/** A couple with children of 10 and 3; a grandmother; a man alone; a father; and one in quarters. */
const ALABAMA = [
  person("2024HU0000001", 1, 40, 1, { PINCP: "60000", ESR: "4" }),
  person("2024HU0000001", 2, 38, 2, { PINCP: "30000", ENG: "2", FER: "1" }),
  person("2024HU0000001", 3, 10, 1, { DIS: "1", DREM: "1" }),
  person("2024HU0000001", 4, 3, 2),
  person("2024HU0000002", 1, 60, 2, { RAC1P: "5", HISP: "23", SCHL: "22" }),
  person("2024HU0000002", 2, 6, 2),
  person("2024HU0000003", 1, 30, 1, { PINCP: "-500", COW: "6" }),
  person("2024HU0000005", 1, 35, 1),
  person("2024HU0000005", 2, 2, 1),
  person("2024GQ0000004", 1, 20, 1, { ESR: "3", COW: "", OCCP: "", INDP: "", MIL: "2" }),
];

const CALIFORNIA = [
  person("2024HU0000006", 1, 51, 2, { CIT: "4" }),
  person("2024HU0000006", 2, 48, 1),
  person("2024HU0000006", 3, 16, 2),
  person("2024HU0000006", 4, 15, 1),
  person("2024HU0000006", 5, 4, 2),
];

/** One of every age and sex, all in group quarters: donors for whoever lacks answers. */
const OTHERS = Array.from({ length: 93 }, (_, age) =>
  [1, 2].map((sex) => person(`2024GQ1${age}${sex}`, 1, age, sex as 1 | 2)),
).flat();

const HOUSEHOLDS = [
  household("2024HU0000001", "1", "1", "90000", 4),
  household("2024HU0000002", "3", "2", "20000", 2),
  household("2024HU0000003", "4", "1", "-500", 1),
  household("2024HU0000005", "2", "5", "0", 2),
  household("2024HU0000006", "1", "2", "150000", 5),
  household("2024HU0000007", "", "", "", 0),
  household("2024GQ0000004", "", "", "", 1),
  ...OTHERS.map(({ SERIALNO }) => household(SERIALNO, "", "", "", 1)),
];

const csv = (columns: readonly string[], rows: readonly Row[]) =>
  `${[columns, ...rows.map((row) => columns.map((name) => row[name] ?? ""))]
    .map((cells) => cells.join(","))
    .join("\n")}\n`;

export interface SmallPumsOptions {
  /** Column of the state: STATE since 2023. */
  readonly state?: "ST" | "STATE";
  /** Columns left out of every file. */
  readonly without?: readonly string[];
  /** Changes persons before they are written. */
  readonly change?: (person: Row) => Row;
}

/** Writes the folder as the Census Bureau's CSV: two person files, the second without 13 columns. */
export async function writeSmallPums(
  folder: string,
  { state = "STATE", without = [], change = (row) => row }: SmallPumsOptions = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const columns = [...Object.keys(OTHERS[0]), state].filter((name) => !without.includes(name));
  const inState = (fips: string) => (row: Row) => change({ ...row, [state]: fips });
  const files = {
    "psam_pusa.csv": csv(columns, [...OTHERS, ...ALABAMA].map(inState("01"))),
    "psam_pusb.csv": csv(
      columns.filter((name) => !LACKING.includes(name)),
      CALIFORNIA.map(inState("06")),
    ),
    "psam_husa.csv": csv(
      HOUSING.filter((name) => !without.includes(name)),
      HOUSEHOLDS,
    ),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

/** Copies the CSV files of a folder as Parquet, with the types that DuckDB finds. */
export async function asParquet(from: string, to: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const name of ["psam_pusa", "psam_pusb", "psam_husa"]) {
    const kind = join(to, name.includes("hus") ? "housing" : "person");
    await mkdir(kind, { recursive: true });
    await connection.run(
      `COPY (SELECT * FROM read_csv('${join(from, `${name}.csv`)}')) TO '${join(kind, `${name}.parquet`)}' (FORMAT parquet)`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}
