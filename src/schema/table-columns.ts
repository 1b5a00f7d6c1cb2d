/** Every column of the tables beside the personas: name, type and meaning. */
import { PAIR_CONTROLS } from "./feedback-tables.ts";
import { CONFIDENCES, JUDGEMENT_KEY, RATER_KINDS } from "./judgement.ts";
import { VALUE_AXES } from "./value-axes.ts";

export type ColumnType = "string" | "boolean" | "int32" | "float" | "double";

export interface TableColumnMeaning {
  readonly name: string;
  readonly type: ColumnType;
  readonly meaning: string;
  /** Whether null stands for "does not apply". */
  readonly isOptional?: boolean;
  /** The only values allowed. */
  readonly values?: readonly string[];
}

export interface TableMeaning {
  readonly table: string;
  /** What a row is. */
  readonly row: string;
  /** Columns that together name a row. */
  readonly key: readonly string[];
  /** Command that adds the table, where a dataset may do without it. */
  readonly madeBy?: string;
  readonly columns: readonly TableColumnMeaning[];
}

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
    meaning: "How far the preferred answer was ahead in this choice, noise included; logits.",
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
  },
  {
    name: "probability",
    type: "float",
    meaning: "Truth of the simulation: chance that position 0 is preferred.",
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
  row: "a choice asked again, with noise of its own",
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
  },
  probability: {
    name: "probability",
    type: "float",
    meaning: "Truth of the simulation: chance that the personalised answer is preferred.",
  },
};

const PAIRS: TableMeaning = {
  table: "pairs",
  row: "a choice of a persona between the generic answer to a prompt and a personalised one",
  key: ["persona_id", "prompt_id", "control"],
  madeBy: "atlas feedback --pairs personalised",
  columns: JUDGEMENT.map((column) => OF_A_PAIR[column.name] ?? column),
};

const JUDGEMENTS: TableMeaning = {
  table: "judgements",
  row: "a choice of a rater, person or model, who answers as a persona would",
  key: JUDGEMENT_KEY,
  madeBy: "atlas import judgements",
  columns: [
    { name: "study", type: "string", meaning: "Study that the judgement belongs to." },
    { name: "persona_id", type: "string", meaning: "Persona that the rater answers for." },
    { name: "prompt_id", type: "string", meaning: "Prompt that is answered." },
    { name: "rater", type: "string", meaning: "Who judged, by a name within the study." },
    {
      name: "rater_kind",
      type: "string",
      meaning: "`person` or `model`.",
      values: RATER_KINDS,
    },
    { name: "response_a", type: "string", meaning: "Answer shown first." },
    { name: "response_b", type: "string", meaning: "Answer shown second." },
    {
      name: "preferred",
      type: "string",
      meaning: "Which one is preferred.",
      values: ["a", "b", "tie"],
    },
    {
      name: "order_swapped",
      type: "boolean",
      meaning: "Whether the answer of position 1 was shown first.",
    },
    {
      name: "position",
      type: "int32",
      meaning: "Position of the preferred answer, unless it is a tie.",
      isOptional: true,
      values: ["0", "1"],
    },
    {
      name: "confidence",
      type: "int32",
      meaning: "1: a guess. 2: fairly sure. 3: sure.",
      isOptional: true,
      values: CONFIDENCES.map(String),
    },
    {
      name: "reason",
      type: "string",
      meaning: "What the rater wrote, if anything.",
      isOptional: true,
    },
    {
      name: "seconds",
      type: "double",
      meaning: "Time that the rater had the item before it, where known.",
      isOptional: true,
    },
  ],
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
];
