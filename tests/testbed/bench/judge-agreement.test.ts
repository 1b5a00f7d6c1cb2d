import { describe, expect, test } from "vitest";
import { judgeKappas, orderConsistency } from "../../../src/testbed/bench/judge-agreement.ts";
import { answer, writeRun } from "./small-run.ts";

describe("the kappa of two judges", () => {
  // Both 20, first alone 5, second alone 10, neither 15: Cohen's (1960) kappa is
  // (0.7 - 0.5) / (1 - 0.5) = 0.4.
  const verdicts = [
    ...Array.from({ length: 20 }, () => [true, true]),
    ...Array.from({ length: 5 }, () => [true, false]),
    ...Array.from({ length: 10 }, () => [false, true]),
    ...Array.from({ length: 15 }, () => [false, false]),
  ];
  const runOf = (judge: 0 | 1, change: (at: number) => object = () => ({})) =>
    writeRun(
      verdicts.map((both, at) => answer(`p${at}`, `q${at}`, both[judge], change(at))),
      judge === 0 ? {} : { judge: { kind: "critic", model: "judge" } },
    );

  test("is Cohen's, of the answers that both judged", async () => {
    const [kappa, ...others] = await judgeKappas(await runOf(0), await runOf(1));
    expect(others).toEqual([]);
    expect(kappa).toMatchObject({ model: "m", mode: "output_only", n: 50, failed: 0 });
    expect(kappa.agreement).toBeCloseTo(0.7, 12);
    expect(kappa.kappa).toBeCloseTo(0.4, 12);
    expect(kappa.low).toBeLessThan(0.4);
    expect(kappa.high).toBeGreaterThan(0.4);
  });

  test("counts what one could not judge, and takes no answer for another", async () => {
    const first = await runOf(0, (at) => ({ answer_key: `a${at}` }));
    const second = await runOf(1, (at) => ({
      answer_key: at < 30 ? `a${at}` : `other ${at}`,
      ...(at < 10 ? { passed: null } : {}),
    }));
    const [{ n, failed }] = await judgeKappas(first, second);
    expect([n, failed]).toEqual([20, 10]);
  });

  test("is null where all verdicts are one, and refused for runs that are not alike", async () => {
    const same = await writeRun([answer("p1", "q1", true), answer("p2", "q1", true)]);
    expect((await judgeKappas(same, same))[0]).toMatchObject({ n: 2, agreement: 1, kappa: null });
    const other = await writeRun([answer("p1", "q1", true)], { seed: 2 });
    await expect(judgeKappas(same, other)).rejects.toThrow("the same seed, found 1 and 2");
    const apart = await writeRun([answer("p9", "q1", true)]);
    await expect(judgeKappas(same, apart)).rejects.toThrow("share no answer");
  });
});

test("a pairwise judge's consistency leaves out what failed", async () => {
  const judged = { judge: "pairwise", judge_key: "k" } as const;
  const rows = [
    answer("p1", "q1", true, judged),
    answer("p2", "q1", false, { ...judged, reason: "the two orders part" }),
    answer("p3", "q1", false, { ...judged, reason: "worse" }),
    answer("p4", "q1", false, { ...judged, reason: "worse" }),
    answer("p5", "q1", null, judged),
  ];
  const folder = await writeRun(rows, { judge: { kind: "pairwise", model: "judge" } });
  expect(await orderConsistency(folder)).toMatchObject({ n: 4, share: 0.75 });
  expect(await orderConsistency(await writeRun(rows.slice(0, 1)))).toBeNull();
});
