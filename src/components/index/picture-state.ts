/** What the reader chose for the picture, as the address holds it; defaults leave no trace. */
import { COLOR_KEYS } from "./color-classes.ts";

export interface PictureState {
  /** Name of the arrangement. */
  readonly arrangement: string;
  /** Key of the attribute that colours the dots. */
  readonly color: string;
  /** persona_id of the open card, or null. */
  readonly persona: string | null;
}

export const START: PictureState = {
  arrangement: "pyramid",
  color: "political_views",
  persona: null,
};
export const ARRANGEMENT_NAMES: readonly string[] = ["pyramid", "map", "beliefs", "crowd"];

export interface PictureReading {
  readonly state: PictureState;
  /** What in the address was not understood, in sentences; it is ignored. */
  readonly problems: readonly string[];
}

/** Reads `arrangement` and `color` from a query. Never throws. */
export function readPicture(query: string): PictureReading {
  const parameters = new URLSearchParams(query);
  const problems: string[] = [];
  const choice = (name: "arrangement" | "color", known: readonly string[]) => {
    const value = parameters.get(name);
    if (value === null) return START[name];
    if (known.includes(value)) return value;
    problems.push(`"${value.slice(0, 40)}" is not a known ${name}; it is ignored.`);
    return START[name];
  };
  const state = {
    arrangement: choice("arrangement", ARRANGEMENT_NAMES),
    color: choice("color", COLOR_KEYS),
    persona: parameters.get("persona"),
  };
  return { state, problems };
}

/** The query of a state; other parameters of the present query stay. */
export function writePicture(state: PictureState, query: string): string {
  const parameters = new URLSearchParams(query);
  for (const name of ["arrangement", "color"] as const) {
    if (state[name] === START[name]) parameters.delete(name);
    else parameters.set(name, state[name]);
  }
  if (state.persona === null) parameters.delete("persona");
  else parameters.set("persona", state.persona);
  return parameters.toString();
}
