import { describe, expect, it } from "vitest";
import { MODES } from "../../../../src/schema/bench.ts";
import { passRate } from "../../../../src/stats/bench/pass-rates.ts";
import {
  comparisons,
  leaveOneOut,
  passAtKs,
  specificity,
  stability,
} from "../../../../src/stats/bench/tasks.ts";
import type { DesignOptions } from "../../../../src/testbed/bench/design/item.ts";
import { designItems } from "../../../../src/testbed/bench/design/items.ts";
import {
  flipChance,
  REFERENCE_MODELS,
  type ReferenceName,
  referenceModels,
} from "../../../../src/testbed/bench/reference/models.ts";
import { runReference } from "../../../../src/testbed/bench/reference/run-reference.ts";
import { trueRates } from "../../../../src/testbed/bench/reference/true-rates.ts";
import { contentUtility, type Truth, trueSide } from "../../../../src/testbed/bench/truth.ts";
import { LOO_ATTRIBUTES } from "../../../../src/testbed/bench/world.ts";
import {
  DESIGN,
  evenPersonas,
  judgedItems,
  mixedTruth,
  populationOf,
  truthByHand,
} from "../small-truth.ts";

const truth = mixedTruth();
const models = referenceModels(truth);

function answersOf(
  name: ReferenceName,
  options: Partial<DesignOptions>,
  of: Truth = truth,
  mode: (typeof MODES)[number] = "output_only",
) {
  const utility = (persona: number, prompt: number) => contentUtility(of, persona, prompt);
  const design = { ...DESIGN, attributes: LOO_ATTRIBUTES, utility, ...options };
  const items = designItems(populationOf(of), design);
  const model = of === truth ? models[name] : referenceModels(of)[name];
  const answers = runReference(model, of, mode, items, design.seed);
  return { items, answers, rows: judgedItems(items, answers) };
}

describe("a run of a reference model", () => {
  it("repeats with its seed, whatever ran before", () => {
    const { items, answers } = answersOf("reference/full", {});
    runReference(models["reference/party"], truth, "baseline", items, 1);
    expect(runReference(models["reference/full"], truth, "output_only", items, 1)).toEqual(answers);
    expect(runReference(models["reference/full"], truth, "output_only", items, 2)).not.toEqual(
      answers,
    );
  });

  it("passes where the side is the persona's, and slips as often as said", () => {
    for (const name of REFERENCE_MODELS) {
      for (const mode of MODES) {
        const { items, answers } = answersOf(name, { perPersona: 20 }, truth, mode);
        let slips = 0;
        items.forEach(({ persona, prompt }, at) => {
          const { position, passed } = answers[at];
          expect(passed).toBe(position === trueSide(truth, persona, prompt));
          const meant = models[name].side({ persona, hidden: new Set() }, prompt, mode);
          if (position !== meant) slips++;
        });
        const flip = flipChance(name, mode);
        const deviation = Math.sqrt((flip * (1 - flip)) / items.length);
        expect(Math.abs(slips / items.length - flip)).toBeLessThan(4 * deviation);
      }
    }
  });

  it("gives one answer to one question, whoever judges it", () => {
    const { items, answers } = answersOf("reference/party", { task: "cross_persona" });
    const told = new Map<string, number>();
    items.forEach(({ shown, prompt }, at) => {
      const key = `${shown} ${prompt}`;
      expect(told.get(key) ?? answers[at].position).toBe(answers[at].position);
      told.set(key, answers[at].position);
    });
    expect(told.size).toBe(items.length / 5);
  });
});

describe("intervals of runs", () => {
  it("cover the known rate in 95 of 100 runs on personas drawn by chance", () => {
    const { all } = trueRates(models["reference/demographic"], truth, "output_only");
    let held = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const { rows } = answersOf("reference/demographic", { seed, personas: 60, perPersona: 6 });
      const { low, high } = passRate(rows);
      if (low <= all && all <= high) held++;
    }
    // A standard deviation of 1.5 points; and 60 of 400 personas vary a little less than of many.
    expect(held / 200).toBeGreaterThan(0.9);
  });

  it("do not overlap between the models, in their known order", () => {
    const rates = REFERENCE_MODELS.map((name) =>
      passRate(answersOf(name, { perPersona: 30 }).rows),
    );
    for (let at = 1; at < rates.length; at++) {
      expect(rates[at].low).toBeGreaterThan(rates[at - 1].high);
    }
  });
});

