import { describe, expect, test } from "vitest";
import { AXIS_KEYS } from "../../../src/schema/value-axes.ts";
import { seeded } from "../../../src/stats/random.ts";
import { minorityShares } from "../../../src/testbed/feedback/divisiveness.ts";
import { issueLeanings } from "../../../src/testbed/feedback/issue-leanings.ts";
import { normalDraws } from "../../../src/testbed/feedback/normal-draws.ts";
import { axisResiduals, issueResiduals } from "../../../src/testbed/feedback/own-residuals.ts";
import {
  NOISE_VARIANCE,
  RESPONDENT_DEFAULTS,
  WORDING_VARIANCE,
} from "../../../src/testbed/feedback/settings.ts";
import type { Issue } from "../../../src/testbed/prompts/issue.ts";

const N = 4000;
const adults = new Uint8Array(N).fill(1);
const structure = {
  ownShare: Object.fromEntries(AXIS_KEYS.map((axis) => [axis, 0.3])),
  levelSd: 0.8,
};
const scores = {
  logits: { mirrored: normalDraws(N, seeded(1)).map((z) => 0.4 + z) },
  axes: Object.fromEntries(AXIS_KEYS.map((axis, k) => [axis, normalDraws(N, seeded(2, k))])),
};

const issue = (id: string, stance: Issue["stance"], survey?: Issue["survey"]): Issue =>
  ({ id, stance, survey }) as Issue;
const issues = [
  issue("fitted", { guns: 0.9 }, { source: "CES 2018", item: "mirrored", support: 1 }),
  ...Array.from({ length: 60 }, (_, k) => issue(`authored-${k}`, { economy: 0.5, guns: -0.4 })),
];

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;
const variance = (values: ArrayLike<number>) => {
  const center = mean(values);
  return mean(Array.from(values, (value) => (value - center) ** 2));
};
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

const made = issueLeanings(issues, scores, structure, adults, RESPONDENT_DEFAULTS, 5);

describe("an issue that mirrors a fitted item", () => {
  // What is the persona's own and the wording average out to the fitted probability.
  test("keeps the fitted probabilities, turned to its supporting position", () => {
    const spread = Math.sqrt(made.ownVariance + WORDING_VARIANCE);
    const draws = normalDraws(4000, seeded(9));
    for (const i of [0, 1, 2, 3, 4]) {
      const marginal = mean(draws.map((z) => logistic(made.byIssue[0][i] + spread * z)));
      expect(Math.abs(marginal - logistic(-scores.logits.mirrored[i]))).toBeLessThan(0.02);
    }
    expect(made.fitted).toEqual(["fitted"]);
    expect(made.authored).toBe(60);
  });
});

describe("issues that mirror none", () => {
  test("have the wanted share of variance explained by attributes", () => {
    const authored = made.byIssue.slice(1);
    const attributes = mean(authored.map((logits) => variance(logits)));
    const levels =
      variance(authored.map((logits) => mean(logits))) + mean(authored.map((l) => mean(l))) ** 2;
    const total = attributes + levels + made.ownVariance + WORDING_VARIANCE + NOISE_VARIANCE;
    expect(attributes / total).toBeCloseTo(0.1, 3);
  });

  test("have levels as spread as the survey's, of their own whatever else is asked", () => {
    const alone = issueLeanings(
      [issues[0], issues[7]],
      scores,
      structure,
      adults,
      RESPONDENT_DEFAULTS,
      5,
    );
    expect(Math.sign(mean(alone.byIssue[1]))).toBe(Math.sign(mean(made.byIssue[7])));
    const shares = [...minorityShares(issues, made, adults).values()];
    expect(Math.min(...shares)).toBeGreaterThan(0.02);
    expect(Math.max(...shares)).toBeLessThanOrEqual(0.5);
  });
});

test("choices are the same when asked again as often as wanted", () => {
  const spread = Math.sqrt(made.ownVariance + WORDING_VARIANCE);
  const again = made.byIssue.map((logits, k) => {
    const draws = normalDraws(N, seeded(11, k));
    return mean(
      logits.map((logit, i) => {
        const p = logistic(logit + spread * draws[i]);
        return p * p + (1 - p) ** 2;
      }),
    );
  });
  expect(Math.abs(mean(again) - RESPONDENT_DEFAULTS.retest)).toBeLessThan(0.005);
});

test("a larger share or retest agreement does what it says", () => {
  const other = issueLeanings(
    issues,
    scores,
    structure,
    adults,
    { attributeShare: 0.3, retest: 0.7 },
    5,
  );
  expect(other.retest).toBeCloseTo(0.7, 2);
  expect(other.attributeShare).toBe(0.3);
  expect(other.ownVariance).toBeLessThan(made.ownVariance);
});

describe("residuals", () => {
  const axes = axisResiduals(N, 3);
  const correlation = (a: Float64Array, b: Float64Array) =>
    mean(a.map((value, i) => value * b[i])) / Math.sqrt(variance(a) * variance(b));
  const residuals = (id: string, stance: Issue["stance"]) =>
    issueResiduals(issue(id, stance), axes, structure, 3);

  test("have variance 1, and issues of one axis share what is declared, with their sign", () => {
    const a = residuals("a", { guns: 0.9 });
    const b = residuals("b", { guns: 0.3 });
    const c = residuals("c", { guns: -0.7 });
    expect(variance(a)).toBeCloseTo(1, 1);
    // Standard error of a correlation of 0.3 from 4,000: (1 - 0.09) / sqrt(4000) = 0.014.
    expect(Math.abs(correlation(a, b) - 0.3)).toBeLessThan(0.05);
    expect(Math.abs(correlation(a, c) + 0.3)).toBeLessThan(0.05);
    expect(Math.abs(correlation(a, residuals("d", { economy: 1 })))).toBeLessThan(0.05);
  });
});
