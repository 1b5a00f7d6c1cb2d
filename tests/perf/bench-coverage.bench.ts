/**
 * Whether intervals of the benchmark hold the truth as often as they say: 200 runs on 150 personas
 * drawn by chance, ten prompts each, against all personas and prompts.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Task } from "../../src/schema/bench.ts";
import { MODES } from "../../src/schema/bench.ts";
import { drift } from "../../src/stats/bench/drift.ts";
import { groupRates, passRate } from "../../src/stats/bench/pass-rates.ts";
import type { Estimate, JudgedRows } from "../../src/stats/bench/rows.ts";
import {
  comparisons,
  leaveOneOut,
  passAtKs,
  specificity,
  stability,
} from "../../src/stats/bench/tasks.ts";
import { threeAttributeKappas } from "../../src/stats/bench/three-attributes.ts";
import type { Item } from "../../src/testbed/bench/design/item.ts";
import { designItems } from "../../src/testbed/bench/design/items.ts";
import { runReferenceDrift } from "../../src/testbed/bench/reference/drift.ts";
import { REFERENCE_MODELS } from "../../src/testbed/bench/reference/models.ts";
import { runReference } from "../../src/testbed/bench/reference/run-reference.ts";
import { trueRates } from "../../src/testbed/bench/reference/true-rates.ts";
import { taskDefaults } from "../../src/testbed/bench/run-options.ts";
import { contentUtility } from "../../src/testbed/bench/truth.ts";
import { LOO_ATTRIBUTES, readKnownTruth } from "../../src/testbed/bench/world.ts";
import { appliesTo } from "../../src/testbed/lm/templates/profile.ts";
import {
  comparisonTruth,
  driftTruth,
  majorityMeant,
  taskTruths,
  threeAttributeTruth,
} from "./bench-tasks-truth.ts";
import type { Row } from "./benchmark.ts";

export const name = "bench coverage: how often 95 % intervals hold the known truth";

const DATASET = "build/datasets/default";
const RUNS = 200;
const PERSONAS = 150;
const PER_PERSONA = 10;
const ATTEMPTS = 8;
const ANCHOR_EVERY = 5;
/** The attribute that leave-one-out hides here. */
const HIDDEN = "political_views";

/** Attributes whose influence is known where three others are shown. */
const INFLUENCE = ["political_views", "religion", "age"];

/** Models that know the persona. */
const KNOWING = "models but generic";

