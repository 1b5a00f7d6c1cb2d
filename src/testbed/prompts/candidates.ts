/** Every issue in every framing: the prompts to choose from. */
import type { Random } from "../../stats/random.ts";
import { streamOf } from "../feedback/stream.ts";
import type { Framings } from "./framing.ts";
import type { Issue, Topic } from "./issue.ts";

export interface Candidate {
  readonly text: string;
  readonly topic: string;
  readonly issue: string;
  readonly framing: string;
}

/** Ages of the young people that are asked about. */
const AGES = [12, 13, 14, 15, 16, 17];

const pick = <T>(list: readonly T[], random: Random): T => list[random.below(list.length)];

/**
 * Prompts on each issue, in each framing as many as `wordings`, each in another template. What is
 * drawn for an issue does not depend on other issues. O(issues × framings × wordings).
 */
export function candidatePrompts(
  topics: readonly Topic[],
  framings: Framings,
  wordings: number,
  seed: number,
): Candidate[] {
  return topics.flatMap(({ topic, issues }) =>
    issues.flatMap((issue) =>
      framings.framings.flatMap(({ key, templates }) => {
        const random = streamOf(seed, `prompt on ${issue.id}, ${key}`);
        const first = random.below(templates.length);
        return Array.from({ length: Math.min(wordings, templates.length) }, (_, k) => ({
          text: filled(templates[(first + k) % templates.length], issue, framings, random),
          topic,
          issue: issue.id,
          framing: key,
        }));
      }),
    ),
  );
}

function filled(template: string, issue: Issue, framings: Framings, random: Random): string {
  const name = pick(framings.names, random);
  const others = framings.names.filter((other) => other !== name);
  const slots: Readonly<Record<string, string>> = {
    question: issue.question,
    about: issue.about,
    claim: pick(issue.positions, random).claim,
    name,
    name2: pick(others, random),
    relative: pick(framings.relatives, random),
    setting: pick(framings.settings, random),
    job: pick(framings.jobs, random),
    age: String(pick(AGES, random)),
  };
  return withArticles(template.replace(/\{(\w+)\}/g, (slot, key) => slots[key] ?? slot));
}

/** "a" before a vowel becomes "an", where a slot was filled: jobs, relatives and ages. */
function withArticles(text: string): string {
  return text.replace(/\b([Aa]) (?=(uncle|aunt|old|8|11|18)\b)/g, "$1n ");
}
