import { TRAIT_KEYS } from "../../../schema/persona-record.ts";
import type { PersonaRecord } from "../../../schema/persona-text.ts";
import type { Item } from "../design/item.ts";
import type { SummaryItem } from "../lm/summaries.ts";
import type { ReferenceModel } from "./models.ts";

/**
 * What a reference model's summaries keep, as if it had named it: a trait is a line of the profile
 * together with the others. None for a model that knows no persona.
 */
export function referenceSummaries(
  model: ReferenceModel,
  items: readonly Item[],
  record: (persona: number) => PersonaRecord,
): SummaryItem[] {
  return items.flatMap(({ shown, prompt, hidden }) => {
    const attributes = model
      .kept(prompt)
      .map((key) => (TRAIT_KEYS.includes(key) ? "big_five_scores" : key));
    return attributes.length > 0
      ? [{ persona: record(shown), hidden, summary: { attributes } }]
      : [];
  });
}
