import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { solveCholesky } from "../../../src/stats/cholesky.ts";
import { dummyCode } from "../../../src/stats/dummies.ts";
import { attributeTastes, tasteScores } from "../../../src/stats/prediction/attribute-tastes.ts";
import { historyScores, historyVariances } from "../../../src/stats/prediction/persona-history.ts";
import { promptLevels } from "../../../src/stats/prediction/prompt-levels.ts";
import { orderByPersona, type PromptFeatures } from "../../../src/stats/prediction/rows.ts";
import { seeded } from "../../../src/stats/random.ts";

describe("prompt levels", () => {
  it("draw a prompt to its issue, and the issue to zero", () => {
    const prompts = {
      issue: [0, 0, 1, 0],
      issues: 2,
      features: new Float64Array(4),
      width: 1,
    };
    // Prompt 0: signs 1, 1, −1; prompt 1: a tie. Issue 0: 1 / (4 + 4).
    const levels = promptLevels(
      { persona: [0, 1, 2, 0], prompt: [0, 0, 0, 1], choice: [0, 0, 1, 2] },
      prompts,
    );
    expect([...levels]).toEqual([(1 + 4 / 8) / 7, 4 / 8 / 5, 0, 1 / 8]);
  });
});

const random = seeded(9);
const PERSONAS = 60;
const PROMPTS: PromptFeatures = {
  issue: Array.from({ length: 40 }, (_, q) => q % 10),
  issues: 10,
  features: Float64Array.from({ length: 80 }, () => 2 * random.next() - 1),
  width: 2,
};
const ROWS = {
  persona: Array.from({ length: PERSONAS * 20 }, (_, row) => row % PERSONAS),
  prompt: Array.from({ length: PERSONAS * 20 }, (_, row) => (row * 7 + (row % PERSONAS)) % 40),
  choice: new Uint8Array(PERSONAS * 20),
};

describe("tastes from attributes", () => {
  it("are found where residuals are tastes times features", () => {
    const codes = [0, 1].map(() => Array.from({ length: PERSONAS }, () => random.below(3)));
    const truth = new Float64Array(PERSONAS * 2);
    for (let i = 0; i < PERSONAS; i++) {
      truth[2 * i] = 1 + 0.5 * codes[0][i];
      truth[2 * i + 1] = codes[1][i] === 2 ? -2 : 0.3;
    }
    const residual = tasteScores(ROWS, truth, PROMPTS);
    const dummies = dummyCode({ codes, levels: [3, 3] }, PERSONAS, 1);
    const { tastes, penalty } = attributeTastes(ROWS, residual, PROMPTS, dummies);
    expect(penalty).toBe(1);
    tastes.forEach((of, i) => {
      expect(Math.abs(of - truth[i])).toBeLessThan(0.1);
    });
  });

  it("are near zero, with the largest penalty, where residuals are noise", () => {
    const codes = [Array.from({ length: PERSONAS }, () => random.below(9))];
    const residual = Float64Array.from(ROWS.persona, () => 2 * random.next() - 1);
    const dummies = dummyCode({ codes, levels: [9] }, PERSONAS, 1);
    const { tastes, penalty } = attributeTastes(ROWS, residual, PROMPTS, dummies);
    expect(penalty).toBe(1000);
    for (const of of tastes) expect(Math.abs(of)).toBeLessThan(0.05);
  });
});

/** Covariance of two rows' residuals under two variances. */
function covariance(a: number, b: number, feature: number, issue: number): number {
  const { features } = PROMPTS;
  const product = features[2 * a] * features[2 * b] + features[2 * a + 1] * features[2 * b + 1];
  return feature * product + (PROMPTS.issue[a] === PROMPTS.issue[b] ? issue : 0);
}

describe("history of a persona", () => {
  it("has variances that least squares over all pairs gives", () => {
    const residuals = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: ROWS.persona.length,
      maxLength: ROWS.persona.length,
    });
    const order = orderByPersona(ROWS.persona, PERSONAS);
    fc.assert(
      fc.property(residuals, (drawn) => {
        const residual = Float64Array.from(drawn);
        let [kk, ks, ss, kr, sr] = [0, 0, 0, 0, 0];
        for (let a = 0; a < residual.length; a++) {
          for (let b = a + 1; b < residual.length; b++) {
            if (ROWS.persona[a] !== ROWS.persona[b]) continue;
            const [p, q] = [ROWS.prompt[a], ROWS.prompt[b]];
            const k = covariance(p, q, 1, 0);
            const s = covariance(p, q, 0, 1);
            const r = residual[a] * residual[b];
            kk += k * k;
            ks += k * s;
            ss += s;
            kr += k * r;
            sr += s * r;
          }
        }
        const determinant = kk * ss - ks * ks;
        const found = historyVariances(ROWS, residual, PROMPTS, order);
        expect(found.feature).toBeCloseTo(Math.max(0, (kr * ss - sr * ks) / determinant), 10);
        expect(found.issue).toBeCloseTo(Math.max(0, (sr * kk - kr * ks) / determinant), 10);
      }),
      { numRuns: 10 },
    );
  });

  it("predicts as a ridge regression on features and issues does", () => {
    // Residuals that follow a taste and an issue of the persona, and noise.
    const taste = Float64Array.from({ length: PERSONAS * 2 }, () => 2 * random.next() - 1);
    const onIssue = Float64Array.from({ length: PERSONAS * 10 }, () => 2 * random.next() - 1);
    const scores = tasteScores(ROWS, taste, PROMPTS);
    const residual = scores.map(
      (of, row) =>
        of +
        onIssue[ROWS.persona[row] * 10 + PROMPTS.issue[ROWS.prompt[row]]] +
        random.next() -
        0.5,
    );
    const test = { persona: [3, 3, 59], prompt: [0, 17, 5] };
    const found = historyScores(ROWS, residual, test, PROMPTS, PERSONAS);
    const order = orderByPersona(ROWS.persona, PERSONAS);
    const { feature, issue, rest } = historyVariances(ROWS, residual, PROMPTS, order);
    expect(feature).toBeGreaterThan(0.1);
    expect(issue).toBeGreaterThan(0.1);
    // z = [features, issue indicators], penalties rest / variance.
    const line = (q: number) => {
      const z = new Float64Array(12);
      z[0] = PROMPTS.features[2 * q];
      z[1] = PROMPTS.features[2 * q + 1];
      z[2 + PROMPTS.issue[q]] = 1;
      return z;
    };
    test.persona.forEach((who, at) => {
      const cross = new Float64Array(144);
      const product = new Float64Array(12);
      ROWS.persona.forEach((of, row) => {
        if (of !== who) return;
        const z = line(ROWS.prompt[row]);
        for (let i = 0; i < 12; i++) {
          product[i] += z[i] * residual[row];
          for (let j = 0; j < 12; j++) cross[i * 12 + j] += z[i] * z[j];
        }
      });
      for (let i = 0; i < 12; i++) cross[i * 13] += rest / (i < 2 ? feature : issue);
      const slopes = solveCholesky(cross, product);
      const expected = line(test.prompt[at]).reduce((sum, z, i) => sum + z * slopes[i], 0);
      expect(found[at]).toBeCloseTo(expected, 8);
    });
  });

  it("says nothing of a persona without one", () => {
    const rows = { persona: [0], prompt: [0], choice: [0] };
    const scores = historyScores(
      rows,
      Float64Array.of(1),
      { persona: [1], prompt: [0] },
      PROMPTS,
      2,
    );
    expect(scores[0]).toBe(0);
  });
});
