/** Runs a language model over items: answers, and their judge; failures are rows without a score. */
import type { BenchResult, Judge, Mode, Task } from "../../schema/bench.ts";
import type { Prompt } from "../../schema/feedback-tables.ts";
import type { PersonaRecord } from "../../schema/persona-text.ts";
import type { WeightedPersonas } from "../datasets/read-personas.ts";
import type { CallRunner } from "../lm/model.ts";
import type { Perturbation } from "../lm/templates/profile.ts";
import type { AskedModel } from "../lm/templates/wording.ts";
import type { Issue } from "../prompts/issue.ts";
import type { Item } from "./design/item.ts";
import { type AnswerItem, type AnswerOutcome, answerWith } from "./lm/answer-with.ts";
import { judgeCritic, judgePairwise } from "./lm/judges.ts";
import { sidesOf } from "./lm/sides.ts";
import type { SummaryItem } from "./lm/summaries.ts";
import { type Truth, trueSide } from "./truth.ts";

export interface LmInputs {
  readonly runner: CallRunner;
  readonly model: AskedModel;
  readonly mode: Mode;
  readonly task: Task;
  readonly judge: Judge;
  /** Who judges, or reads the side where the judge is the truth. */
  readonly judgeModel: AskedModel;
  readonly allowSelf: boolean;
  readonly personas: WeightedPersonas;
  /** A persona by its row. */
  readonly record: (row: number) => PersonaRecord;
  readonly prompts: readonly Prompt[];
  readonly issues: ReadonlyMap<string, Issue>;
  readonly truth: Truth | null;
  /** Hears of every summary that an answer rests on. */
  readonly summarised?: (item: SummaryItem) => void;
}

/** Reason of a pairwise verdict that changes as the answers change places. */
export const ORDERS_PART = "the two orders part";

/** What a judge says of one answer. */
interface Judgement {
  readonly passed: boolean | null;
  readonly reason: string;
  readonly position: 0 | 1 | null;
  readonly key: string;
}

/** Rows in the order of the items. Equal calls are made once, whoever judges the answer. */
export async function runLm(inputs: LmInputs, items: readonly Item[]): Promise<BenchResult[]> {
  const { runner, model, mode, personas, prompts, record } = inputs;
  const answers = await answerWith(
    runner,
    model,
    mode,
    items.map(
      (item): AnswerItem => ({
        persona: record(item.shown),
        question: prompts[item.prompt].text,
        hidden: item.hidden,
        perturbation: perturbationOf(item.variant),
        sample: sampleOf(item),
      }),
    ),
  );
  answers.forEach((answer, at) => {
    if (answer.kind === "failed" || answer.summary === null) return;
    const { shown, prompt, hidden } = items[at];
    inputs.summarised?.({
      ...{ persona: record(shown), who: shown, issue: prompts[prompt].issue, hidden },
      ...{ summary: answer.summary, key: answer.summary.key },
    });
  });
  const judgements = await judged(inputs, items, answers, record);
  return items.map((item, at): BenchResult => {
    const answer = answers[at];
    const { passed, reason, position, key } = judgements[at];
    return {
      model: model.name,
      mode,
      task: inputs.task,
      judge: inputs.judge,
      persona_id: personas.ids[item.persona],
      prompt_id: prompts[item.prompt].prompt_id,
      attempt: item.attempt,
      variant: item.shown === item.persona ? item.variant : `for ${personas.ids[item.shown]}`,
      passed,
      reason,
      position,
      answer_key: answer.keys.at(-1) ?? "",
      judge_key: key,
      tokens_in: answer.kind === "answered" ? answer.tokensIn : 0,
      tokens_out: answer.kind === "answered" ? answer.tokensOut : 0,
      latency_ms: answer.kind === "answered" ? Math.round(answer.latencyMs) : 0,
    };
  });
}

const perturbationOf = (variant: string): Perturbation =>
  variant === "key-order" || variant === "format" || variant === "paraphrase" ? variant : "";

/** A perturbed call is another call already; a repeated one is told apart by its number. */
const sampleOf = ({ variant, attempt }: Item) => (perturbationOf(variant) === "" ? attempt : 0);

type Record = LmInputs["record"];

