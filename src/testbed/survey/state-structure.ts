/** How the answers of the states differ, at the level of whichever source knows. */
import { DIVISIONS, STATES } from "../../schema/places.ts";
import { rowShares, sumRows } from "./implied.ts";
import { FROM_CES } from "./origin-structure.ts";
import { type Outcome, RELIGIONS } from "./outcomes.ts";
import { ORIGINS } from "./respondent.ts";
import { parentShares, type ShrunkShares, shrunkShares } from "./shrinkage.ts";
import type { Sources } from "./sources.ts";
import { reclass } from "./structure.ts";
import { tiltedParents } from "./tilt.ts";

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

/**
 * Party and ideology of a state are drawn to its division's by origin, moved along the scale
 * towards the state's own mean. Religion by state has no origins: states are drawn to their division.
 */
export function stateStructure({ ces, published }: Sources, outcome: Outcome): ShrunkShares {
  if (outcome === "religion") {
    const counts = published.religionByState;
    const parents = parentShares(counts, DIVISION_OF, RELIGIONS.length);
    return shrunkShares(counts, parents, RELIGIONS.length);
  }
  const { old, from } = FROM_CES[outcome];
  const counts = sumRows(ces[outcome], old, STATES.length, stateOfCell);
  const { parents } = tiltedParents(counts, divisionExpectation(ces[outcome], old), old);
  const shrunk = shrunkShares(counts, parents, old);
  return { ...shrunk, shares: reclass(shrunk.shares, old, from) };
}
