import { describe, expect, it } from "vitest";
import { MODES } from "../../../../src/schema/bench.ts";
import {
  flipChance,
  NOISE,
  passChance,
  REFERENCE_MODELS,
  referenceModels,
  SUMMARY_KEEPS,
} from "../../../../src/testbed/bench/reference/models.ts";
import { trueRates } from "../../../../src/testbed/bench/reference/true-rates.ts";
import { contentUtility, trueSide } from "../../../../src/testbed/bench/truth.ts";
import { evenPersonas, mixedTruth, truthByHand } from "../small-truth.ts";

const truth = mixedTruth();
const models = referenceModels(truth);
const whole = (persona: number) => ({ persona, hidden: new Set<string>() });

/** Share of personas and prompts on which a model means the true side, from rate and slips. */
const skill = (rate: number, flip: number) => (rate - flip) / (1 - 2 * flip);

describe("the truth", () => {
  it("prefers position 0 where its utility is above zero", () => {
    for (let persona = 0; persona < 50; persona++) {
      const utility = contentUtility(truth, persona, 3);
      expect(trueSide(truth, persona, 3)).toBe(utility > 0 ? 0 : 1);
      expect(utility).toBeCloseTo(truth.standing[0][persona] + truth.wording[3], 12);
    }
  });
});

describe("reference models", () => {
  const rate = (name: (typeof REFERENCE_MODELS)[number], mode: (typeof MODES)[number]) =>
    trueRates(models[name], truth, mode).all;

  it("rank generic, party, demographic, full", () => {
    const rates = REFERENCE_MODELS.map((name) => rate(name, "output_only"));
    for (let at = 1; at < rates.length; at++)
      expect(rates[at]).toBeGreaterThan(rates[at - 1] + 0.02);
    // And so by what they mean, without slips.
    const skills = REFERENCE_MODELS.map((name, at) => skill(rates[at], NOISE[name]));
    expect(skills).toEqual([...skills].sort((a, b) => a - b));
  });

  it("all mean the majority's side where the persona is hidden", () => {
    for (const name of REFERENCE_MODELS) {
      for (let prompt = 0; prompt < truth.prompts.length; prompt++) {
        let zeros = 0;
        for (let who = 0; who < 400; who++) zeros += 1 - trueSide(truth, who, prompt);
        const majority = zeros >= 200 ? 0 : 1;
        expect(models[name].side(whole(prompt), prompt, "baseline")).toBe(majority);
        expect(models["reference/generic"].side(whole(9), prompt, "output_only")).toBe(majority);
      }
      const generic = trueRates(models["reference/generic"], truth, "baseline").all;
      const common = skill(generic, NOISE["reference/generic"]);
      expect(skill(rate(name, "baseline"), NOISE[name])).toBeCloseTo(common, 12);
    }
  });

  it("think aloud with the same knowledge and 5 slips more in 100", () => {
    for (const name of REFERENCE_MODELS) {
      const plain = skill(rate(name, "output_only"), NOISE[name]);
      const f = NOISE[name] + 0.05;
      expect(flipChance(name, "chain_of_thought")).toBeCloseTo(f, 12);
      expect(rate(name, "chain_of_thought")).toBeCloseTo(plain * (1 - f) + (1 - plain) * f, 12);
      expect(rate(name, "chain_of_thought")).toBeLessThan(rate(name, "output_only"));
    }
  });

  it("keep four attributes in a summary, and slip half as often", () => {
    for (const name of REFERENCE_MODELS) {
      expect(flipChance(name, "demographic_summary")).toBe(NOISE[name] / 2);
    }
    const demographic = models["reference/demographic"];
    for (let prompt = 0; prompt < truth.prompts.length; prompt += 8) {
      expect(demographic.kept(prompt)).toHaveLength(SUMMARY_KEEPS);
      expect(demographic.kept(prompt)).toContain("political_views");
      expect(models["reference/party"].kept(prompt)).toEqual(["political_views"]);
      expect(models["reference/generic"].kept(prompt)).toEqual([]);
    }
    const lost = (of: typeof truth, name: (typeof REFERENCE_MODELS)[number]) => {
      const known = referenceModels(of)[name];
      const [plain, summary] = (["output_only", "demographic_summary"] as const).map((mode) =>
        skill(trueRates(known, of, mode).all, flipChance(name, mode)),
      );
      return plain - summary;
    };
    expect(lost(truth, "reference/party")).toBeCloseTo(0, 12);
    expect(lost(truth, "reference/generic")).toBeCloseTo(0, 12);
    // Eight attributes tell as much as each other, and decide alone: four are lost.
    const keys = ["political_views", "religion", "age", "race", "education", "income", "sex"];
    const even = truthByHand({
      personas: evenPersonas(400),
      issues: 3,
      leaning: (_, code) => [...keys, "ideology"].reduce((sum, key) => sum + code(key) - 1, -3),
    });
    expect(lost(even, "reference/demographic")).toBeGreaterThan(0.05);
  });

  it("are not changed by an attribute hidden that they do not know", () => {
    const asked = ["religion", "age", "lifestyle", "no attribute"];
    for (const mode of MODES) {
      for (const name of ["reference/generic", "reference/party"] as const) {
        for (let persona = 0; persona < 100; persona++) {
          for (const prompt of [0, 20, 50]) {
            const hidden = { persona, hidden: new Set(asked) };
            expect(models[name].side(hidden, prompt, mode)).toBe(
              models[name].side(whole(persona), prompt, mode),
            );
          }
        }
      }
    }
  });

  it("mean the same without the party as one who never knew it", () => {
    // All that the party model knows is hidden: it takes the side of the average persona.
    const party = models["reference/party"];
    const sides = new Set<number>();
    for (let persona = 0; persona < 100; persona++) {
      sides.add(party.side({ persona, hidden: new Set(["political_views"]) }, 11, "output_only"));
    }
    expect(sides.size).toBe(1);
  });

  it("know a truth that attributes alone make", () => {
    // Religion decides, far from zero: known to demographic and full, not to party.
    const religion = [2, -2, 2, -2];
    const clear = truthByHand({
      personas: evenPersonas(400),
      issues: 2,
      leaning: (_, code) => religion[code("religion")],
    });
    const known = referenceModels(clear);
    const right = (name: (typeof REFERENCE_MODELS)[number]) =>
      skill(trueRates(known[name], clear, "output_only").all, NOISE[name]);
    expect(right("reference/demographic")).toBeCloseTo(1, 12);
    expect(right("reference/full")).toBeCloseTo(1, 12);
    expect(right("reference/party")).toBeGreaterThan(0.4);
    expect(right("reference/party")).toBeLessThan(0.65);
  });

  it("pass by their side and a slip", () => {
    expect(passChance("reference/party", "output_only", true)).toBeCloseTo(0.95, 12);
    expect(passChance("reference/party", "output_only", false)).toBeCloseTo(0.05, 12);
    expect(passChance("reference/full", "chain_of_thought", true)).toBeCloseTo(0.93, 12);
  });
});
