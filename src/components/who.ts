/** A persona in one line, for hover and for screen readers. */
import { attributeOf } from "../schema/attributes.ts";
import { STATES } from "../schema/places.ts";
import type { CodedPersonas } from "../schema/tables.ts";

const EMPLOYED = ["Employed, at work", "Employed, not at work", "Armed forces"];
const { levels: EMPLOYMENT } = attributeOf("employment_status");

/** What one worker of an occupation is called, by the occupation's title. */
export type WorkerNames = Readonly<Record<string, string>>;

/** "Woman, 43, registered nurse, Ohio"; "Boy, 9, Texas"; "Man, 71, not working, Maine". */
export function who(personas: CodedPersonas, row: number, workers: WorkerNames = {}): string {
  const age = personas.numbers.age[row];
  const state = STATES[personas.codes.state[row]].name;
  return [noun(personas.codes.sex[row], age), String(age), work(personas, row, workers), state]
    .filter(Boolean)
    .join(", ");
}

function noun(sex: number, age: number): string {
  if (age < 18) return sex === 0 ? "Boy" : "Girl";
  return sex === 0 ? "Man" : "Woman";
}

/** What the person does, or nothing for those under 16, whom the census does not ask. */
function work(personas: CodedPersonas, row: number, workers: WorkerNames): string {
  const status = EMPLOYMENT[personas.codes.employment_status[row]];
  const title = personas.texts.occupation?.[row];
  if (EMPLOYED.includes(status)) return (title && workers[title]) ?? "working";
  if (status === "Unemployed") return "unemployed";
  return status === "Not in labor force" && personas.numbers.age[row] >= 18 ? "not working" : "";
}
