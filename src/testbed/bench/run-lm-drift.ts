/** Runs a language model over the judgements of `drift`: afresh, and turn by turn. */
import type { BenchResult } from "../../schema/bench.ts";
import { anchorOf, WORDINGS } from "../../schema/bench-variants.ts";
import type { PersonaRecord } from "../../schema/persona-text.ts";
import { streamOf } from "../feedback/stream.ts";
import type { CallRunner } from "../lm/model.ts";
import type { AskedModel } from "../lm/templates/wording.ts";
import type { Item } from "./design/item.ts";
import { type Conversation, judgeTurns, type TurnOutcome } from "./lm/judge-turns.ts";

export interface DriftInputs {
  readonly runner: CallRunner;
  readonly model: AskedModel;
  readonly seed: number;
  readonly record: (persona: number) => PersonaRecord;
  readonly question: (prompt: number) => string;
  /** The answers for positions 0 and 1. */
  readonly answers: (prompt: number) => readonly [string, string];
}

/** What a judgement came to; the row's other columns are the item's. */
export type Judged = Pick<
  BenchResult,
  "position" | "reason" | "answer_key" | "tokens_in" | "tokens_out" | "latency_ms"
>;

/** Samples of a model that must not be answered as one: afresh, and of each kind of sequence. */
const SAMPLES = { fresh: 0, sequence: 1, anchored: 2 };

/**
 * Judgements in the order of the items; position null where a call failed. Which answer is shown
 * first is drawn for each persona and prompt, and the same afresh and in turn. O(items).
 */
export async function runLmDrift(
  { runner, model, seed, record, question, answers }: DriftInputs,
  items: readonly Item[],
): Promise<Judged[]> {
  const random = streamOf(seed, "order of answers in turn");
  const orders = new Map<string, 0 | 1>();
  const shownFirst = ({ persona, prompt }: Item): 0 | 1 => {
    const key = `${persona} ${prompt}`;
    const first = orders.get(key) ?? (random.next() < 0.5 ? 0 : 1);
    orders.set(key, first);
    return first;
  };
  const groups = conversationsOf(items);
  const conversations = groups.map((own): Conversation => {
    const [{ shown, variant }] = own;
    const anchorEvery = anchorOf(variant);
    return {
      persona: record(shown),
      perturbation: WORDINGS.find((wording) => wording === variant) ?? "",
      anchorEvery: anchorEvery ?? 0,
      sample:
        anchorEvery === null
          ? SAMPLES.fresh
          : anchorEvery > 0
            ? SAMPLES.anchored
            : SAMPLES.sequence,
      turns: own.map((item) => {
        const pair = answers(item.prompt);
        const first = shownFirst(item);
        return { question: question(item.prompt), answers: [pair[first], pair[1 - first]] };
      }),
    };
  });
  const outcomes = await judgeTurns(runner, model, conversations);
  const found = new Map<Item, Judged>();
  groups.forEach((own, at) => {
    own.forEach((item, turn) => {
      found.set(item, judgedOf(outcomes[at][turn], shownFirst(item)));
    });
  });
  return items.map((item) => found.get(item) as Judged);
}

/** Items of one sequence together, in the order of its turns; each other item for itself. */
function conversationsOf(items: readonly Item[]): Item[][] {
  const sequences = new Map<string, Item[]>();
  const groups: Item[][] = [];
  for (const item of items) {
    if (anchorOf(item.variant) === null) {
      groups.push([item]);
      continue;
    }
    const key = `${item.shown} ${item.variant}`;
    let own = sequences.get(key);
    if (!own) {
      own = [];
      sequences.set(key, own);
      groups.push(own);
    }
    own.push(item);
  }
  for (const own of sequences.values()) own.sort((a, b) => a.attempt - b.attempt);
  return groups;
}

function judgedOf(outcome: TurnOutcome, shownFirst: 0 | 1): Judged {
  if (outcome.kind === "failed") {
    return {
      position: null,
      reason: `answer: ${outcome.reason}`,
      answer_key: outcome.keys.at(-1) ?? "",
      ...{ tokens_in: 0, tokens_out: 0, latency_ms: 0 },
    };
  }
  const { value, keys, tokensIn, tokensOut, latencyMs } = outcome;
  return {
    position: value.preferred === "a" ? shownFirst : ((1 - shownFirst) as 0 | 1),
    reason: value.reason,
    answer_key: keys.at(-1) ?? "",
    ...{ tokens_in: tokensIn, tokens_out: tokensOut, latency_ms: Math.round(latencyMs) },
  };
}
