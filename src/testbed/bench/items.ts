/** What a run asks: each item is one answer, and for whom it is judged. */
import type { Task } from "../../schema/bench.ts";
import { type Random, seeded } from "../../stats/random.ts";
import { streamOf } from "../feedback/stream.ts";
import { UserError } from "../user-error.ts";

export interface Item {
  /** Row of the persona that is to be served, and of the one whose profile is shown. */
  readonly persona: number;
  readonly shown: number;
  readonly prompt: number;
  readonly attempt: number;
  readonly variant: string;
  /** Attributes left out of the profile. */
  readonly hidden: readonly string[];
}

export interface Population {
  readonly personas: number;
  /** By prompt: its topic. */
  readonly topics: readonly string[];
}

export interface DesignOptions {
  readonly task: Task;
  readonly seed: number;
  /** Prompts per persona. */
  readonly perPersona: number;
  /** Personas taken by chance; null for all. */
  readonly personas: number | null;
  /** Attempts at the same question, for pass@k. */
  readonly attempts: number;
  /** Attributes to leave out one by one, for leave-one-out: names with the keys each stands for. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Side that a persona truly prefers and how clearly, in logits; needed by `comparison`. */
  readonly utility?: (persona: number, prompt: number) => number;
}

/** Other wordings of a call that must not change an answer. */
export const PERTURBATIONS = ["repeat", "key-order", "format", "paraphrase"] as const;

/** Judges of an answer that was made for somebody else. */
const CROSS_JUDGES = 4;

/**
 * The items of a task, in an order that a seed decides. Prompts are dealt to personas like cards
 * from a deck in which topics take turns, so that prompts and topics are used evenly.
 * @throws UserError where a persona is to get more prompts than there are.
 */
export function designItems(population: Population, options: DesignOptions): Item[] {
  const random = streamOf(options.seed, `bench ${options.task}`);
  const personas = chosenPersonas(population.personas, options.personas, random);
  const deal = dealer(population.topics, options.perPersona, random);
  const plain = personas.flatMap((persona) =>
    deal().map(
      (prompt): Item => ({
        persona,
        shown: persona,
        prompt,
        attempt: 0,
        variant: "",
        hidden: [],
      }),
    ),
  );
  switch (options.task) {
    case "main":
    case "intersectionality":
      return plain;
    case "loo":
      return plain.flatMap((item) => [
        item,
        ...Object.entries(options.attributes).map(([variant, hidden]) => ({
          ...item,
          variant,
          hidden,
        })),
      ]);
    case "pass_at_k":
      return plain.flatMap((item) =>
        Array.from({ length: options.attempts }, (_, attempt) => ({ ...item, attempt })),
      );
    case "stability":
      return plain.flatMap((item) => [
        item,
        ...PERTURBATIONS.map((variant, at) => ({ ...item, variant, attempt: at + 1 })),
      ]);
    case "cross_persona":
      return plain.flatMap((item) => [item, ...judgedByOthers(item, personas, random)]);
    case "comparison":
      return comparisons(personas, population.topics.length, options, random);
  }
}

/** Personas in the order of their rows; a sample of them where not all are asked for. */
function chosenPersonas(all: number, wanted: number | null, random: Random): number[] {
  const rows = Array.from({ length: all }, (_, i) => i);
  if (wanted === null || wanted >= all) return rows;
  return shuffle(rows, random)
    .slice(0, wanted)
    .sort((a, b) => a - b);
}

function shuffle<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

/** Deals hands of different prompts from decks in which topics take turns. */
function dealer(topics: readonly string[], size: number, random: Random): () => number[] {
  if (size > topics.length) {
    throw new UserError(
      `--per-persona ${size}: there are only ${topics.length} prompts; ask for fewer`,
    );
  }
  let deck: number[] = [];
  return () => {
    const hand: number[] = [];
    const later: number[] = [];
    while (hand.length < size) {
      if (deck.length === 0) deck = newDeck(topics, random);
      const card = deck.shift() as number;
      if (hand.includes(card)) later.push(card);
      else hand.push(card);
    }
    deck.push(...later);
    return hand.sort((a, b) => a - b);
  };
}

function newDeck(topics: readonly string[], random: Random): number[] {
  const byTopic = new Map<string, number[]>();
  for (const row of shuffle(Array.from(topics.keys()), random)) {
    byTopic.set(topics[row], [...(byTopic.get(topics[row]) ?? []), row]);
  }
  const piles = shuffle([...byTopic.values()], random);
  const deck: number[] = [];
  for (let round = 0; deck.length < topics.length; round++) {
    for (const pile of piles) if (round < pile.length) deck.push(pile[round]);
  }
  return deck;
}

/** The same answer judged for other personas; the variant names whom it was made for. */
function judgedByOthers(item: Item, personas: readonly number[], random: Random): Item[] {
  const others = new Set<number>();
  while (others.size < Math.min(CROSS_JUDGES, personas.length - 1)) {
    const other = personas[random.below(personas.length)];
    if (other !== item.persona) others.add(other);
  }
  return [...others].map((persona) => ({ ...item, persona, variant: `for row ${item.persona}` }));
}

/**
 * Pairs of personas whose truths on a prompt differ most, of some candidates each: the right answer
 * to one is the wrong one to the other. The variant is the pair's number.
 */
function comparisons(
  personas: readonly number[],
  prompts: number,
  { perPersona, utility, seed }: DesignOptions,
  random: Random,
): Item[] {
  if (!utility) throw new UserError("the task comparison needs a dataset whose truth is known");
  const wanted = Math.max(1, Math.round((personas.length * perPersona) / 2));
  const candidates = Math.min(24, personas.length);
  const items: Item[] = [];
  const draw = seeded(seed, random.below(1 << 20));
  for (let pair = 0; pair < wanted; pair++) {
    const prompt = draw.below(prompts);
    const drawn = new Set<number>();
    while (drawn.size < candidates) drawn.add(personas[draw.below(personas.length)]);
    const ranked = [...drawn].sort((a, b) => utility(b, prompt) - utility(a, prompt));
    const most = [ranked[0], ranked[ranked.length - 1]];
    // Both on one side: nothing to tell apart.
    if (!(utility(most[0], prompt) > 0 && utility(most[1], prompt) < 0)) continue;
    for (const persona of most) {
      items.push({
        persona,
        shown: persona,
        prompt,
        attempt: 0,
        variant: `pair ${pair + 1}`,
        hidden: [],
      });
    }
  }
  return items;
}
