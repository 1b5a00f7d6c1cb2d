/** Who judges which prompt, in which split, and which answer is shown first. */
import { type Pool, SPLITS } from "../../schema/feedback-tables.ts";
import type { Random } from "../../stats/random.ts";
import { UserError } from "../user-error.ts";

export interface Quota {
  readonly train: number;
  readonly testSeen: number;
  readonly testHeldout: number;
}

export const QUOTA: Quota = { train: 100, testSeen: 50, testHeldout: 50 };

export interface Assignment {
  /** Row of the persona, of the prompt, and index into `SPLITS`, by judgement. */
  readonly persona: Uint32Array;
  readonly prompt: Uint16Array;
  readonly split: Uint8Array;
  /** 1 where position 1 is shown first. */
  readonly swapped: Uint8Array;
}

const [TRAIN, TEST_SEEN, TEST_HELDOUT] = SPLITS.map((_, i) => i);

/**
 * Deals prompts to personas as cards: a pool is shuffled, dealt out, shuffled again, so that every
 * prompt of a pool is judged by the same number of personas within one, each persona sees a prompt
 * once, and two personas share about k²/pool of k prompts. Each pool is dealt in an order of its
 * own. Of a persona's train prompts those that were tested least so far become test_seen. Each two
 * judgements of a prompt see both orders.
 * O(judgements × log).
 * @param pools pool of each prompt, by row.
 * @throws UserError where a pool has fewer prompts than one persona judges.
 */
export function assignPrompts(
  personas: number,
  pools: readonly Pool[],
  quota: Quota,
  random: Random,
): Assignment {
  const rows = (wanted: Pool) => pools.flatMap((pool, row) => (pool === wanted ? [row] : []));
  const train = dealer(rows("train"), "train", quota.train + quota.testSeen, random);
  const heldout = dealer(rows("heldout"), "heldout", quota.testHeldout, random);
  const each = quota.train + quota.testSeen + quota.testHeldout;
  const n = personas * each;
  // Neighbours in a deck share none of it: they are others in each pool.
  const handsHeldOut: number[][] = [];
  for (const who of shuffle(
    Array.from({ length: personas }, (_, i) => i),
    random,
  )) {
    handsHeldOut[who] = heldout();
  }
  const persona = new Uint32Array(n);
  const prompt = new Uint16Array(n);
  const split = new Uint8Array(n);
  const tested = new Int32Array(pools.length);
  let at = 0;
  for (let who = 0; who < personas; who++) {
    const seen = leastTested(train(), tested, random);
    const parts: [number, number[]][] = [
      [TRAIN, seen.slice(quota.testSeen)],
      [TEST_SEEN, seen.slice(0, quota.testSeen)],
      [TEST_HELDOUT, handsHeldOut[who]],
    ];
    for (const [part, prompts] of parts) {
      for (const row of prompts.sort((a, b) => a - b)) {
        if (part === TEST_SEEN) tested[row]++;
        persona[at] = who;
        prompt[at] = row;
        split[at++] = part;
      }
    }
  }
  return { persona, prompt, split, swapped: orders(prompt, pools.length, random) };
}

function shuffle(cards: number[], random: Random): number[] {
  for (let i = cards.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [cards[i], cards[j]] = [cards[j], cards[i]];
  }
  return cards;
}

/** Deals hands of `size` different cards; a new deck continues a hand that the old one began. */
function dealer(cards: readonly number[], pool: Pool, size: number, random: Random) {
  if (size > cards.length) {
    throw new UserError(
      `each persona is to judge ${size} ${pool} prompts, but there are ${cards.length}; make more prompts or ask for fewer judgements`,
    );
  }
  let deck: number[] = [];
  return (): number[] => {
    const hand = deck.splice(0, size);
    if (hand.length < size) {
      const held = new Set(hand);
      const fresh = shuffle([...cards], random);
      const open = fresh.filter((card) => !held.has(card));
      hand.push(...open.splice(0, size - hand.length));
      // Mixed again, or a later hand would get those held as a block.
      deck = shuffle([...open, ...fresh.filter((card) => held.has(card))], random);
    }
    return hand;
  };
}

function leastTested(hand: number[], tested: Int32Array, random: Random): number[] {
  return shuffle(hand, random).sort((a, b) => tested[a] - tested[b]);
}

/** For each prompt's judgements in turn: both orders in each two, which of them first by chance. */
function orders(prompt: Uint16Array, prompts: number, random: Random): Uint8Array {
  const last = new Int8Array(prompts).fill(-1);
  return Uint8Array.from(prompt, (row) => {
    const isSecond = last[row] >= 0;
    const order = isSecond ? 1 - last[row] : random.below(2);
    last[row] = isSecond ? -1 : order;
    return order;
  });
}
