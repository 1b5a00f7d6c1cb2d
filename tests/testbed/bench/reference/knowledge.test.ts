import { describe, expect, it } from "vitest";
import { issueAxes } from "../../../../src/testbed/bench/reference/axes.ts";
import { KNOWN_KEYS, knowledgeOf } from "../../../../src/testbed/bench/reference/knowledge.ts";
import { evenPersonas, mixedTruth, truthByHand } from "../small-truth.ts";

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((a, b) => a + b, 0) / values.length;

describe("what attributes tell", () => {
  const personas = evenPersonas(600);
  const party = [1, -0.5, 0.2, 0.8];
  const truth = truthByHand({
    personas,
    issues: 2,
    leaning: (issue, code) =>
      issue === 0 ? 0.3 + party[code("political_views")] + 0.25 * code("age") : 1 - code("sex"),
  });
  const knowledge = knowledgeOf(truth);

  it("is the sum that leanings were made of, about the mean", () => {
    const expected = {
      political_views: personas.codes.political_views.reduce((sum, c) => sum + party[c], 0) / 600,
      age: 0.25 * mean(personas.codes.age),
    };
    // The ridge of one persona draws effects of 150 by less than 1 %.
    for (let who = 0; who < 600; who++) {
      const { political_views, age } = personas.codes;
      expect(knowledge.effect(0, "political_views")[who]).toBeCloseTo(
        party[political_views[who]] - expected.political_views,
        1,
      );
      expect(knowledge.effect(0, "age")[who]).toBeCloseTo(0.25 * age[who] - expected.age, 1);
    }
    expect(knowledge.level[0]).toBeCloseTo(0.3 + expected.political_views + expected.age, 5);
  });

  it("is next to nothing for attributes that the leanings do not use", () => {
    for (const key of KNOWN_KEYS) {
      if (["political_views", "age"].includes(key)) continue;
      for (const value of knowledge.effect(0, key)) expect(Math.abs(value)).toBeLessThan(0.01);
    }
  });

  it("is zero in the mean, and zero for what is no attribute with levels", () => {
    for (const key of ["political_views", "age", "race"]) {
      expect(mean(knowledge.effect(0, key))).toBeCloseTo(0, 10);
    }
    expect(new Set(knowledge.effect(0, "lifestyle"))).toEqual(new Set([0]));
  });

  it("ranks attributes by how much they tell, by issue", () => {
    expect(knowledge.ranked(0).slice(0, 2)).toEqual(["political_views", "age"]);
    expect(knowledge.ranked(1)[0]).toBe("sex");
    expect([...knowledge.ranked(0)].sort()).toEqual([...KNOWN_KEYS].sort());
  });
});

describe("what is a persona's own on the axes", () => {
  it("is the part of the standing that leanings and the issue alone leave, by variance", () => {
    // Own variance 3, half of it on the axis.
    const truth = mixedTruth(3000);
    issueAxes(truth).forEach((axis, issue) => {
      const own = truth.standing[issue].map((value, who) => value - truth.leanings[issue][who]);
      const variance = mean(axis.map((value) => value * value));
      expect(variance).toBeGreaterThan(1.3);
      expect(variance).toBeLessThan(1.7);
      // What remains is of the issue alone: it has the other half, and nothing to do with the axis.
      const rest = own.map((value, who) => value - axis[who]);
      expect(mean(rest.map((value) => value * value))).toBeCloseTo(1.5, 0);
      expect(Math.abs(mean(rest.map((value, who) => value * axis[who])))).toBeLessThan(0.12);
    });
  });
});
