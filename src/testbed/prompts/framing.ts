/** The ways in which a question is asked, and the turns of phrase of answers: authored in data/prompts. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { InputError } from "../datasets/input-error.ts";

/** A turn of phrase: text that is never taken for HTML. */
export const phrase = z.string().regex(/^[^<>]*$/, "no angle brackets");

const framing = z.strictObject({
  key: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  label: z.string().min(3).max(40),
  /** Texts with slots: {question}, {about}, {claim}, and details such as {name}. */
  templates: z
    .array(phrase.refine((text) => /\{(question|about|claim)\}/.test(text), "needs a slot"))
    .min(8),
  /** First sentences that fit an answer; an empty one for none. */
  openers: z.array(phrase).min(4),
});

const framings = z.strictObject({
  names: z.array(phrase).min(10),
  relatives: z.array(phrase).min(10),
  settings: z.array(phrase).min(10),
  jobs: z.array(phrase).min(10),
  framings: z.array(framing).min(12),
});

const lead = z.strictObject({ lead: z.array(phrase), close: z.array(phrase) });
const link = z.strictObject({ link: z.array(phrase), close: z.array(phrase) });

const rhetoric = z.strictObject({
  hedged: lead,
  firm: lead,
  formal: link,
  casual: link,
  warm: lead,
  cool: lead,
  agree: z.array(phrase),
  disagree: z.array(phrase),
  links: z.array(phrase),
  concessions: z.array(phrase),
  rebuttals: z.array(phrase),
});

export type Framing = z.infer<typeof framing>;
export type Framings = z.infer<typeof framings>;
export type Rhetoric = z.infer<typeof rhetoric>;

/** The content of a JSON file of a form. @throws InputError naming file and field. */
export function loadForm<T>(path: string, form: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new InputError(`${path}: cannot be read as JSON (${(error as Error).message})`);
  }
  const parsed = form.safeParse(content);
  if (parsed.success) return parsed.data;
  const [{ path: place, message }] = parsed.error.issues;
  throw new InputError(`${path}, ${place.join(".") || "the whole"}: ${message}`);
}

/** @param folder data/prompts. @throws InputError naming file and field. */
export function loadFramings(folder: string): Framings {
  return loadForm(join(folder, "framings.json"), framings);
}

/** @param folder data/prompts. @throws InputError naming file and field. */
export function loadRhetoric(folder: string): Rhetoric {
  return loadForm(join(folder, "rhetoric.json"), rhetoric);
}
