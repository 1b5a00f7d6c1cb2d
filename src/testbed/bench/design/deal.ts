/** Who is asked what: personas drawn by chance, prompts dealt evenly. */
import { type Random, shuffled } from "../../../stats/random.ts";
import { UserError } from "../../user-error.ts";

/** Personas in the order of their rows; a sample of them where not all are asked for. */
export function chosenPersonas(all: number, wanted: number | null, random: Random): number[] {
  const rows = Array.from({ length: all }, (_, i) => i);
  if (wanted === null || wanted >= all) return rows;
  return shuffled(rows, random)
    .slice(0, wanted)
    .sort((a, b) => a - b);
}

/**
 * Deals hands of different prompts, in the order of their rows, from decks in which topics take turns.
 * @throws UserError where a hand is to have more prompts than there are.
 */
export function dealer(topics: readonly string[], size: number, random: Random): () => number[] {
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
  for (const row of shuffled(Array.from(topics.keys()), random)) {
    byTopic.set(topics[row], [...(byTopic.get(topics[row]) ?? []), row]);
  }
  const piles = shuffled([...byTopic.values()], random);
  const deck: number[] = [];
  for (let round = 0; deck.length < topics.length; round++) {
    for (const pile of piles) if (round < pile.length) deck.push(pile[round]);
  }
  return deck;
}
