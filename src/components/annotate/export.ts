/** A rater's choices as files. */
import {
  EXPORT_FORMAT,
  EXPORT_VERSION,
  JUDGED,
  JUDGEMENT_KEYS,
  type Judgement,
} from "../../schema/judgement.ts";
import { type Study, type StudyItem, studyKey, writeStudy } from "../../schema/study.ts";
import { type Column, csvOf, type Row } from "../csv.ts";
import type { Progress } from "./progress.ts";

/** Ids of a prompt's two answers, that of position 0 first. */
export type AnswerIds = (prompt: string) => readonly [string, string];

/** The items that are judged, in the order of the sitting. */
export function judgementsOf(
  study: Study,
  items: readonly StudyItem[],
  { rater, drafts }: Progress,
  answers: AnswerIds,
): Judgement[] {
  const key = studyKey(study);
  return items.flatMap(({ persona, prompt, swapped }, at): Judgement[] => {
    const { preferred, confidence, reason, seconds } = drafts[at];
    if (preferred === null) return [];
    const ids = answers(prompt);
    return [
      {
        study: key,
        persona_id: persona,
        prompt_id: prompt,
        rater,
        rater_kind: "person",
        response_a: ids[swapped ? 1 : 0],
        response_b: ids[swapped ? 0 : 1],
        preferred,
        order_swapped: swapped,
        confidence,
        reason: reason.trim(),
        seconds: Math.round(seconds * 10) / 10,
      },
    ];
  });
}

export function judgementsJson(
  study: Study,
  sitting: number,
  rater: string,
  judgements: readonly Judgement[],
): string {
  const code = writeStudy(study);
  const head = { format: EXPORT_FORMAT, version: EXPORT_VERSION, about: JUDGED };
  return `${JSON.stringify({ ...head, study: code, sitting, rater, judgements }, null, 2)}\n`;
}

const NUMBERS: readonly string[] = ["confidence", "seconds"];

export const JUDGEMENT_COLUMNS: readonly Column[] = JUDGEMENT_KEYS.map((key) => ({
  key,
  label: key,
  kind: NUMBERS.includes(key) ? "number" : "text",
}));

export function judgementsCsv(judgements: readonly Judgement[]): string {
  return csvOf(JUDGEMENT_COLUMNS, judgements as unknown as readonly Row[]);
}

/** `s1a2b3c4d-2-ann.json`: only what every file system takes. */
export function exportName(study: Study, sitting: number, rater: string, ending: string): string {
  const plain = rater
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return `${studyKey(study)}-${sitting}-${plain.slice(0, 40) || "rater"}.${ending}`;
}
