/** The shares that the models are moved to: of the nation, of every origin, of every state. */
import { DIVISIONS, STATES } from "../../schema/places.ts";
import { CES_IDEOLOGIES, CES_PARTIES, type CesCounts } from "./ces.ts";
import type { GssSample } from "./gss.ts";
import { rowShares, sumRows } from "./implied.ts";
import { CLASSES, type Outcome, RELIGIONS } from "./outcomes.ts";
import type { PublishedFigures } from "./published.ts";
import { GSS_RACES, ORIGINS } from "./respondent.ts";
import { parentShares, type ShrunkShares, shrunkShares } from "./shrinkage.ts";
import { preserveStructure, reclass } from "./structure.ts";

/** The year whose weighted shares the population has. */
export const TARGET_YEAR = 2024;

export interface Sources {
  readonly gss: GssSample;
  readonly ces: CesCounts;
  readonly published: PublishedFigures;
  /** Adults by origin and by state. */
  readonly originSizes: Float64Array;
  readonly stateSizes: Float64Array;
}

/** Shares, row-major by class. */
export interface Targets {
  readonly national: Float64Array;
  readonly origins: Float64Array;
  readonly states: Float64Array;
  /** Respondents' worth of its division that joined each state, by class of the source. */
  readonly statePriorSizes: readonly number[];
}

/** Weighted shares of the classes among those who answered, in one year or in all. */
export function gssShares(gss: GssSample, outcome: Outcome, year?: number): Float64Array {
  const shares = new Float64Array(CLASSES[outcome].length);
  for (let i = 0; i < gss.n; i++) {
    const isCounted = year === undefined || gss.year[i] === year;
    if (isCounted && gss[outcome][i] >= 0) shares[gss[outcome][i]] += gss.weight[i];
  }
  return rowShares(shares, shares.length);
}

/** Weighted shares of the classes by race, all years, row-major. */
function gssSharesByRace(gss: GssSample, outcome: Outcome): Float64Array {
  const classes = CLASSES[outcome].length;
  const sums = new Float64Array(GSS_RACES.length * classes);
  for (let i = 0; i < gss.n; i++) {
    const answer = gss[outcome][i];
    if (answer >= 0 && gss.race[i] >= 0) sums[gss.race[i] * classes + answer] += gss.weight[i];
  }
  return rowShares(sums, classes);
}

/** No odds ratio of a structure is built on a share below this. */
const LEAST = 1e-4;

/** Share of the GSS respondents of each race, weighted. */
function raceShares(gss: GssSample): Float64Array {
  const sums = new Float64Array(GSS_RACES.length);
  for (let i = 0; i < gss.n; i++) if (gss.race[i] >= 0) sums[gss.race[i]] += gss.weight[i];
  return rowShares(sums, sums.length);
}

/**
 * Religion by origin. Hispanic and Asian shares are published; the levels published together are
 * divided as among the GSS's white (Hispanic) and other (Asian) respondents. The GSS counts
 * many Hispanic people as white: all who are white beyond the census share of those who are
 * neither Black, Hispanic, Asian nor Indigenous. They are taken out of the white shares, which
 * then stand for the remaining origins.
 */
function religionStructure({ gss, published, originSizes }: Sources): Float64Array {
  const classes = RELIGIONS.length;
  const byRace = gssSharesByRace(gss, "religion");
  const rowOf = (race: number) => byRace.subarray(race * classes, (race + 1) * classes);
  const spread = (origin: string, race: number) => {
    const row = new Float64Array(classes);
    for (const { levels, share } of published.religionByOrigin.get(origin) ?? []) {
      const sum = levels.reduce((total, level) => total + rowOf(race)[level], 0);
      for (const level of levels) row[level] = (share * rowOf(race)[level]) / sum;
    }
    return row;
  };
  const hispanic = spread("Hispanic", 0);
  const adults = originSizes.reduce((sum, size) => sum + size, 0);
  const gssWhite = raceShares(gss)[0];
  const hispanicAmongWhite = 1 - (originSizes[0] + originSizes[5]) / adults / gssWhite;
  const white = rowOf(0).map(
    (share, k) => (share - hispanicAmongWhite * hispanic[k]) / (1 - hispanicAmongWhite),
  );
  const rows = [white, rowOf(1), hispanic, spread("Asian", 2), white, white];
  return Float64Array.from(
    rows.flatMap((row) => [...row]),
    (share) => Math.max(share, LEAST),
  );
}

