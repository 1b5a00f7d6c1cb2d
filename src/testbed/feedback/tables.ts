/** Tables of prompts, responses, values and feedback as columns of their files. */
import {
  type Prompt,
  type Response,
  SPLITS,
  STYLE_FEATURES,
} from "../../schema/feedback-tables.ts";
import { AXIS_KEYS } from "../../schema/value-axes.ts";
import type { TableColumn } from "../datasets/table-file.ts";
import { type Choices, probability } from "./choose.ts";

type Kind = Omit<TableColumn, "name" | "values">;

const TEXT: Kind = { type: "text" };
export const NAME: Kind = { type: "text", repeats: true };
export const WHOLE: Kind = { type: "integer" };
export const FLAG: Kind = { type: "boolean" };
const SCORE: Kind = { type: "real", repeats: true };
export const LOGITS: Kind = { type: "single" };
const optional = (kind: Kind): Kind => ({ ...kind, isOptional: true });

/** A function that makes a column of the rows. */
export function columnsOf<Row>(rows: readonly Row[]) {
  return (
    name: string,
    kind: Kind,
    value: (row: Row) => string | number | boolean | null,
  ): TableColumn => ({ name, ...kind, values: rows.map(value) });
}

export function promptColumns(prompts: readonly Prompt[]): TableColumn[] {
  const column = columnsOf(prompts);
  return [
    column("prompt_id", TEXT, (prompt) => prompt.prompt_id),
    column("text", TEXT, (prompt) => prompt.text),
    column("topic", NAME, (prompt) => prompt.topic),
    column("issue", NAME, (prompt) => prompt.issue),
    column("framing", NAME, (prompt) => prompt.framing),
    column("pool", NAME, (prompt) => prompt.pool),
    column("unseen_issue", FLAG, (prompt) => prompt.unseen_issue),
  ];
}

export function responseColumns(responses: readonly Response[]): TableColumn[] {
  const column = columnsOf(responses);
  return [
    column("response_id", TEXT, (response) => response.response_id),
    column("prompt_id", NAME, (response) => response.prompt_id),
    column("text", TEXT, (response) => response.text),
    column("author", NAME, (response) => response.author),
    column("mode", NAME, (response) => response.mode),
    column("persona_id", optional(NAME), (response) => response.persona_id),
    column("position", optional(WHOLE), (response) => response.position),
    column("words", WHOLE, (response) => response.words),
    ...STYLE_FEATURES.map((key) => column(key, SCORE, ({ style }) => style[key])),
    ...AXIS_KEYS.map((key) => column(`stance_${key}`, SCORE, ({ stance }) => stance[key] ?? 0)),
  ];
}

/** @param scores, own by axis and persona; four decimals are kept. */
export function valueColumns(
  ids: readonly string[],
  scores: Readonly<Record<string, Float64Array>>,
  own: Readonly<Record<string, Float64Array>>,
): TableColumn[] {
  const real = (name: string, values: Float64Array): TableColumn => ({
    name,
    type: "real",
    values: Array.from(values, (value) => Math.round(value * 1e4) / 1e4),
  });
  return [
    { name: "persona_id", ...TEXT, values: ids },
    ...AXIS_KEYS.map((axis) => real(axis, scores[axis])),
    ...AXIS_KEYS.map((axis) => real(`${axis}_own`, own[axis])),
  ];
}

/**
 * Columns of a table of judgements.
 * @param answers identifiers of the answers of positions 0 and 1, by prompt.
 * @param repeat 0 where asked the first time, 1 where again.
 */
export function feedbackColumns(
  choices: Choices,
  personaIds: readonly string[],
  promptIds: readonly string[],
  answers: readonly (readonly [string, string])[],
  repeat: number,
): TableColumn[] {
  const { persona, prompt, split, swapped, choice, margin, utility } = choices;
  const column = columnsOf(Array.from(choice.keys()));
  return [
    column("persona_id", NAME, (row) => personaIds[persona[row]]),
    column("prompt_id", NAME, (row) => promptIds[prompt[row]]),
    column("response_a", NAME, (row) => answers[prompt[row]][swapped[row]]),
    column("response_b", NAME, (row) => answers[prompt[row]][1 - swapped[row]]),
    column("preferred", NAME, (row) => (choice[row] === swapped[row] ? "a" : "b")),
    { name: "margin", ...LOGITS, values: margin },
    column("rater", NAME, () => "simulated"),
    column("repeat", { ...WHOLE, repeats: true }, () => repeat),
    column("split", NAME, (row) => SPLITS[split[row]]),
    column("order_swapped", FLAG, (row) => swapped[row] === 1),
    { name: "utility", ...LOGITS, values: utility },
    column("probability", LOGITS, (row) => Math.round(probability(utility[row]) * 1e4) / 1e4),
  ];
}
