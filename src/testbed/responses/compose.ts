/** Two answers to each prompt, one for each position of its issue. */
import type { Prompt, Response } from "../../schema/feedback-tables.ts";
import type { Random } from "../../stats/random.ts";
import { streamOf } from "../feedback/stream.ts";
import type { Framings, Rhetoric } from "../prompts/framing.ts";
import type { Issue } from "../prompts/issue.ts";
import { LEAST_WORDS, MOST_WORDS, writeAnswer } from "./answer.ts";
import { commonWords, wordCount } from "./sentence.ts";
import { drawStyle, marksOf } from "./style.ts";

/** Lengths that are aimed at: a little inside what is allowed. */
const TARGETS = [LEAST_WORDS + 6, MOST_WORDS - 12] as const;

/**
 * Writes the answers. Their style is drawn without regard to the position, and the lengths of an
 * issue's answers are mirrored: what one prompt gives to position 0 the next gives to position 1,
 * so that neither position is the longer one. The number in an identifier is drawn too.
 * @throws RangeError for a prompt on an unknown issue or in an unknown framing.
 * O(prompts); about 0.1 ms an answer.
 */
export function composeResponses(
  prompts: readonly Prompt[],
  issues: readonly Issue[],
  { framings }: Framings,
  rhetoric: Rhetoric,
  seed: number,
): Response[] {
  const openers = new Map(framings.map((framing) => [framing.key, framing.openers]));
  const byIssue = new Map(issues.map((issue) => [issue.id, issue]));
  const common = commonWordsOf(issues);
  const left = new Map<string, number>();
  for (const { issue } of prompts) left.set(issue, (left.get(issue) ?? 0) + 1);
  /** Lengths that the prompt before on the same issue got, position 1 first; null if none waits. */
  const waiting = new Map<string, readonly [number, number] | null>();
  return prompts.flatMap((prompt) => {
    const issue = byIssue.get(prompt.issue);
    const own = openers.get(prompt.framing);
    if (!issue || !own) throw new RangeError(`${prompt.prompt_id}: unknown issue or framing`);
    const random = streamOf(seed, `answers to ${prompt.issue}, ${prompt.text}`);
    const mirrored = waiting.get(prompt.issue) ?? null;
    const remaining = left.get(prompt.issue) ?? 0;
    left.set(prompt.issue, remaining - 1);
    const first = targetOf(random);
    // The last of an odd number has nobody to mirror it.
    const targets = mirrored ?? [first, remaining === 1 ? first : targetOf(random)];
    const made = ([0, 1] as const).map((position) => {
      const style = drawStyle(random);
      const text = writeAnswer(
        {
          position: issue.positions[position],
          other: issue.positions[1 - position],
          opener: openerOf(prompt, issue, position, own, rhetoric, random),
          marks: marksOf(style, rhetoric, random),
          target: targets[position],
        },
        { rhetoric, common },
        random,
      );
      return { position, style, text, words: wordCount(text) };
    });
    waiting.set(prompt.issue, mirrored ? null : [made[1].words, made[0].words]);
    const order = random.below(2) === 0 ? made : [made[1], made[0]];
    return order.map(
      ({ position, style, text, words }, k): Response => ({
        response_id: `${prompt.prompt_id}-${k + 1}`,
        prompt_id: prompt.prompt_id,
        text,
        author: "template",
        mode: "position",
        persona_id: null,
        position,
        stance: stanceOf(issue, position),
        words,
        style,
      }),
    );
  });
}

/** Words of the issues that are no names. */
export function commonWordsOf(issues: readonly Issue[]): ReadonlySet<string> {
  return commonWords(
    issues.flatMap(({ question, positions }) => [
      question,
      ...positions.flatMap((position) => [position.claim, ...position.arguments]),
    ]),
  );
}

const targetOf = (random: Random) => TARGETS[0] + random.below(TARGETS[1] - TARGETS[0] + 1);

/** Stance of a position: the issue's for position 0, its opposite for position 1. */
export function stanceOf(issue: Issue, position: 0 | 1): Readonly<Record<string, number>> {
  const sign = position === 0 ? 1 : -1;
  return Object.fromEntries(
    Object.entries(issue.stance).map(([axis, value]) => [axis, sign * (value ?? 0)]),
  );
}

/** An opener of the framing; to a quoted claim, whether one agrees. */
export function openerOf(
  { text }: Prompt,
  issue: Issue,
  position: 0 | 1,
  openers: readonly string[],
  rhetoric: Rhetoric,
  random: Random,
): string {
  const quoted = issue.positions.findIndex(({ claim }) => text.includes(`"${claim}"`));
  if (quoted < 0) return openers[random.below(openers.length)];
  const own = quoted === position ? rhetoric.agree : rhetoric.disagree;
  return own[random.below(own.length)];
}
