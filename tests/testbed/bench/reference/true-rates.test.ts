import { describe, expect, it } from "vitest";
import { MODES } from "../../../../src/schema/bench.ts";
import {
  passChance,
  REFERENCE_MODELS,
  referenceModels,
} from "../../../../src/testbed/bench/reference/models.ts";
import { trueRates } from "../../../../src/testbed/bench/reference/true-rates.ts";
import { trueSide } from "../../../../src/testbed/bench/truth.ts";
import { mixedTruth } from "../small-truth.ts";

const truth = mixedTruth(120);
const models = referenceModels(truth);

/** Mean chance to pass by asking each persona and prompt. */
function asked(
  name: (typeof REFERENCE_MODELS)[number],
  mode: (typeof MODES)[number],
  of: (p: number) => number,
) {
  const rates = Array.from({ length: truth.personas.n }, (_, persona) => {
    let sum = 0;
    for (let prompt = 0; prompt < truth.prompts.length; prompt++) {
      const meant = models[name].side({ persona, hidden: new Set() }, prompt, mode);
      sum += of(passChance(name, mode, meant === trueSide(truth, persona, prompt)));
    }
    return sum / truth.prompts.length;
  });
  return rates;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe("true rates", () => {
  it.each(REFERENCE_MODELS)("%s: are the mean chance of every persona and prompt", (name) => {
    const groupOf = Int8Array.from(truth.personas.codes.sex, (code, who) => (who < 5 ? -1 : code));
    for (const mode of MODES) {
      const rates = asked(name, mode, (p) => p);
      const { all, byGroup } = trueRates(models[name], truth, mode, groupOf, 2);
      expect(all).toBeCloseTo(mean(rates), 10);
      for (const group of [0, 1]) {
        const own = rates.filter((_, who) => groupOf[who] === group);
        expect(byGroup[group]).toBeCloseTo(mean(own), 10);
      }
    }
  });

  it("are of pass@k by the closed form 1 - (1 - p)^k", () => {
    const of = (p: number) => 1 - (1 - p) ** 4;
    const { all } = trueRates(models["reference/party"], truth, "output_only", [], 0, of);
    expect(all).toBeCloseTo(mean(asked("reference/party", "output_only", of)), 10);
  });
});