export async function run(): Promise<Row[]> {
  if (!existsSync(join(DATASET, "feedback.parquet"))) {
    throw new Error(`${DATASET} has no feedback; npx atlas generate makes it`);
  }
  const known = await readKnownTruth(DATASET, ".");
  const { truth, models, record } = known;
  const topics = truth.prompts.map(({ topic }) => topic);
  const sex = truth.personas.codes.sex;
  const labels = ["Male", "Female"];
  const design = (task: Task, seed: number) =>
    designItems(
      {
        ...{ personas: truth.personas.n, topics },
        applies: (persona, name) => appliesTo(record(persona), name),
      },
      {
        task,
        seed,
        perPersona: PER_PERSONA,
        personas: PERSONAS,
        attempts: ATTEMPTS,
        anchorEvery: ANCHOR_EVERY,
        attributes: task === "loo" ? { [HIDDEN]: [HIDDEN] } : LOO_ATTRIBUTES,
        utility: (persona, prompt) => contentUtility(truth, persona, prompt),
        ...(task === "loo_three" && taskDefaults(task)),
      },
    );
  const held = new Map<string, number[]>();
  const truly: Row[] = [];
  const told = (what: string, value: number) =>
    truly.push({ what: `true ${what}`, value: 100 * value, unit: "%" });
  const note = (what: string, truth: number, { low, high }: { low: number; high: number }) => {
    const list = held.get(what) ?? [];
    list.push(low <= truth && truth <= high ? 1 : 0);
    held.set(what, list);
  };
  for (const name of REFERENCE_MODELS) {
    for (const mode of MODES) {
      const model = models[name];
      const { all, byGroup } = trueRates(model, truth, mode, sex, labels.length);
      const fourth = trueRates(model, truth, mode, [], 0, (p) => 1 - (1 - p) ** 4).all;
      told(`pass rate: ${name}, ${mode}`, all);
      const isKnowing = mode === "output_only" && name !== "reference/generic";
      const truths = isKnowing ? taskTruths(model, truth, HIDDEN) : null;
      const isTold = mode === "output_only";
      const meant = isTold ? majorityMeant(model, truth) : Number.NaN;
      const turned = isTold ? driftTruth(model, meant, PER_PERSONA, ANCHOR_EVERY) : null;
      const compared = isTold ? comparisonTruth(model, truth) : Number.NaN;
      const influence = isKnowing
        ? INFLUENCE.map((attribute) => threeAttributeTruth(model, known, attribute))
        : [];
      if (isTold) {
        told(`pass@4: ${name}`, fourth);
        told(`both right: ${name}`, compared);
      }
      INFLUENCE.forEach((attribute, at) => {
        if (isKnowing) told(`kappa without ${attribute} of four: ${name}`, influence[at]);
      });
      if (turned) {
        const usual = taskDefaults("drift");
        const long = driftTruth(model, meant, usual.perPersona, usual.anchorEvery);
        told(`drift per turn, ${usual.perPersona} turns: ${name}`, long.drift);
        told(`the same, shown again: ${name}`, long.anchored);
        told(`inertia, ${usual.perPersona} turns: ${name}`, long.inertia);
      }
      if (truths) {
        told(`fall without ${HIDDEN}: ${name}`, truths.fall);
        told(`specificity: ${name}`, truths.specificity);
        told(`kappa of two answers: ${name}`, truths.stability);
      }
      for (let seed = 1; seed <= RUNS; seed++) {
        const items = design("main", seed);
        const rows = judged(items, runReference(model, truth, mode, items, seed));
        note(`pass rate: ${name}, ${mode}`, all, passRate(rows));
        groupRates(rows, sex, labels).forEach((rate, g) => {
          note(`pass rate of ${labels[g]}, all models and modes`, byGroup[g], rate);
          const gap = byGroup[g] - byGroup[1 - g];
          note(`gap of ${labels[g]}, all models and modes`, gap, {
            low: rate.gapLow,
            high: rate.gapHigh,
          });
        });
        if (mode !== "output_only") continue;
        const rowsOf = (task: Task) => {
          const asked = design(task, seed);
          return judged(asked, runReference(model, truth, mode, asked, seed));
        };
        note("pass@4, all models", fourth, passAtKs(rowsOf("pass_at_k"))[3]);
        note("comparison, all models", compared, comparisons(rowsOf("comparison")));
        if (turned) {
          const asked = design("drift", seed);
          const turns = drift(judged(asked, runReferenceDrift(model, truth, asked, seed)));
          const estimate = (group: string) => turns.find((one) => one.group === group) as Estimate;
          const again = `re-anchored every ${ANCHOR_EVERY}`;
          note("drift per turn, all models", turned.drift, estimate("sequence: drift per turn"));
          note(
            "drift per turn, shown again, all models",
            turned.anchored,
            estimate(`${again}: drift per turn`),
          );
          note(
            "drift less for showing again, all models",
            turned.drift - turned.anchored,
            estimate(`${again}: drift less`),
          );
          note("inertia, all models", turned.inertia, estimate("sequence: inertia"));
        }
        if (!truths) continue;
        const kappas = threeAttributeKappas(rowsOf("loo_three"));
        INFLUENCE.forEach((attribute, at) => {
          const kappa = kappas.find(({ group }) => group === attribute) as Estimate;
          // The party model knows one attribute: without another one nothing changes.
          if (influence[at] < 1 - 1e-9)
            note(`leave one out of four, ${KNOWING}`, influence[at], kappa);
        });
        note(`leave one out: ${HIDDEN}, ${KNOWING}`, truths.fall, leaveOneOut(rowsOf("loo"))[0]);
        note(
          `specificity, ${KNOWING}`,
          truths.specificity,
          specificity(rowsOf("cross_persona"))[2],
        );
        note(`stability: repeat, ${KNOWING}`, truths.stability, stability(rowsOf("stability"))[0]);
      }
    }
  }
  const shares = [...held].map(([what, list]) => ({
    what,
    value: (100 * list.reduce((sum, one) => sum + one, 0)) / list.length,
    unit: "%",
    note: `${list.length} intervals`,
  }));
  return [...shares, ...truly];
}

function judged(
  items: readonly Item[],
  answers: readonly { readonly passed: boolean; readonly position: 0 | 1 }[],
): JudgedRows {
  const variants = [...new Set(["", ...items.map(({ variant }) => variant)])];
  const place = new Map(variants.map((variant, at) => [variant, at]));
  return {
    n: items.length,
    persona: items.map(({ persona }) => persona),
    prompt: items.map(({ prompt }) => prompt),
    attempt: items.map(({ attempt }) => attempt),
    variant: items.map(({ variant }) => place.get(variant) ?? 0),
    variants,
    passed: answers.map(({ passed }) => (passed ? 1 : 0)),
    position: answers.map(({ position }) => position),
  };
}
