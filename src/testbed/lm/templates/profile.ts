/** A persona as models are shown it. */
import { NOT_APPLICABLE } from "../../../schema/attribute.ts";
import { attributeOf } from "../../../schema/attributes.ts";
import { TRAIT_KEYS } from "../../../schema/persona-record.ts";
import { LINE_KEYS, type PersonaRecord, personaText } from "../../../schema/persona-text.ts";
import { fenced } from "./wording.ts";

/** Other ways to say the same, which must not change an answer; empty for the plain way. */
export const PERTURBED = ["", "key-order", "format", "paraphrase"] as const;
export type Perturbation = (typeof PERTURBED)[number];

export interface Profile {
  readonly persona: PersonaRecord;
  /** Attribute keys that are left out. */
  readonly hidden: readonly string[];
  readonly perturbation: Perturbation;
}

/** Line keys that are shown, in the order of the paper; a line goes with any key it stands for. */
export function shownKeys(hidden: readonly string[]): readonly string[] {
  const traits = hidden.some((key) => TRAIT_KEYS.includes(key)) ? ["big_five_scores"] : [];
  const gone = new Set([...hidden, ...traits]);
  return LINE_KEYS.filter((key) => !gone.has(key));
}

/** Whether a line of the profile says something of the persona, and not that it does not apply. */
export function appliesTo(persona: PersonaRecord, key: string): boolean {
  if (key === "big_five_scores") return true;
  const value = persona[key] ?? null;
  return value !== null && value !== NOT_APPLICABLE;
}

/** The profile between tags: `key: value` lines, in reverse order, or as JSON. */
export function profileText({ persona, hidden, perturbation }: Profile): string {
  const shown = new Set(shownKeys(hidden));
  const lines = personaText(persona)
    .lines.split("\n")
    .filter((_, at) => shown.has(LINE_KEYS[at]));
  if (perturbation === "key-order") lines.reverse();
  if (perturbation !== "format") return fenced("profile", lines.join("\n"));
  const fields = lines.map((line) => {
    const at = line.indexOf(": ");
    return [line.slice(0, at), line.slice(at + 2)];
  });
  return fenced("profile", JSON.stringify(Object.fromEntries(fields), null, 2));
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, " ")
    .trim();

const KEY_OF: ReadonlyMap<string, string> = new Map(
  LINE_KEYS.flatMap((key) => {
    const { label, paperKey } = attributeOf(key);
    return [key, label, paperKey ?? key].map((name) => [plain(name), key] as const);
  }),
);

/** The attribute that a model means by a name: `Political views` is `political_views`; null if none. */
export function keyNamed(name: string): string | null {
  return KEY_OF.get(plain(name)) ?? null;
}
