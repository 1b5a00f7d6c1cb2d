/** What the tasks beside `main` come to for a reference model, over all personas and prompts. */
import {
  flipChance,
  passChance,
  type ReferenceModel,
} from "../../src/testbed/bench/reference/models.ts";
import { type Truth, trueSide } from "../../src/testbed/bench/truth.ts";

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
