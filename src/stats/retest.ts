/** Whether choices stay the same when asked again. */
import { type ClusteredMean, clusteredMean } from "./clustered-mean.ts";
import { type EstimatedCoefficient, type Skipped, skippedOf } from "./coefficient.ts";
import { cohenKappa } from "./cohen-kappa.ts";

/** Choices by row: who chose, on what, and which value; negative or NaN is no answer. */
export interface AskedChoices {
  readonly persona: ArrayLike<number>;
  readonly prompt: ArrayLike<number>;
  readonly choice: ArrayLike<number>;
}

export interface Retest {
  /** Share of equal answers, with its interval clustered by persona and by prompt. */
  readonly share: ClusteredMean;
  /** Cohen's kappa of first and second answers; its interval takes them as independent. */
  readonly kappa: EstimatedCoefficient;
  /** Choices asked again that are compared with none, by reason. */
  readonly skipped: readonly Skipped[];
}

const NOT_ASKED = "not asked before";
const NO_ANSWER = "no answer, the first time or again";

/**
 * Compares each choice asked again with the persona's first on the prompt. Of several first choices
 * on one prompt the earliest row is taken; of several asked again each is compared with it.
 * @param values how many values a choice can have: 0, 1 and, for a tie, 2.
 * @returns NaN where nothing is compared; NaN kappa also where only one value occurs.
 * O(first choices + choices asked again).
 * @throws RangeError for a value out of range.
 */
export function retest(first: AskedChoices, again: AskedChoices, values = 3): Retest {
  const before = firstChoices(first, again);
  const table = new Float64Array(values * values);
  const equal: number[] = [];
  const persona: number[] = [];
  const prompt: number[] = [];
  let notAsked = 0;
  let noAnswer = 0;
  for (let row = 0; row < again.choice.length; row++) {
    const [who, what, now] = [again.persona[row], again.prompt[row], again.choice[row]];
    const then = before.get(who)?.get(what);
    if (then === undefined || then === null) {
      notAsked++;
      continue;
    }
    if (!(then >= 0 && now >= 0)) {
      noAnswer++;
      continue;
    }
    if (then >= values || now >= values) {
      throw new RangeError(`choice ${row} asked again: ${then} and ${now}, of ${values} values`);
    }
    table[then * values + now]++;
    equal.push(then === now ? 1 : 0);
    persona.push(who);
    prompt.push(what);
  }
  return {
    share: clusteredMean(equal, [persona, prompt]),
    kappa: cohenKappa(table, values),
    skipped: skippedOf({ [NOT_ASKED]: notAsked, [NO_ANSWER]: noAnswer }),
  };
}

/** By persona and prompt that were asked again: the first choice, null where there is none. */
function firstChoices(first: AskedChoices, again: AskedChoices) {
  const choices = new Map<number, Map<number, number | null>>();
  for (let row = 0; row < again.choice.length; row++) {
    const who = again.persona[row];
    const own = choices.get(who) ?? new Map<number, number | null>();
    choices.set(who, own.set(again.prompt[row], null));
  }
  for (let row = 0; row < first.choice.length; row++) {
    const own = choices.get(first.persona[row]);
    if (own?.get(first.prompt[row]) === null) own.set(first.prompt[row], first.choice[row]);
  }
  return choices;
}
