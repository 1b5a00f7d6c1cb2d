/** A language model judges as a persona, afresh and in conversations. */
import type { PersonaRecord } from "../../../schema/persona-text.ts";
import type { CallRunner } from "../../lm/model.ts";
import { type Failed, failed, outcomesOf, type Read, readForm } from "../../lm/roles/outcomes.ts";
import type { Perturbation } from "../../lm/templates/profile.ts";
import {
  type Choice,
  choiceForm,
  type Past,
  sequenceTurn,
  type Turn,
} from "../../lm/templates/sequence.ts";
import { type AskedModel, callOf } from "../../lm/templates/wording.ts";

/** One conversation; a judgement afresh is one of a single turn. */
export interface Conversation {
  readonly persona: PersonaRecord;
  readonly turns: readonly Turn[];
  readonly perturbation: Perturbation;
  /** Turns after which the profile is shown again; 0 for never. */
  readonly anchorEvery: number;
  /** Tells conversations apart that begin with the same words. */
  readonly sample: number;
}

export type TurnOutcome = Read<Choice> | Failed;

/**
 * Outcomes by conversation and turn. All conversations go on together, a turn a round, since a turn
 * follows on the choices before it. A turn that fails ends its conversation: what would have come
 * after it fails too, without being asked. Messages grow with the turns, so that tokens read grow
 * with their square.
 * @param advance told after each round how many turns are over.
 */
export async function judgeTurns(
  runner: CallRunner,
  model: AskedModel,
  conversations: readonly Conversation[],
  advance: (turns: number) => void = () => {},
): Promise<TurnOutcome[][]> {
  const found = conversations.map((): TurnOutcome[] => []);
  const past = conversations.map((): Past[] => []);
  const rounds = Math.max(0, ...conversations.map(({ turns }) => turns.length));
  for (let round = 0; round < rounds; round++) {
    const live = conversations.flatMap(({ turns }, at) =>
      round < turns.length && past[at].length === round ? [at] : [],
    );
    const outcomes = await outcomesOf(
      runner,
      live.map((at) => {
        const { persona, turns, perturbation, anchorEvery, sample } = conversations[at];
        const profile = { persona, hidden: [], perturbation };
        const wording = sequenceTurn(profile, past[at], turns[round], anchorEvery);
        return callOf(model, "sequence", wording, sample);
      }),
    );
    live.forEach((at, k) => {
      const outcome = readForm(outcomes[k], choiceForm);
      found[at].push(outcome);
      if (outcome.kind === "read") {
        past[at].push({ turn: conversations[at].turns[round], choice: outcome.value });
      }
    });
    advance(live.length);
  }
  return found.map((outcomes, at) => {
    const missing = conversations[at].turns.length - outcomes.length;
    const over = failed("earlier-turn", "an earlier turn of the conversation failed", []);
    return [...outcomes, ...Array.from({ length: missing }, () => over)];
  });
}