describe("tasks with a known answer", () => {
  const religion = [2, -2, 1, -1];
  const onReligion = truthByHand({
    personas: evenPersonas(400),
    issues: 4,
    leaning: (_, code) => religion[code("religion")],
  });

  it("leave-one-out ranks first the attribute that all depends on", () => {
    for (const name of ["reference/demographic", "reference/full"] as const) {
      const [first, ...others] = leaveOneOut(answersOf(name, { task: "loo" }, onReligion).rows);
      expect(first.group).toBe("religion");
      // Without it the side of the average is right in half the cases.
      expect(first.low).toBeGreaterThan(0.4);
      expect(others).toHaveLength(Object.keys(LOO_ATTRIBUTES).length - 1);
      for (const { estimate, low, high } of others) {
        expect(Math.abs(estimate)).toBeLessThan(0.01);
        expect(low).toBeLessThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it.each(["reference/generic", "reference/party"] as const)(
    "leave-one-out finds nothing for %s, who does not know it",
    (name) => {
      const { rows } = answersOf(name, { task: "loo" }, onReligion);
      const found = leaveOneOut(rows).filter(({ group }) => group !== "political_views");
      expect(found.length).toBeGreaterThan(30);
      for (const { estimate, low, high } of found) {
        expect(estimate).toBe(0);
        expect(low).toBe(-high);
        // Wilson's limit of none of 32 prompts, 3.84 / (32 + 3.84) = 0.107.
        expect(high).toBeGreaterThan(0);
        expect(high).toBeLessThan(0.11);
      }
    },
  );

  it("pass@k is that of the known chances", () => {
    const { rows } = answersOf("reference/party", {
      task: "pass_at_k",
      attempts: 8,
      perPersona: 8,
    });
    for (const [at, { estimate, low, high }] of passAtKs(rows).entries()) {
      const of = (p: number) => 1 - (1 - p) ** (at + 1);
      const { all } = trueRates(models["reference/party"], truth, "output_only", [], 0, of);
      expect(Math.abs(estimate - all)).toBeLessThan(0.03);
      expect(low).toBeLessThan(all);
      expect(high).toBeGreaterThan(all);
    }
  });

  it("comparison is passed by one who knows what the pair differs in, and not by the generic", () => {
    const share = (name: ReferenceName) =>
      comparisons(answersOf(name, { task: "comparison" }, onReligion).rows).estimate;
    // One side for both is wrong for one, unless a slip sets it right: 2 · 0.9 · 0.1 / 2.
    expect(share("reference/generic")).toBeCloseTo(0.09, 1);
    expect(share("reference/demographic")).toBeCloseTo(0.98 ** 2, 1);
  });

  it("specificity is zero for the generic, and large for one who knows the persona", () => {
    const of = (name: ReferenceName) =>
      specificity(answersOf(name, { task: "cross_persona", perPersona: 8 }, onReligion).rows)[2];
    const generic = of("reference/generic");
    expect(generic.low).toBeLessThan(0);
    expect(generic.high).toBeGreaterThan(0);
    // 0.98 for whom it is made; others share the side in about half the cases.
    expect(of("reference/full").estimate).toBeCloseTo(0.48, 1);
  });

  it("stability is the kappa of two answers that slip apart", () => {
    // Agreement (1 - f)² + f²; both sides are meant about equally often, so that chance is 1/2.
    const kappas = stability(
      answersOf("reference/party", { task: "stability", perPersona: 12 }).rows,
    );
    expect(kappas.map(({ group }) => group)).toEqual([
      "repeat",
      "key-order",
      "format",
      "paraphrase",
    ]);
    for (const { estimate, low, high } of kappas) {
      expect(Math.abs(estimate - 0.81)).toBeLessThan(0.03);
      expect(high - low).toBeLessThan(0.06);
      expect(low).toBeLessThan(estimate);
    }
  });
});
