/** Turns of phrase of the generic answers: authored in data/prompts/generic.json. */
import { join } from "node:path";
import { z } from "zod";
import { loadForm, phrase } from "../prompts/framing.ts";

const genericPhrases = z.strictObject({
  /** First sentences, with the slot {about}. */
  opens: z.array(phrase.refine((text) => text.includes("{about}"), "needs {about}")).min(10),
  /** What goes before the claim told first, and before the other. */
  sides: z.array(z.tuple([phrase, phrase])).min(5),
  /** Before the first reason of a side; an empty one for nothing. */
  reasons: z.array(phrase).min(4),
  /** Before a later reason. */
  furthers: z.array(phrase).min(2),
  weighs: z.array(phrase).min(5),
  closes: z.array(phrase).min(5),
});

export type GenericPhrases = z.infer<typeof genericPhrases>;

/** @param folder data/prompts. @throws InputError naming file and field. */
export function loadGenericPhrases(folder: string): GenericPhrases {
  return loadForm(join(folder, "generic.json"), genericPhrases);
}