/** Old classes between which each class of the GSS stands: "Other party" has independents' odds ratios. */
const FROM_CES = {
  party: { old: CES_PARTIES, from: [[0], [1], [2], [3], [4], [5], [6], [3]] },
  ideology: { old: CES_IDEOLOGIES, from: [[0], [1], [1, 2], [2], [2, 3], [3], [4]] },
} as const;

/** Party or ideology by origin: the CES of 2016, but for Black respondents the newer GSS. */
function cesStructure({ gss, ces }: Sources, outcome: "party" | "ideology"): Float64Array {
  const { old, from } = FROM_CES[outcome];
  const classes = CLASSES[outcome].length;
  const counts = sumRows(ces[outcome], old, ORIGINS.length, (row) => row % ORIGINS.length);
  const structure = reclass(rowShares(counts, old), old, from);
  const black = gssSharesByRace(gss, outcome).subarray(classes, 2 * classes);
  // In the CES's terms: the GSS's odds against its own nation, on the CES's nation.
  const gssNation = gssShares(gss, outcome);
  const cesNation = reclass(nationOf(counts, old), old, from);
  black.forEach((share, k) => {
    structure[classes + k] = (share / gssNation[k]) * cesNation[k];
  });
  return structure.map((share) => Math.max(share, LEAST));
}

function nationOf(counts: Float64Array, classes: number): Float64Array {
  return rowShares(
    sumRows(counts, classes, 1, () => 0),
    classes,
  );
}

const DIVISION_OF = STATES.map((state) => DIVISIONS.indexOf(state.division));

/** What a state's respondents would answer if each answered as their origin does in the division. */
function divisionExpectation(counts: Float64Array, classes: number): Float64Array {
  const cells = STATES.length * ORIGINS.length;
  const parentOf = Array.from({ length: cells }, (_, cell) => {
    const division = DIVISION_OF[Math.floor(cell / ORIGINS.length)];
    return division * ORIGINS.length + (cell % ORIGINS.length);
  });
  const shares = parentShares(counts, parentOf, classes);
  const sizes = sumRows(counts, 1, cells, (i) => Math.floor(i / classes));
  const expected = shares.map((share, i) => share * sizes[Math.floor(i / classes)]);
  return rowShares(sumRows(expected, classes, STATES.length, stateOfCell), classes);
}

const stateOfCell = (cell: number) => Math.floor(cell / ORIGINS.length);

/** Religion by state has no origins: states are drawn to their division. */
function stateStructure({ ces, published }: Sources, outcome: Outcome): ShrunkShares {
  if (outcome === "religion") {
    const counts = published.religionByState;
    const parents = parentShares(counts, DIVISION_OF, RELIGIONS.length);
    return shrunkShares(counts, parents, RELIGIONS.length);
  }
  const { old, from } = FROM_CES[outcome];
  const counts = sumRows(ces[outcome], old, STATES.length, stateOfCell);
  const shrunk = shrunkShares(counts, divisionExpectation(ces[outcome], old), old);
  return { ...shrunk, shares: reclass(shrunk.shares, old, from) };
}

export function targetsOf(sources: Sources, outcome: Outcome): Targets {
  const national = gssShares(sources.gss, outcome, TARGET_YEAR);
  const origins =
    outcome === "religion" ? religionStructure(sources) : cesStructure(sources, outcome);
  const states = stateStructure(sources, outcome);
  return {
    national,
    origins: preserveStructure(origins, sources.originSizes, national),
    states: preserveStructure(
      states.shares.map((share) => Math.max(share, LEAST)),
      sources.stateSizes,
      national,
    ),
    statePriorSizes: states.priorSizes,
  };
}
