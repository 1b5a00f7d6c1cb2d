/** Words that are typical of each topic, authored in data/prompts/topic-words.json. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { InputError } from "../../datasets/input-error.ts";

const topicWords = z.record(
  z.string(),
  z.string().regex(/^[a-z]+([ -][a-z]+)*$/, "lower case words with single spaces between"),
);

/** Words by topic, with spaces between. */
export type TopicWords = z.infer<typeof topicWords>;

/** @throws InputError naming file and topic. */
export function loadTopicWords(file: string): TopicWords {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new InputError(`${file}: cannot be read as JSON (${(error as Error).message})`);
  }
  const parsed = topicWords.safeParse(content);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw new InputError(`${file}, ${path.join(".") || "the whole"}: ${message}`);
}
