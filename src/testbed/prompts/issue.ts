/** The authored issues: questions on which reasonable people differ, each with two opposed positions. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AXIS_KEYS } from "../../schema/value-axes.ts";
import { InputError } from "../datasets/input-error.ts";

const sentence = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^[^<>]*$/, "no angle brackets")
    .regex(/[.!?]$/, "must end a sentence");

const position = z.strictObject({
  /** A few words that name the side: `keep it`, `allow it with limits`. */
  label: z.string().min(2).max(60),
  /** The position in one sentence that its holders would sign. */
  claim: sentence(20, 240),
  /** Three reasons at least, each one or two sentences, in words its holders would accept. */
  arguments: z.array(sentence(40, 360)).min(3),
});

const issue = z.strictObject({
  /** Kebab case, unique over all topics. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** The open question, ending with `?`. */
  question: z.string().min(15).max(180).endsWith("?"),
  /** A noun phrase that fits after "about": `whether cities should fund free buses`. */
  about: z.string().min(8).max(120),
  /** Where the first position stands on the value axes, -1 to 1; the second stands opposite. */
  stance: z
    .partialRecord(z.enum(AXIS_KEYS as [string, ...string[]]), z.number().min(-1).max(1))
    .refine((axes) => Object.values(axes).some((value) => Math.abs(value ?? 0) >= 0.3), {
      message: "at least one axis of 0.3 or more",
    }),
  positions: z.tuple([position, position]),
  /** The survey question it mirrors, and which position a "support" or "for" answer is. */
  survey: z
    .strictObject({
      source: z.enum(["CES 2018", "CES 2016", "GSS"]),
      item: z.string(),
      support: z.union([z.literal(0), z.literal(1)]),
    })
    .optional(),
});

const topic = z.strictObject({
  topic: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
  label: z.string().min(3).max(40),
  issues: z.array(issue).min(1),
});

export type Position = z.infer<typeof position>;
export type Issue = z.infer<typeof issue>;
export type Topic = z.infer<typeof topic>;

/** A topic from JSON text. @throws InputError naming file, issue and field. */
export function parseTopic(text: string, file: string): Topic {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${file}: is no JSON (${(error as Error).message})`);
  }
  const parsed = topic.safeParse(content);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0];
  throw new InputError(`${file}, ${path.join(".") || "the whole"}: ${message}`);
}

/**
 * Reads every topic of a folder, in the order of the file names.
 * @throws InputError for a file that is not of the form, or an id given twice.
 */
export function loadTopics(folder: string): Topic[] {
  const seen = new Map<string, string>();
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => {
      const path = join(folder, file);
      const read = parseTopic(readFileSync(path, "utf8"), path);
      for (const { id } of read.issues) {
        const other = seen.get(id);
        if (other) throw new InputError(`${path}: issue "${id}" is in ${other} too`);
        seen.set(id, path);
      }
      return read;
    });
}
