import { TRAIT_KEYS } from "../../../schema/persona-record.ts";
import type { PersonaRecord } from "../../../schema/persona-text.ts";
import { appliesTo, shownKeys } from "../../lm/templates/profile.ts";
import type { Item } from "../design/item.ts";
import type { SummaryItem } from "../lm/summaries.ts";
import type { ReferenceModel } from "./models.ts";

/**
 * What a reference model's summaries keep, as if it had named it: of the attributes that it keeps,
 * those that the profile shows and that apply to the persona; a trait is a line of the profile
 * together with the others. None for a model that knows no persona.
 */
export function referenceSummaries(
  model: ReferenceModel,
  items: readonly Item[],
  record: (persona: number) => PersonaRecord,
  issueOf: (prompt: number) => string,
): SummaryItem[] {
  return items.flatMap(({ shown, prompt, hidden }) => {
    const kept = model.kept(prompt);
    if (kept.length === 0) return [];
    const persona = record(shown);
    const attributes = kept
      .map((key) => (TRAIT_KEYS.includes(key) ? "big_five_scores" : key))
      .filter((key) => shownKeys(hidden).includes(key) && appliesTo(persona, key));
    const key = `${shown} ${prompt} ${hidden.join()}`;
    return [{ persona, who: shown, issue: issueOf(prompt), hidden, summary: { attributes }, key }];
  });
}
