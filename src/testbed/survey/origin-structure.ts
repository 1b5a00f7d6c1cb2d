/** How the answers of the origins differ, at the level of whichever source knows. */
import { CES_IDEOLOGIES, CES_PARTIES } from "./ces.ts";
import { gssShares, gssSharesByRace, raceShares } from "./gss-shares.ts";
import { rowShares, sumRows } from "./implied.ts";
import { CLASSES, type Outcome, RELIGIONS } from "./outcomes.ts";
import { ORIGINS } from "./respondent.ts";
import type { Sources } from "./sources.ts";
import { reclass } from "./structure.ts";

/** Shares by origin, row-major; only their odds ratios count. */
export function originStructure(sources: Sources, outcome: Outcome): Float64Array {
  return outcome === "religion" ? religionStructure(sources) : cesStructure(sources, outcome);
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
  return Float64Array.from(rows.flatMap((row) => [...row]));
}

/** Old classes between which each class of the GSS stands: "Other party" has independents' odds ratios. */
export const FROM_CES = {
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
  return structure;
}

function nationOf(counts: Float64Array, classes: number): Float64Array {
  return rowShares(
    sumRows(counts, classes, 1, () => 0),
    classes,
  );
}
