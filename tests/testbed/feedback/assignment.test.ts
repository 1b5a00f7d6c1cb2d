import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Pool } from "../../../src/schema/feedback-tables.ts";
import { seeded } from "../../../src/stats/random.ts";
import { assignPrompts, QUOTA } from "../../../src/testbed/feedback/assignment.ts";
import { UserError } from "../../../src/testbed/user-error.ts";

/** Train prompts first, then those held out. */
const pools = (train: number, heldout: number): Pool[] => [
  ...new Array<Pool>(train).fill("train"),
  ...new Array<Pool>(heldout).fill("heldout"),
];

function tally(values: Iterable<number>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const range = (counts: readonly number[]) => Math.max(...counts) - Math.min(...counts);

describe("the paper's design: 1,586 personas, 3,000 and 868 prompts, 100 + 50 + 50 each", () => {
  const all = pools(3000, 868);
  const { persona, prompt, split, swapped } = assignPrompts(1586, all, QUOTA, seeded(1));

  test("has 317,200 judgements, half of them train", () => {
    expect(persona).toHaveLength(317_200);
    expect([...tally(split).entries()].sort()).toEqual([
      [0, 158_600],
      [1, 79_300],
      [2, 79_300],
    ]);
  });

  // 1,586 × 150 / 3,000 = 79.3 and 1,586 × 50 / 868 = 91.4.
  test("asks 79 or 80 personas of a train prompt, 91 or 92 of one held out", () => {
    const judged = [...tally(prompt).entries()];
    const counts = (from: number, to: number) =>
      new Set(judged.filter(([row]) => row >= from && row < to).map(([, count]) => count));
    expect(counts(0, 3000)).toEqual(new Set([79, 80]));
    expect(counts(3000, 3868)).toEqual(new Set([91, 92]));
    expect(judged).toHaveLength(3868);
  });

  test("tests each train prompt nearly equally often", () => {
    const tested = tally(prompt.filter((_, row) => split[row] === 1));
    expect(tested.size).toBe(3000);
    expect(range([...tested.values()])).toBeLessThanOrEqual(2);
  });

  // A hand that goes over two decks leaves cards that must not come together again: two hands of
  // 50 from 868 share 2.9, and more than 14 with a chance of about 1e-6 (hypergeometric).
  test("lets no two personas share much of what is held out", () => {
    const hands = Array.from({ length: 1586 }, () => new Uint8Array(868));
    persona.forEach((who, row) => {
      if (split[row] === 2) hands[who][prompt[row] - 3000] = 1;
    });
    const lists = hands.map((hand) => Array.from(hand.keys()).filter((card) => hand[card] === 1));
    let most = 0;
    lists.forEach((list, who) => {
      for (let other = 0; other < who; other++) {
        let shared = 0;
        for (const card of list) shared += hands[other][card];
        most = Math.max(most, shared);
      }
    });
    expect(most).toBeLessThan(16);
  });

  // e^-10.4 of 1,256,905 pairs is 38; those who share a deck in both pools are a few hundred more.
  test("leaves hardly any two personas without a prompt in common", () => {
    const seen = Array.from({ length: 1586 }, () => new Uint8Array(3868));
    persona.forEach((who, row) => {
      seen[who][prompt[row]] = 1;
    });
    const lists = seen.map((bits) => Array.from(bits.keys()).filter((at) => bits[at] === 1));
    let none = 0;
    lists.forEach((list, who) => {
      for (let other = 0; other < who; other++) {
        if (!list.some((at) => seen[other][at] === 1)) none++;
      }
    });
    expect(none).toBeLessThan(2000);
  });

  // Two hands of k cards from n share k² / n: 150² / 3,000 + 50² / 868 = 10.4.
  test("lets two personas share about ten prompts", () => {
    const hands = new Map<number, Set<number>>();
    persona.forEach((who, row) => {
      if (!hands.has(who)) hands.set(who, new Set());
      hands.get(who)?.add(prompt[row]);
    });
    const random = seeded(2);
    let shared = 0;
    const pairs = 3000;
    for (let i = 0; i < pairs; i++) {
      const a = random.below(1586);
      const b = (a + 1 + random.below(1585)) % 1586;
      for (const card of hands.get(a) ?? []) if (hands.get(b)?.has(card)) shared++;
    }
    expect(shared / pairs).toBeGreaterThan(9.8);
    expect(shared / pairs).toBeLessThan(11);
  });

  test("shows each answer first as often as second, prompt by prompt", () => {
    const balance = new Int32Array(all.length);
    prompt.forEach((row, i) => {
      balance[row] += swapped[i] === 1 ? 1 : -1;
    });
    expect(Math.max(...balance.map(Math.abs))).toBeLessThanOrEqual(1);
  });
});

test("every persona gets its quota of different prompts from the right pool", () => {
  const quota = fc.record({
    train: fc.integer({ min: 0, max: 6 }),
    testSeen: fc.integer({ min: 0, max: 6 }),
    testHeldout: fc.integer({ min: 0, max: 6 }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 12, max: 20 }),
      fc.integer({ min: 6, max: 20 }),
      quota,
      fc.integer(),
      (personas, train, heldout, asked, seed) => {
        const all = pools(train, heldout);
        const made = assignPrompts(personas, all, asked, seeded(seed));
        const seen = new Set<string>();
        const counts = new Map<string, number>();
        made.persona.forEach((who, row) => {
          seen.add(`${who} ${made.prompt[row]}`);
          const key = `${who} ${made.split[row]}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
          expect(all[made.prompt[row]] === "heldout").toBe(made.split[row] === 2);
        });
        expect(seen.size).toBe(made.persona.length);
        for (let who = 0; who < personas; who++) {
          [asked.train, asked.testSeen, asked.testHeldout].forEach((count, part) => {
            expect(counts.get(`${who} ${part}`) ?? 0).toBe(count);
          });
        }
        const judged = tally(made.prompt);
        for (const pool of ["train", "heldout"]) {
          const of = all.flatMap((other, row) => (other === pool ? [judged.get(row) ?? 0] : []));
          expect(range(of)).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});

test("a seed repeats itself, another differs", () => {
  const once = (seed: number) =>
    assignPrompts(20, pools(30, 10), { train: 8, testSeen: 4, testHeldout: 5 }, seeded(seed));
  expect(once(1)).toEqual(once(1));
  expect(once(1).prompt).not.toEqual(once(2).prompt);
});

test("a pool that is too small is told", () => {
  const ask = () => assignPrompts(3, pools(149, 60), QUOTA, seeded(1));
  expect(ask).toThrow(UserError);
  expect(ask).toThrow("each persona is to judge 150 train prompts, but there are 149");
});
