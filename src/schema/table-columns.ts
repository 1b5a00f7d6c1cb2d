/** Every column of the tables beside the personas: name, type and meaning. */
import { ENRICHMENT } from "./enrichment.ts";
import { PAIR_CONTROLS } from "./feedback-tables.ts";
import { JUDGEMENTS } from "./judgement-table.ts";
import type { TableColumnMeaning, TableMeaning } from "./table-meaning.ts";
import { VALUE_AXES } from "./value-axes.ts";

export type { ColumnType, TableColumnMeaning, TableMeaning } from "./table-meaning.ts";

const text = (name: string, meaning: string, values?: readonly string[]): TableColumnMeaning => ({
  name,
  type: "string",
  meaning,
  values,
});

const PROMPTS: TableMeaning = {
  table: "prompts",
  row: "a question put to a model",
  key: ["prompt_id"],
  columns: [
    text("prompt_id", "`q` and the prompt's number. The order says nothing."),
    text("text", "What is asked."),
    text("topic", "Topic of the issue; files of data/prompts/issues."),
    text("issue", "Issue it is about, with two opposed positions."),
    text("framing", "How it is asked: data/prompts."),
    text("pool", "`train`, or `heldout`: judged only in test_heldout.", ["train", "heldout"]),
    {
      name: "unseen_issue",
      type: "boolean",
      meaning: "Whether every prompt on its issue is held out.",
    },
  ],
};

const RESPONSES: TableMeaning = {
  table: "responses",
  row: "an answer to a prompt",
  key: ["response_id"],
  columns: [
    text(
      "response_id",
      "The prompt's, with `-1` or `-2` for the opposed answers, `-3` and up for those of pairs. The number says nothing of the position or mode.",
    ),
    text("prompt_id", "Prompt that it answers."),
    text("text", "The answer."),
    text("author", "`template`, or the name of a model."),
    text("mode", "`position`: argues for one side. `generic`, `personalised`: the paper's pairs.", [
      "position",
      "generic",
      "personalised",
    ]),
    { ...text("persona_id", "For whom it was rewritten."), isOptional: true },
    {
      name: "position",
      type: "int32",
      meaning: "Which of the issue's positions it takes, 0 or 1.",
      isOptional: true,
    },
    { name: "words", type: "int32", meaning: "Length in words." },
    { name: "hedging", type: "double", meaning: "How guarded it is, -1 to 1." },
    { name: "formality", type: "double", meaning: "How formal it is, -1 to 1." },
    { name: "warmth", type: "double", meaning: "How warm it is, -1 to 1." },
    ...VALUE_AXES.map(
      ({ key, positive }): TableColumnMeaning => ({
        name: `stance_${key}`,
        type: "double",
        meaning: `Stance, -1 to 1; 1 is ${positive}.`,
      }),
    ),
  ],
};

const VALUES: TableMeaning = {
  table: "values",
  row: "the value scores of a persona: what the simulation knows of it",
  key: ["persona_id"],
  columns: [
    text("persona_id", "Persona."),
    ...VALUE_AXES.map(
      ({ key, positive }): TableColumnMeaning => ({
        name: key,
        type: "double",
        meaning: `What its attributes say, standard deviations of adults; up is ${positive}.`,
      }),
    ),
    ...VALUE_AXES.map(
      ({ key, label }): TableColumnMeaning => ({
        name: `${key}_own`,
        type: "double",
        meaning: `What is its own on ${label.toLowerCase()}, standard deviations.`,
      }),
    ),
  ],
};

const JUDGEMENT: readonly TableColumnMeaning[] = [
  text("persona_id", "Persona that judges."),
  text("prompt_id", "Prompt that is answered."),
  text("response_a", "Answer shown first."),
  text("response_b", "Answer shown second."),
  text("preferred", "Which one is preferred.", ["a", "b", "tie"]),
  {
    name: "margin",
    type: "float",
    meaning:
      "How far the preferred answer was ahead in this choice, noise included; logits. Of a language model: how sure it says it is, 0 to 1.",
  },
  text("rater", "Who judged: `simulated`, or the name of a model or a person."),
  { name: "repeat", type: "int32", meaning: "0: asked for the first time. 1: asked again." },
  text("split", "`train`; `test_seen`, other prompts of the train pool; `test_heldout`.", [
    "train",
    "test_seen",
    "test_heldout",
  ]),
  {
    name: "order_swapped",
    type: "boolean",
    meaning: "Whether the answer of position 1 was shown first.",
  },
  {
    name: "utility",
    type: "float",
    meaning: "Truth of the simulation: utility of position 0 less that of position 1, in logits.",
    isOptional: true,
  },
  {
    name: "probability",
    type: "float",
    meaning: "Truth of the simulation: chance that position 0 is preferred.",
    isOptional: true,
  },
];

const FEEDBACK: TableMeaning = {
  table: "feedback",
  row: "a choice of a persona between the two answers to a prompt",
  key: ["persona_id", "prompt_id"],
  columns: JUDGEMENT,
};

const RETEST: TableMeaning = {
  table: "retest",
  row: "a choice asked again: with noise of its own, or in the other order by a language model",
  key: ["persona_id", "prompt_id"],
  columns: JUDGEMENT,
};

const OF_A_PAIR: Readonly<Record<string, TableColumnMeaning>> = {
  repeat: text(
    "control",
    "`none`: answers of natural lengths. `length_matched`: of equal lengths. `mismatched`: the same, personalised for another persona.",
    PAIR_CONTROLS,
  ),
  order_swapped: {
    name: "order_swapped",
    type: "boolean",
    meaning: "Whether the generic answer was shown first.",
  },
  utility: {
    name: "utility",
    type: "float",
    meaning:
      "Truth of the simulation: utility of the personalised answer less that of the generic one, in logits.",
    isOptional: true,
  },
  probability: {
    name: "probability",
    type: "float",
    meaning: "Truth of the simulation: chance that the personalised answer is preferred.",
    isOptional: true,
  },
};

const PAIRS: TableMeaning = {
  table: "pairs",
  row: "a choice of a persona between the generic answer to a prompt and a personalised one",
  key: ["persona_id", "prompt_id", "control"],
  madeBy: "atlas feedback --pairs personalised",
  columns: JUDGEMENT.map((column) => OF_A_PAIR[column.name] ?? column),
};

/** The tables of a dataset besides personas, each in `<table>.parquet`. */
export const TABLES: readonly TableMeaning[] = [
  PROMPTS,
  RESPONSES,
  VALUES,
  FEEDBACK,
  RETEST,
  PAIRS,
  JUDGEMENTS,
  ENRICHMENT,
];
