/** One answer: a claim, its arguments, and what goes between. */
import { type Random, shuffled } from "../../stats/random.ts";
import type { Rhetoric } from "../prompts/framing.ts";
import type { Position } from "../prompts/issue.ts";
import { contracted, led, wordCount } from "./sentence.ts";
import type { Marks } from "./style.ts";

export interface Brief {
  readonly position: Position;
  readonly other: Position;
  /** First sentence that fits the framing; "" for none. */
  readonly opener: string;
  readonly marks: Marks;
  /** Words aimed at. */
  readonly target: number;
}

/** Turns of phrase, and the words that are no names. */
export interface Language {
  readonly rhetoric: Rhetoric;
  readonly common: ReadonlySet<string>;
}

/** What may vary to come near the target. */
interface Plan {
  readonly count: number;
  readonly concedes: boolean;
  readonly hasOpener: boolean;
}

export const LEAST_WORDS = 60;
export const MOST_WORDS = 140;

/** Answers are tried in this many orders of their arguments. */
const ORDERS = 4;

/** The answer nearest to the target among the plans, within 60 to 140 words where any is. */
export function writeAnswer(brief: Brief, { rhetoric, common }: Language, random: Random): string {
  const { position, target, opener } = brief;
  let best = "";
  let bestMiss = Number.POSITIVE_INFINITY;
  for (let order = 0; order < ORDERS; order++) {
    const ordered = linkable(shuffled(position.arguments, random), brief.marks.link, common);
    const draw = details(brief, rhetoric, random);
    for (let count = 1; count <= ordered.length; count++) {
      for (const concedes of [false, true]) {
        for (const hasOpener of opener === "" ? [false] : [true, false]) {
          const text = assemble(brief, ordered, { count, concedes, hasOpener }, draw, common);
          const words = wordCount(text);
          const outside = Math.max(LEAST_WORDS - words, words - MOST_WORDS, 0);
          // An opener is worth a few words' miss, so that most that were drawn stay.
          const miss = Math.abs(words - target) + 100 * outside + (hasOpener ? 0 : 3);
          if (miss < bestMiss) [best, bestMiss] = [text, miss];
        }
      }
    }
  }
  return best;
}

/** Puts an argument second that can follow the link, if there is one. */
function linkable(
  ordered: readonly string[],
  link: string,
  common: ReadonlySet<string>,
): readonly string[] {
  const at = ordered.findIndex((argument, k) => k > 0 && led(link, argument, common) !== null);
  if (at <= 1) return ordered;
  return [ordered[0], ordered[at], ...ordered.filter((_, k) => k > 0 && k !== at)];
}

interface Details {
  readonly claimFirst: boolean;
  readonly link: string;
  readonly concession: string;
  readonly rebuttal: string;
  readonly otherArgument: string;
}

function details({ other }: Brief, rhetoric: Rhetoric, random: Random): Details {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)];
  return {
    claimFirst: random.next() < 0.6,
    link: pick(rhetoric.links),
    concession: pick(rhetoric.concessions),
    rebuttal: pick(rhetoric.rebuttals),
    otherArgument: pick(other.arguments),
  };
}

function assemble(
  { position, opener, marks }: Brief,
  ordered: readonly string[],
  { count, concedes, hasOpener }: Plan,
  draw: Details,
  common: ReadonlySet<string>,
): string {
  const used = ordered.slice(0, count);
  const claim = led(marks.lead, position.claim, common) ?? `As I see it: ${position.claim}`;
  const later = used.slice(1).map((argument, k) => {
    const linked = k === 0 && marks.link ? led(marks.link, argument, common) : null;
    if (linked) return linked;
    return k === 1 ? [draw.link, argument].filter(Boolean).join(" ") : argument;
  });
  const body = draw.claimFirst ? [claim, used[0], ...later] : [used[0], claim, ...later];
  const against = concedes ? [`${draw.concession} ${draw.otherArgument}`, draw.rebuttal] : [];
  const start = hasOpener ? opener : marks.first;
  const text = [start, ...body, ...against, ...marks.closes].filter(Boolean).join(" ");
  return marks.isContracted ? contracted(text) : text;
}
