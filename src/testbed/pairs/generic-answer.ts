/** The answer for nobody in particular: it names both positions and weighs them. */
import { type Random, shuffled } from "../../stats/random.ts";
import type { Rhetoric } from "../prompts/framing.ts";
import type { Issue } from "../prompts/issue.ts";
import { LEAST_WORDS, MOST_WORDS } from "../responses/answer.ts";
import { led, wordCount } from "../responses/sentence.ts";
import type { GenericPhrases } from "./generic-phrases.ts";

/** Lengths that are aimed at: the longest that answers for one side can have, or a little less. */
const TARGETS = { least: LEAST_WORDS + 4, most: MOST_WORDS - 20, chance: 15 } as const;

/** Answers are tried with this many draws of their phrases and reasons. */
const DRAWS = 6;

/**
 * A generic answer near the wanted length. The side told first is drawn; both have equally many
 * reasons. About 0.1 ms.
 */
export function writeGeneric(
  issue: Issue,
  target: number,
  phrases: GenericPhrases,
  common: ReadonlySet<string>,
  random: Random,
): string {
  const most = Math.min(...issue.positions.map((position) => position.arguments.length));
  let best = "";
  let bestMiss = Number.POSITIVE_INFINITY;
  // Drawn once: the best of many draws would end with the shortest sentence most of the time.
  const end = [phrases.weighs, phrases.closes].map((list) => list[random.below(list.length)]);
  for (let draw = 0; draw < DRAWS; draw++) {
    const parts = drawParts(issue, phrases, common, random);
    for (let count = 1; count <= most; count++) {
      for (const opens of [true, false]) {
        for (const closes of [true, false]) {
          const text = assemble(parts, count, opens, closes ? end : [end[0]]);
          const words = wordCount(text);
          const outside = Math.max(LEAST_WORDS - words, words - MOST_WORDS, 0);
          // Without its opening sentence many an answer would begin alike.
          const miss = Math.abs(words - target) + 100 * outside + (opens ? 0 : 15);
          if (miss < bestMiss) [best, bestMiss] = [text, miss];
        }
      }
    }
  }
  return best;
}

interface Parts {
  readonly open: string;
  /** By side, the one told first before the other. */
  readonly sides: readonly { readonly claim: string; readonly reasons: readonly string[] }[];
}

function drawParts(
  { about, positions }: Issue,
  { opens, sides, reasons, furthers }: GenericPhrases,
  common: ReadonlySet<string>,
  random: Random,
): Parts {
  const pick = <T>(list: readonly T[]): T => list[random.below(list.length)];
  const [one, other] = random.below(2) === 0 ? positions : [positions[1], positions[0]];
  // Before a claim that begins with a name only a colon will do.
  const claims = shuffled(sides, random).flatMap((leads) => {
    const said = [led(leads[0], one.claim, common), led(leads[1], other.claim, common)];
    return said.every((claim) => claim !== null) ? [said as string[]] : [];
  });
  // Neither side is announced with more ado than the other.
  const [first, second] = shuffled(reasons, random);
  const leads = first && second ? [first, second] : ["", ""];
  const further = pick(furthers);
  return {
    open: pick(opens).replaceAll("{about}", about),
    sides: [one, other].map((position, side) => ({
      claim: claims[0][side],
      reasons: shuffled(position.arguments, random).map((argument, k) => {
        const lead = k === 0 ? leads[side] : k === 1 && side === 0 ? further : "";
        return lead === "" ? argument : `${lead} ${argument}`;
      }),
    })),
  };
}

function assemble(
  { open, sides }: Parts,
  count: number,
  opens: boolean,
  end: readonly string[],
): string {
  return [
    opens ? open : "",
    ...sides.flatMap(({ claim, reasons }) => [claim, ...reasons.slice(0, count)]),
    ...end,
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * A length for the generic answer that an answer for either side of the issue can have too: at
 * most as long as a claim with all its reasons, one of the other side's, and a reply to it.
 */
export function genericTarget(
  { positions }: Issue,
  { concessions, rebuttals }: Rhetoric,
  random: Random,
): number {
  const longest = (texts: readonly string[]) => Math.max(...texts.map(wordCount));
  const reply = longest(concessions) + longest(rebuttals);
  const reach = positions.map(
    ({ claim, arguments: own }, k) =>
      wordCount([claim, ...own].join(" ")) + longest(positions[1 - k].arguments) + reply,
  );
  const { least: shortest, most, chance } = TARGETS;
  return Math.max(shortest, Math.min(most, ...reach) - random.below(chance));
}
