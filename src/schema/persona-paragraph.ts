/** A persona in a few sentences, without what does not apply and without a pronoun. */
import { home, origin, who } from "./persona-origins.ts";
import { list, type PersonaRecord } from "./persona-record.ts";
import { beliefs, limits, standing, temperament } from "./persona-standing.ts";

/**
 * Three to six sentences: who and where; origin, language, health and service; the job;
 * schooling, income and beliefs; temperament and habits; free time and values.
 */
export function paragraphOf(persona: PersonaRecord): string {
  const age = Number(persona.age);
  // A language model may end a text with a full stop; the sentence around it has its own.
  const text = (key: string) => String(persona[key] ?? "").replace(/[\s.]+$/, "");
  const texts = (key: string) => (text(key) === "" ? [] : text(key).split("; "));
  const free = texts("personal_time").slice(0, 1).map(lower);
  const values = texts("core_values").map(lower).sort(simpleFirst);
  const sentences = [
    `This person is ${who(persona)} who ${home(persona)}`,
    clauses([...origin(persona), ...limits(persona)]),
    text("detailed_job_description"),
    clauses([...standing(persona), ...beliefs(persona)]),
    clauses([
      temperament(persona),
      ...texts("lifestyle").slice(0, 1).map(lower),
      ...texts("defining_quirks").slice(0, 1).map(lower),
    ]),
    clauses([
      ...free.map((phrase) => `${age < 5 ? "often" : "in free time,"} ${phrase}`),
      ...(values.length > 0 ? [`${age < 10 ? "cares about" : "values"} ${list(values)}`] : []),
    ]),
  ];
  return sentences
    .filter((sentence) => sentence !== "")
    .map((sentence) => `${sentence}.`)
    .join(" ");
}

function clauses(parts: readonly string[]): string {
  const joined = parts.filter((part) => part !== "").join("; ");
  return joined.charAt(0).toUpperCase() + joined.slice(1);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Phrases without commas go first in a list, where they cannot be misread. */
function simpleFirst(a: string, b: string): number {
  return Number(a.includes(",")) - Number(b.includes(","));
}
