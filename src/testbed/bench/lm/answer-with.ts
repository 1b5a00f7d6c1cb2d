/** A language model answers for personas, in one of the four modes. */
import type { Mode } from "../../../schema/bench.ts";
import type { PersonaRecord } from "../../../schema/persona-text.ts";
import type { CallRunner } from "../../lm/model.ts";
import {
  after,
  type Failed,
  failed,
  outcomesOf,
  type Read,
  readForm,
  readText,
} from "../../lm/roles/outcomes.ts";
import {
  answerFromSummary,
  baselineAnswer,
  chainOfThoughtAnswer,
  outputOnlyAnswer,
  profileSummary,
  summaryForm,
} from "../../lm/templates/answer.ts";
import type { Perturbation, Profile } from "../../lm/templates/profile.ts";
import { type AskedModel, callOf, type Wording } from "../../lm/templates/wording.ts";
import type { Summary } from "./summaries.ts";

/** One answer wanted. */
export interface AnswerItem {
  readonly persona: PersonaRecord;
  readonly question: string;
  /** Attribute keys left out of the profile; none where absent. */
  readonly hidden?: readonly string[];
  readonly perturbation?: Perturbation;
  /** 0 and up, for the same question asked again; 0 where absent. */
  readonly sample?: number;
}

export interface Answered {
  readonly kind: "answered";
  readonly text: string;
  /** Side of the issue: a text alone does not tell; see `sidesOf`. */
  readonly position: null;
  /** What was thought aloud before the answer; null in other modes. */
  readonly thinking: string | null;
  /** What it answered from; null in other modes. */
  readonly summary: Summary | null;
  /** Calls made for it, the answer's last. */
  readonly keys: readonly string[];
  readonly template: string;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly latencyMs: number;
}

export type AnswerOutcome = Answered | Failed;

/** Answers in the order of the items: one call each, two in `demographic_summary`. */
export async function answerWith(
  runner: CallRunner,
  model: AskedModel,
  mode: Mode,
  items: readonly AnswerItem[],
): Promise<AnswerOutcome[]> {
  if (mode === "demographic_summary") return answerBySummary(runner, model, items);
  const wordings = items.map((item) => wordingOf(mode, item));
  const calls = items.map(({ sample }, at) => callOf(model, "answer", wordings[at], sample));
  const outcomes = await outcomesOf(runner, calls);
  return outcomes.map((outcome, at) => {
    const read = readText(outcome);
    if (read.kind === "failed") return read;
    if (mode !== "chain_of_thought") {
      return answered(read, wordings[at], { text: read.value, thinking: null, summary: null });
    }
    const parts = thoughtAndAnswer(read.value);
    if (!parts) return failed("unreadable", "no section ANSWER in the reply", read.keys);
    return answered(read, wordings[at], { ...parts, summary: null });
  });
}

function wordingOf(mode: Exclude<Mode, "demographic_summary">, item: AnswerItem): Wording {
  if (mode === "baseline") return baselineAnswer(item.question);
  const template = mode === "output_only" ? outputOnlyAnswer : chainOfThoughtAnswer;
  return template(profileOf(item), item.question);
}

const profileOf = ({ persona, hidden = [], perturbation = "" }: AnswerItem): Profile => ({
  persona,
  hidden,
  perturbation,
});

function answered(
  { keys, tokensIn, tokensOut, latencyMs }: Read<unknown>,
  { template }: Wording,
  said: Pick<Answered, "text" | "thinking" | "summary">,
): Answered {
  return {
    kind: "answered",
    ...said,
    position: null,
    keys,
    template,
    tokensIn,
    tokensOut,
    latencyMs,
  };
}

/** A line of its own that says ANSWER, perhaps as a heading, or with the answer behind a colon. */
const ANSWER_LINE = /^[ \t#*_]*answer[ \t*_]*(?::[ \t*_]*|$)/gim;

/** The thinking and the answer behind the last line ANSWER; null where there is none, or nothing. */
export function thoughtAndAnswer(reply: string): { text: string; thinking: string } | null {
  const line = [...reply.matchAll(ANSWER_LINE)].at(-1);
  if (!line) return null;
  const text = reply.slice(line.index + line[0].length).trim();
  const thinking = reply
    .slice(0, line.index)
    .replace(/^[ \t#*_]*thinking[ \t*_]*:?[ \t*_]*$/im, "")
    .trim();
  return text === "" ? null : { text, thinking };
}

async function answerBySummary(
  runner: CallRunner,
  model: AskedModel,
  items: readonly AnswerItem[],
): Promise<AnswerOutcome[]> {
  const summaries = await outcomesOf(
    runner,
    items.map((item) =>
      callOf(model, "summary", profileSummary(profileOf(item), item.question), item.sample),
    ),
  );
  const read = summaries.map((outcome) => {
    const summary = readForm(outcome, summaryForm);
    const isEmpty = summary.kind === "read" && summary.value.summary.trim() === "";
    return isEmpty ? failed("empty", "a summary without text", summary.keys) : summary;
  });
  const wordings = read.map((summary, at) =>
    summary.kind === "read" ? answerFromSummary(summary.value.summary, items[at].question) : null,
  );
  const calls = wordings.flatMap((wording, at) =>
    wording ? [callOf(model, "answer", wording, items[at].sample)] : [],
  );
  const outcomes = (await outcomesOf(runner, calls)).values();
  return read.map((summary, at) => {
    const wording = wordings[at];
    if (summary.kind === "failed" || !wording) return summary as Failed;
    const answer = after(summary, readText(outcomes.next().value!));
    if (answer.kind === "failed") return answer;
    const { value, keys } = summary;
    return answered(answer, wording, {
      text: answer.value,
      thinking: null,
      summary: { text: value.summary, attributes: value.attributes, key: keys[0] },
    });
  });
}
