import { describe, expect, it } from "vitest";
import { drift } from "../../../../src/stats/bench/drift.ts";
import { designItems } from "../../../../src/testbed/bench/design/items.ts";
import {
  coherenceAfter,
  runReferenceDrift,
} from "../../../../src/testbed/bench/reference/drift.ts";
import {
  FORGETS,
  NOISE,
  type ReferenceName,
  referenceModels,
} from "../../../../src/testbed/bench/reference/models.ts";
import { trueSide } from "../../../../src/testbed/bench/truth.ts";
import { DESIGN, judgedItems, mixedTruth, populationOf } from "../small-truth.ts";

const truth = mixedTruth();
const models = referenceModels(truth);
const TURNS = 20;
const items = designItems(populationOf(truth), {
  ...DESIGN,
  ...{ task: "drift", perPersona: TURNS, anchorEvery: 5 },
});

function found(name: ReferenceName) {
  const answers = runReferenceDrift(models[name], truth, items, 1);
  const estimates = drift(judgedItems(items, answers));
  return Object.fromEntries(estimates.map((estimate) => [estimate.group, estimate]));
}

/** Share of personas and prompts on which the model means the majority's side. */
function majorityMeant(name: ReferenceName): number {
  const model = models[name];
  const hidden = new Set<string>();
  let same = 0;
  for (let persona = 0; persona < truth.personas.n; persona++) {
    for (let prompt = 0; prompt < truth.prompts.length; prompt++) {
      const meant = model.side({ persona, hidden }, prompt, "output_only");
      if (meant === model.majority[prompt]) same++;
    }
  }
  return same / (truth.personas.n * truth.prompts.length);
}

describe("a reference model in a conversation", () => {
  it("repeats with its seed, and passes where the side is the persona's", () => {
    const once = runReferenceDrift(models["reference/full"], truth, items, 1);
    expect(runReferenceDrift(models["reference/full"], truth, items, 1)).toEqual(once);
    expect(runReferenceDrift(models["reference/full"], truth, items, 2)).not.toEqual(once);
    items.forEach(({ persona, prompt }, at) => {
      expect(once[at].passed).toBe(once[at].position === trueSide(truth, persona, prompt));
    });
  });

  it.each(["reference/party", "reference/full"] as const)("%s is as coherent as known", (name) => {
    const meant = majorityMeant(name);
    expect(meant).toBeLessThan(0.9);
    const all = found(name);
    const expected = (turns: number) => coherenceAfter(turns, NOISE[name], meant);
    for (const turn of [1, 2, 6, 12, 20]) {
      const { estimate } = all[`sequence: turn ${turn}`];
      expect(Math.abs(estimate - expected(turn - 1)), `turn ${turn}`).toBeLessThan(0.05);
      const since = (turn - 1) % 5;
      const anchored = all[`re-anchored every 5: turn ${turn}`];
      expect(Math.abs(anchored.estimate - expected(since)), `turn ${turn}`).toBeLessThan(0.05);
    }
    // Two judgements part by a slip of one of them alone.
    const flip = NOISE[name];
    expect(all.perturbation.low).toBeLessThan(2 * flip * (1 - flip));
    expect(all.perturbation.high).toBeGreaterThan(2 * flip * (1 - flip));
    expect(all["sequence: drift per turn"].low).toBeGreaterThan(0);
    expect(all["re-anchored every 5: drift less"].low).toBeGreaterThan(0);
    const { low, high } = all["re-anchored every 5: drift per turn"];
    expect(low).toBeLessThan(0.001);
    expect(high).toBeGreaterThan(-0.001);
    expect(all["sequence: inertia"].high).toBeLessThan(1);
  });

  it("the generic one has nothing to forget", () => {
    const all = found("reference/generic");
    expect(majorityMeant("reference/generic")).toBe(1);
    const { low, high } = all["sequence: drift per turn"];
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });
});

describe("coherence after so many turns", () => {
  it("begins with two slips alone, and ends with the majority's side", () => {
    expect(coherenceAfter(0, 0.1, 0.7)).toBeCloseTo(0.81 + 0.01, 12);
    expect(coherenceAfter(0, 0, 0.7)).toBe(1);
    expect(coherenceAfter(1, 0, 0.7)).toBeCloseTo(1 - FORGETS * 0.3, 12);
    expect(coherenceAfter(100_000, 0, 0.7)).toBeCloseTo(0.7, 12);
  });
});
