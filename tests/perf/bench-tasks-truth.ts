/** What the tasks beside `main` come to for a reference model, over all personas and prompts. */
import { type Random, seeded, shuffled } from "../../src/stats/random.ts";
import { designItems } from "../../src/testbed/bench/design/items.ts";
import { coherenceAfter } from "../../src/testbed/bench/reference/drift.ts";
import {
  flipChance,
  passChance,
  type ReferenceModel,
} from "../../src/testbed/bench/reference/models.ts";
import { contentUtility, type Truth, trueSide } from "../../src/testbed/bench/truth.ts";
import type { KnownTruth } from "../../src/testbed/bench/world.ts";
import { LOO_ATTRIBUTES } from "../../src/testbed/bench/world.ts";
import { appliesTo } from "../../src/testbed/lm/templates/profile.ts";

const MODE = "output_only";

export interface TaskTruths {
  /** Fall of the pass rate where an attribute is hidden. */
  readonly fall: number;
  /** Pass rate with whom an answer is made for less that with all others. */
  readonly specificity: number;
  /** Kappa of two answers to one question. */
  readonly stability: number;
}

/** Enumerates every persona with every prompt. O(personas × prompts). */
export function taskTruths(model: ReferenceModel, truth: Truth, hidden: string): TaskTruths {
  const personas = truth.personas.n;
  const prompts = truth.prompts.length;
  const [nothing, one] = [new Set<string>(), new Set([hidden])];
  const chance = (isRight: boolean) => passChance(model.name, MODE, isRight);
  let [fall, own, others, zeros] = [0, 0, 0, 0];
  for (let prompt = 0; prompt < prompts; prompt++) {
    // How many mean, and how many truly prefer, position 0, and both.
    let [meant, preferred, right] = [0, 0, 0];
    for (let persona = 0; persona < personas; persona++) {
      const side = model.side({ persona, hidden: nothing }, prompt, MODE);
      const without = model.side({ persona, hidden: one }, prompt, MODE);
      const true_ = trueSide(truth, persona, prompt);
      meant += 1 - side;
      preferred += 1 - true_;
      right += side === true_ ? 1 : 0;
      fall += chance(side === true_) - chance(without === true_);
    }
    const pairs = personas * (personas - 1);
    const alike = meant * preferred + (personas - meant) * (personas - preferred) - right;
    const expected = (count: number, of: number) =>
      (count * chance(true) + (of - count) * chance(false)) / of;
    own += expected(right, personas);
    others += expected(alike, pairs);
    zeros += meant;
  }
  const flip = flipChance(model.name, MODE);
  const share = zeros / (personas * prompts);
  const first = share * (1 - flip) + (1 - share) * flip;
  const byChance = first ** 2 + (1 - first) ** 2;
  const agree = (1 - flip) ** 2 + flip ** 2;
  return {
    fall: fall / (personas * prompts),
    specificity: (own - others) / prompts,
    stability: (agree - byChance) / (1 - byChance),
  };
}

/**
 * Share of pairs with both right, by a long run: 40 designs over all personas, each pair with the
 * chance that both pass.
 */
export function comparisonTruth(model: ReferenceModel, truth: Truth): number {
  const hidden = new Set<string>();
  const chance = (persona: number, prompt: number) =>
    passChance(
      model.name,
      MODE,
      model.side({ persona, hidden }, prompt, MODE) === trueSide(truth, persona, prompt),
    );
  let [sum, pairs] = [0, 0];
  for (let seed = 1001; seed <= 1040; seed++) {
    const items = designItems(
      { personas: truth.personas.n, topics: truth.prompts.map(({ topic }) => topic) },
      {
        ...{
          task: "comparison",
          seed,
          perPersona: 10,
          personas: null,
          attempts: 1,
          anchorEvery: 1,
        },
        attributes: {},
        utility: (persona, prompt) => contentUtility(truth, persona, prompt),
      },
    );
    for (let at = 0; at < items.length; at += 2) {
      const [first, second] = items.slice(at, at + 2);
      sum += chance(first.persona, first.prompt) * chance(second.persona, second.prompt);
      pairs++;
    }
  }
  return sum / pairs;
}

/** Kappa with and without an attribute, three others shown, by 100 questions of every persona. */
export function threeAttributeTruth(
  model: ReferenceModel,
  { truth, record }: KnownTruth,
  attribute: string,
): number {
  const names = Object.keys(LOO_ATTRIBUTES);
  const random: Random = seeded(77);
  const table = [0, 0, 0, 0];
  for (let persona = 0; persona < truth.personas.n; persona++) {
    if (!appliesTo(record(persona), attribute)) continue;
    const known = names.filter((name) => name !== attribute && appliesTo(record(persona), name));
    const others = shuffled(known, random).slice(0, 3);
    const allBut = (shown: readonly string[]) =>
      new Set(names.flatMap((name) => (shown.includes(name) ? [] : LOO_ATTRIBUTES[name])));
    const [shown, left] = [allBut([attribute, ...others]), allBut(others)];
    for (let question = 0; question < 100; question++) {
      const prompt = random.below(truth.prompts.length);
      const first = model.side({ persona, hidden: shown }, prompt, MODE);
      table[2 * first + model.side({ persona, hidden: left }, prompt, MODE)]++;
    }
  }
  // A slip turns both around.
  const flip = flipChance(model.name, MODE);
  const all = table.reduce((sum, count) => sum + count, 0);
  const cell = (at: number) => ((1 - flip) * table[at] + flip * table[3 - at]) / all;
  const observed = cell(0) + cell(3);
  const [first, second] = [cell(0) + cell(1), cell(0) + cell(2)];
  const expected = first * second + (1 - first) * (1 - second);
  return (observed - expected) / (1 - expected);
}

export interface DriftTruth {
  readonly drift: number;
  readonly anchored: number;
  readonly inertia: number;
}

/** Share of all questions on which the model means the majority's side. */
export function majorityMeant(model: ReferenceModel, truth: Truth): number {
  const hidden = new Set<string>();
  let same = 0;
  for (let persona = 0; persona < truth.personas.n; persona++) {
    for (let prompt = 0; prompt < truth.prompts.length; prompt++) {
      if (model.side({ persona, hidden }, prompt, MODE) === model.majority[prompt]) same++;
    }
  }
  return same / (truth.personas.n * truth.prompts.length);
}

/** Drift and inertia from the closed form of coherence by turn. */
export function driftTruth(
  model: ReferenceModel,
  meant: number,
  turns: number,
  every: number,
): DriftTruth {
  const flip = flipChance(model.name, MODE);
  const loss = (since: (turn: number) => number) => {
    const middle = (turns + 1) / 2;
    let [products, squares] = [0, 0];
    for (let turn = 1; turn <= turns; turn++) {
      products += (turn - middle) * coherenceAfter(since(turn), flip, meant);
      squares += (turn - middle) ** 2;
    }
    return -products / squares;
  };
  const drift = loss((turn) => turn - 1);
  return {
    drift,
    anchored: loss((turn) => (turn - 1) % every),
    inertia: 1 - drift / (2 * flip * (1 - flip)),
  };
}