async function judged(
  inputs: LmInputs,
  items: readonly Item[],
  answers: readonly AnswerOutcome[],
  record: Record,
): Promise<Judgement[]> {
  const { judge, runner, judgeModel, model, prompts } = inputs;
  const given = items.flatMap((_, at) => (answers[at].kind === "answered" ? [at] : []));
  const textOf = (at: number) => (answers[at] as { text: string }).text;
  const question = (at: number) => prompts[items[at].prompt].text;
  const found = new Map<number, Judgement>();
  const note = (outcomes: readonly Judgement[]) =>
    outcomes.forEach((outcome, k) => void found.set(given[k], outcome));
  if (judge === "critic") {
    const verdicts = await judgeCritic(
      runner,
      judgeModel,
      given.map((at) => ({
        persona: record(items[at].persona),
        question: question(at),
        answer: textOf(at),
        author: model.name,
      })),
      { allowSelf: inputs.allowSelf },
    );
    note(
      verdicts.map((verdict) =>
        verdict.kind === "judged"
          ? { passed: verdict.passed, reason: verdict.reason, position: null, key: last(verdict) }
          : failure("judge", verdict),
      ),
    );
  } else if (judge === "truth") {
    const sides = await sidesOf(
      runner,
      judgeModel,
      given.map((at) => ({
        question: question(at),
        answer: textOf(at),
        claims: claimsOf(inputs, items[at].prompt),
      })),
    );
    note(sides.map((side, k) => bySide(inputs, items[given[k]], side)));
  } else note(await againstBaseline(inputs, items, given, textOf, record));
  return answers.map((answer, at) => {
    if (answer.kind === "failed") return failure("answer", answer);
    return found.get(at) as Judgement;
  });
}

const last = ({ keys }: { readonly keys: readonly string[] }) => keys.at(-1) ?? "";

const failure = (
  of: string,
  { reason, keys }: { readonly reason: string; readonly keys: readonly string[] },
): Judgement => ({
  passed: null,
  reason: `${of}: ${reason}`,
  position: null,
  key: of === "judge" ? (keys.at(-1) ?? "") : "",
});

function claimsOf({ issues, prompts }: LmInputs, prompt: number): readonly [string, string] {
  const issue = issues.get(prompts[prompt].issue);
  if (!issue) throw new RangeError(`${prompts[prompt].prompt_id}: its issue is not known`);
  return [issue.positions[0].claim, issue.positions[1].claim];
}

function bySide(
  { truth }: LmInputs,
  { persona, prompt }: Item,
  side: Awaited<ReturnType<typeof sidesOf>>[number],
): Judgement {
  if (side.kind === "failed") return failure("judge", side);
  const { position } = side;
  const key = last(side);
  // An answer on neither side serves nobody's side: no failure of a call, and no pass.
  if (position === null || truth === null) {
    return { passed: truth === null ? null : false, reason: "on neither side", position, key };
  }
  return { passed: position === trueSide(truth, persona, prompt), reason: "", position, key };
}

/** Passes where a judge prefers the answer to the model's own baseline, in both orders. */
async function againstBaseline(
  inputs: LmInputs,
  items: readonly Item[],
  given: readonly number[],
  textOf: (at: number) => string,
  record: Record,
): Promise<Judgement[]> {
  const { runner, model, judgeModel, prompts, allowSelf } = inputs;
  const baselines = await answerWith(
    runner,
    model,
    "baseline",
    given.map((at) => ({
      persona: record(items[at].persona),
      question: prompts[items[at].prompt].text,
    })),
  );
  const pairs = given.flatMap((at, k) => {
    const baseline = baselines[k];
    return baseline.kind === "answered" ? [{ k, at, baseline }] : [];
  });
  const verdicts = await judgePairwise(
    runner,
    judgeModel,
    pairs.map(({ at, baseline }) => ({
      persona: record(items[at].persona),
      question: prompts[items[at].prompt].text,
      answers: [textOf(at), baseline.text] as const,
      authors: [model.name, model.name] as const,
    })),
    { allowSelf },
  );
  const judgements: Judgement[] = baselines.map((baseline) =>
    baseline.kind === "failed"
      ? failure("baseline", baseline)
      : { passed: null, reason: "judge: unanswered", position: null, key: "" },
  );
  pairs.forEach(({ k }, at) => {
    const verdict = verdicts[at];
    judgements[k] =
      verdict.kind === "judged"
        ? {
            passed: verdict.choice === 0,
            reason: verdict.isConsistent ? verdict.orders[0].reason : ORDERS_PART,
            position: null,
            key: last(verdict),
          }
        : failure("judge", verdict);
  });
  return judgements;
}
