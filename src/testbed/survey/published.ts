/** Published figures that are committed with their source, in data/survey/published. */
import { join } from "node:path";
import { STATES } from "../../schema/places.ts";
import { UserError } from "../user-error.ts";
import { RELIGIONS } from "./outcomes.ts";
import { numberIn, readFigures, type SourceFile } from "./source-file.ts";

export interface PublishedFigures {
  /** Respondents by state and religion, row-major: percent × n. */
  readonly religionByState: Float64Array;
  /** Shares of joined levels of religion, by origin. */
  readonly religionByOrigin: ReadonlyMap<
    string,
    readonly { readonly levels: readonly number[]; readonly share: number }[]
  >;
  /** Correlation with conservative self-placement, by trait. */
  readonly conservatism: ReadonlyMap<string, number>;
}

/** Latter-day Saints and Jehovah's Witnesses are shown with the other Christians. */
const STATE_COLUMNS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  RELIGIONS.map((level) => [
    level,
    level === "Other Christian" ? ["Latter-day Saint", "Jehovah's Witness", level] : [level],
  ]),
);

/** A published 0 is anything below half a percent: it counts as the middle. */
const BELOW_HALF = 0.25;

/** @throws UserError for a missing file, column or state, or an unknown level. */
export async function readPublished(folder: string): Promise<PublishedFigures> {
  const states = await readFigures(join(folder, "religion_by_state_2014.csv"), [
    "state",
    "n",
    ...Object.values(STATE_COLUMNS).flat(),
  ]);
  const origins = await readFigures(join(folder, "religion_by_origin.csv"), [
    "origin",
    "levels",
    "percent",
  ]);
  const traits = await readFigures(join(folder, "personality_and_conservatism.csv"), [
    "trait",
    "correlation",
  ]);
  return {
    religionByState: countsByState(states),
    religionByOrigin: sharesByOrigin(origins),
    conservatism: new Map(
      traits.rows.map((row, i) => [row.trait, numberIn(traits, i, "correlation") ?? 0]),
    ),
  };
}

function countsByState(file: SourceFile): Float64Array {
  const counts = new Float64Array(STATES.length * RELIGIONS.length);
  STATES.forEach((state, s) => {
    const row = file.rows.findIndex((candidate) => candidate.state === state.name);
    if (row < 0) throw new UserError(`${file.path}, state: "${state.name}" expected`);
    const percent = (column: string) => numberIn(file, row, column) ?? 0;
    const shares = RELIGIONS.map((level) =>
      STATE_COLUMNS[level].reduce((sum, column) => sum + (percent(column) || BELOW_HALF), 0),
    );
    const sum = shares.reduce((total, share) => total + share, 0);
    shares.forEach((share, k) => {
      counts[s * RELIGIONS.length + k] = (percent("n") * share) / sum;
    });
  });
  return counts;
}

function sharesByOrigin(file: SourceFile): PublishedFigures["religionByOrigin"] {
  const found = new Map<string, { levels: number[]; share: number }[]>();
  file.rows.forEach((row, i) => {
    const levels = row.levels.split(" + ").map((level) => {
      const index = RELIGIONS.indexOf(level);
      if (index < 0) throw new UserError(`${file.path}, levels: "${level}" is no religion`);
      return index;
    });
    const shares = found.get(row.origin) ?? [];
    shares.push({ levels, share: numberIn(file, i, "percent") ?? 0 });
    found.set(row.origin, shares);
  });
  for (const shares of found.values()) {
    const sum = shares.reduce((total, { share }) => total + share, 0);
    for (const entry of shares) entry.share /= sum;
  }
  return found;
}
