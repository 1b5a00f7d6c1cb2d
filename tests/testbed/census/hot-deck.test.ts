import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seeded } from "../../../src/stats/random.ts";
import { hotDeck, type MatchColumn } from "../../../src/testbed/census/hot-deck.ts";

const upTo = (n: number) => Int32Array.from({ length: n }, (_, row) => row);
const match = (
  donor: readonly number[],
  recipient: readonly number[],
  levels = 4,
): MatchColumn => ({ donor, recipient, levels });

describe("hotDeck", () => {
  test("a donor is alike in the columns of the step that served", () => {
    const codes = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(codes, codes, fc.nat(), (donors, recipients, seed) => {
        const [a, b] = [0, 1].map((at) =>
          match(
            donors.map((code) => code[at]),
            recipients.map((code) => code[at]),
          ),
        );
        const weights = new Float64Array(donors.length).fill(2);
        const { donorOf, servedAt } = hotDeck(
          [[a, b], [a], []],
          upTo(donors.length),
          weights,
          upTo(recipients.length),
          seeded(seed),
          3,
        );
        const expected = [0, 0, 0];
        recipients.forEach(([first, second], i) => {
          const like = donors.filter((code) => code[0] === first);
          const same = like.filter((code) => code[1] === second);
          const step = same.length >= 3 ? 0 : like.length >= 3 ? 1 : 2;
          expected[step]++;
          const donor = donors[donorOf[i]];
          if (step < 2) expect(donor[0]).toBe(first);
          if (step < 1) expect(donor[1]).toBe(second);
        });
        expect(servedAt).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test("only the rows named as donors give", () => {
    const column = match([1, 1, 1, 1], [1, 1, 1, 1]);
    const donors = Int32Array.of(1, 3);
    const { donorOf } = hotDeck(
      [[column]],
      donors,
      Float64Array.of(9, 1, 9, 1),
      upTo(4),
      seeded(1),
    );
    expect([...new Set(donorOf)].every((row) => donors.includes(row))).toBe(true);
  });

  test("donors give in proportion to their weights", () => {
    // Three donors of weight 1, 2 and 5 and 40,000 draws: a share p has the standard error
    // sqrt(p (1 - p) / 40000) <= 0.0025, and 4.5 of them are 0.0113.
    const n = 40_000;
    const { donorOf } = hotDeck([[]], upTo(3), Float64Array.of(1, 2, 5), upTo(n), seeded(11));
    const counts = [0, 0, 0];
    for (const donor of donorOf) counts[donor]++;
    [1 / 8, 2 / 8, 5 / 8].forEach((share, donor) => {
      expect(Math.abs(counts[donor] / n - share)).toBeLessThan(0.0113);
    });
  });

  test("a donor without weight never gives", () => {
    const { donorOf } = hotDeck([[]], upTo(4), Float64Array.of(0, 3, 0, 1), upTo(500), seeded(2));
    expect(new Set(donorOf)).toEqual(new Set([1, 3]));
  });

  test("the last step serves classes of any size", () => {
    const column = match([0, 1], [1]);
    const { donorOf } = hotDeck([[column]], upTo(2), Float64Array.of(1, 1), upTo(1), seeded(3), 5);
    expect([...donorOf]).toEqual([1]);
  });

  test("a recipient like nobody is an error", () => {
    const column = match([0, 0, 0, 0, 0], [2]);
    expect(() =>
      hotDeck([[column]], upTo(5), new Float64Array(5).fill(1), upTo(1), seeded(4)),
    ).toThrow("no donor");
  });

  test("the same seed finds the same donors, another seed others", () => {
    const draw = (seed: number) => [
      ...hotDeck([[]], upTo(50), new Float64Array(50).fill(1), upTo(200), seeded(seed)).donorOf,
    ];
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
  });
});
