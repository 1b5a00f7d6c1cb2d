/** The form of the files in data/personas: entries of text, and whom each fits. */
import * as z from "zod";
import { NOT_APPLICABLE } from "../../../schema/attribute.ts";
import { OCCUPATION, TRAITS } from "../../../schema/levels.ts";
import { InputError } from "../../datasets/input-error.ts";
import { FACTS, HOUSEHOLDS, TOPICS, WORK } from "./vocabulary.ts";

/** The oldest age that a condition can name. */
export const OLDEST = 120;

const age = z.int().min(0).max(OLDEST);
const some = <T extends readonly string[]>(words: T) => z.array(z.enum(words)).min(1);

const condition = z
  .strictObject({
    /** Youngest and oldest age in years, inclusive. */
    age: z
      .tuple([age, age])
      .refine(([from, to]) => from <= to, "the first age is above the second")
      .optional(),
    /** Short for ages 18 and over. */
    adult: z.literal(true).optional(),
    work: some(WORK).optional(),
    household: some(HOUSEHOLDS).optional(),
    /** Any household, that is, not group quarters. */
    home: z.literal(true).optional(),
    /** Occupation groups of the present job. */
    occupations: some(OCCUPATION.filter((group) => group !== NOT_APPLICABLE)).optional(),
    /** Facts that must all hold. */
    needs: some(FACTS).optional(),
    /** Facts of which none may hold. */
    not: some(FACTS).optional(),
    /** Trait levels that make the entry likelier; never an exclusion. */
    traits: z.partialRecord(z.enum(TRAITS), z.enum(["high", "low"])).optional(),
  })
  .refine((when) => !(when.age && when.adult), "give either age or adult");

const entry = z.strictObject({
  text: z
    .string()
    .min(3)
    .max(90)
    .regex(/^[^;\n]+[^;.\n ]$/, "must be a phrase without semicolons and without a final period"),
  when: condition.optional(),
  /** Subjects that no other entry of the same persona may have. */
  topics: some(TOPICS).optional(),
  /** Relative chance of being chosen, 1 where absent. */
  weight: z.number().gt(0).max(1).optional(),
});

export type Condition = z.infer<typeof condition>;
export type Entry = z.infer<typeof entry>;

/**
 * The entries of a corpus file.
 * @param file its name, for errors.
 * @param content the parsed JSON.
 * @throws InputError naming the file, the entry's index from 0, the field, and what is wrong.
 */
export function parseCorpus(file: string, content: unknown): readonly Entry[] {
  const parsed = z.array(entry).min(1).safeParse(content);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0];
  const [index, ...field] = path;
  const where = index === undefined ? "" : `, entry ${String(index)}`;
  const what = field.length > 0 ? `, ${field.map(String).join(".")}` : "";
  throw new InputError(`${file}${where}${what}: ${message}`);
}
