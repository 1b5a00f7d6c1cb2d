import { describe, expect, it } from "vitest";
import { normalQuantile } from "../../src/stats/normal.ts";
import { accuracyOf, PREDICTORS, predictChoices } from "../../src/stats/prediction.ts";
import { seeded } from "../../src/stats/random.ts";

describe("accuracy", () => {
  const rows = { persona: [0, 0, 1, 1], prompt: [0, 1, 0, 1], choice: [0, 1, 1, 2] };

  it("counts no idea as one half, and leaves out ties", () => {
    // Right, no idea, wrong, tie.
    const { mean, n, missing } = accuracyOf(Float64Array.of(2, 0, 1, 1), rows);
    expect([mean, n, missing]).toEqual([0.5, 3, 1]);
  });

  it("takes some rows only", () => {
    expect(accuracyOf(Float64Array.of(2, 0, 1, 1), rows, [0, 1])).toMatchObject({
      mean: 0.75,
      n: 2,
      missing: 0,
    });
  });
});

describe("prediction of choices with planted tastes", () => {
  const PERSONAS = 300;
  const ISSUES = 60;
  const SEEN = 45;
  const random = seeded(21);
  const normal = () => normalQuantile(random.next() + 2 ** -33);
  const codes = [4, 3].map((levels) =>
    Int8Array.from({ length: PERSONAS }, () => random.below(levels)),
  );
  const effects = [4, 3].map((levels) => Array.from({ length: 2 * levels }, normal));
  const WIDTH = 2;
  // Two prompts an issue; the features are the issue's.
  const ofIssue = Array.from({ length: ISSUES * WIDTH }, normal);
  const issue = Int32Array.from({ length: 2 * ISSUES }, (_, q) => q % ISSUES);
  const features = Float64Array.from(
    { length: issue.length * WIDTH },
    (_, at) => ofIssue[issue[Math.floor(at / WIDTH)] * WIDTH + (at % WIDTH)],
  );
  const level = Array.from({ length: ISSUES }, normal);
  const own = Array.from({ length: PERSONAS * WIDTH }, normal);
  const onIssue = Array.from({ length: PERSONAS * ISSUES }, normal);
  const utilityOf = (i: number, q: number) => {
    let sum = level[issue[q]] + onIssue[i * ISSUES + issue[q]];
    for (let f = 0; f < WIDTH; f++) {
      const ofAttributes = codes.reduce((total, code, a) => {
        return total + effects[a][code[i] * WIDTH + f];
      }, 0);
      sum += features[q * WIDTH + f] * (0.7 * ofAttributes + own[i * WIDTH + f]);
    }
    return sum;
  };
  const judged = (prompts: readonly number[]) => {
    const rows = Array.from({ length: PERSONAS }, (_, i) =>
      prompts.map((q) => ({ i, q, utility: utilityOf(i, q) })),
    ).flat();
    return {
      persona: rows.map(({ i }) => i),
      prompt: rows.map(({ q }) => q),
      utility: Float64Array.from(rows, ({ utility }) => utility),
      choice: rows.map(({ utility }) => {
        const uniform = random.next() + 2 ** -33;
        return utility + Math.log(uniform / (1 - uniform)) > 0 ? 0 : 1;
      }),
    };
  };
  const prompts = { issue, issues: ISSUES, features, width: WIDTH };
  const all = Array.from(issue, (_, q) => q);
  // To learn from: the first prompt of each issue that is seen.
  const train = judged(all.filter((q) => q < SEEN));
  const attributes = { codes, levels: [4, 3] };

  const accuracies = (test: ReturnType<typeof judged>) => {
    const scores = predictChoices(train, test, prompts, attributes, PERSONAS);
    return [...PREDICTORS.map((of) => scores[of]), test.utility].map(
      (of) => accuracyOf(of, test).mean,
    );
  };

  it("rises with what is known, to the ceiling, on issues seen", () => {
    const test = judged(all.filter((q) => q >= ISSUES && issue[q] < SEEN));
    const [prompt, byAttributes, history, both, ceiling] = accuracies(test);
    // A standard error is some 0.005: 300 × 45 choices, alike within personas.
    expect(prompt).toBeGreaterThan(0.52);
    expect(byAttributes).toBeGreaterThan(prompt + 0.02);
    expect(history).toBeGreaterThan(byAttributes + 0.02);
    expect(both).toBeGreaterThan(history);
    expect(ceiling).toBeGreaterThan(both);
  });

  it("rises from chance on issues never seen", () => {
    const test = judged(all.filter((q) => issue[q] >= SEEN));
    const [prompt, byAttributes, history, both, ceiling] = accuracies(test);
    expect(prompt).toBe(0.5);
    expect(byAttributes).toBeGreaterThan(0.55);
    expect(both).toBeGreaterThan(byAttributes);
    expect(both).toBeGreaterThanOrEqual(history - 0.01);
    expect(ceiling).toBeGreaterThan(both);
  });

  it("is chance where choices are", () => {
    const coin = (rows: ReturnType<typeof judged>) => ({
      ...rows,
      choice: rows.choice.map(() => random.below(2)),
    });
    const test = coin(judged(all.filter((q) => q >= ISSUES)));
    const scores = predictChoices(coin(train), test, prompts, attributes, PERSONAS);
    for (const of of PREDICTORS) {
      // 18,000 choices: four standard errors are 0.015.
      expect(Math.abs(accuracyOf(scores[of], test).mean - 0.5)).toBeLessThan(0.015);
    }
  });

  it("does not change when positions change places on an issue", () => {
    const turned = (q: number) => issue[q] % 2 === 1;
    const swap = (rows: ReturnType<typeof judged>) => ({
      ...rows,
      choice: rows.choice.map((choice, row) => (turned(rows.prompt[row]) ? 1 - choice : choice)),
    });
    const test = judged(all.filter((q) => q >= ISSUES));
    const other = {
      ...prompts,
      features: features.map((of, at) => (turned(Math.floor(at / WIDTH)) ? -of : of)),
    };
    const scores = predictChoices(train, test, prompts, attributes, PERSONAS);
    const swapped = predictChoices(swap(train), swap(test), other, attributes, PERSONAS);
    for (const of of PREDICTORS) {
      swapped[of].slice(0, 500).forEach((score, row) => {
        const sign = turned(test.prompt[row]) ? -1 : 1;
        expect(sign * score).toBeCloseTo(scores[of][row], 9);
      });
    }
  });
});
