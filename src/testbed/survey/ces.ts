/** The Cooperative Election Study 2016: who has which party and ideology, by origin and state. */
import { STATES } from "../../schema/places.ts";
import { UserError } from "../user-error.ts";
import { ORIGINS } from "./respondent.ts";
import { codeIn, consecutive, readSource } from "./source-file.ts";

/** Unweighted respondents, row-major: state by origin by answer. */
export interface CesCounts {
  readonly n: number;
  /** Party in 7 points, strong Democrat to strong Republican. */
  readonly party: Float64Array;
  /** Ideology in 5 points, very liberal to very conservative. */
  readonly ideology: Float64Array;
}

export const CES_PARTIES = 7;
export const CES_IDEOLOGIES = 5;

/** "Other" and "Middle Eastern" have no counterpart among the census races; both are left out. */
const ORIGIN_OF: Readonly<Record<string, number>> = {
  White: 0,
  Black: 1,
  Hispanic: 2,
  Asian: 3,
  "Native American": 4,
  Mixed: 5,
  Other: -1,
  "Middle Eastern": -1,
};

/** @throws UserError for a missing file or column, an unknown state or race, or a code out of range. */
export async function readCes(path: string): Promise<CesCounts> {
  const file = await readSource(path, ["state", "racef", "pid7na", "ideo"]);
  const stateOf = new Map(STATES.map((state, i) => [state.name, i]));
  const table = (classes: number) => new Float64Array(STATES.length * ORIGINS.length * classes);
  const questions = [
    { column: "pid7na", classes: CES_PARTIES, counts: table(CES_PARTIES) },
    { column: "ideo", classes: CES_IDEOLOGIES, counts: table(CES_IDEOLOGIES) },
  ];
  file.rows.forEach((row, i) => {
    const state = stateOf.get(row.state);
    const origin = ORIGIN_OF[row.racef];
    if (state === undefined || origin === undefined) {
      const [column, found] = state === undefined ? ["state", row.state] : ["racef", row.racef];
      throw new UserError(`${path}, row ${i + 2}, ${column}: "${found}" is not known`);
    }
    if (origin < 0) return;
    for (const { column, classes, counts } of questions) {
      const answer = codeIn(file, i, column, consecutive(1, classes));
      if (answer >= 0) counts[(state * ORIGINS.length + origin) * classes + answer]++;
    }
  });
  return { n: file.rows.length, party: questions[0].counts, ideology: questions[1].counts };
}
