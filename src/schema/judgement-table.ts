/** Columns of judgements.parquet. */
import { CONFIDENCES, JUDGEMENT_KEY, RATER_KINDS } from "./judgement.ts";
import type { TableMeaning } from "./table-meaning.ts";

export const JUDGEMENTS: TableMeaning = {
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
