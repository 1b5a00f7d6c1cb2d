/** The tables about feedback, without rows where the dataset has personas alone. */
import type { CodedFeedback, Prompt, Response } from "../schema/feedback-tables.ts";
import { readFeedback } from "../testbed/datasets/read-feedback.ts";
import { readPrompts, readResponses } from "../testbed/datasets/read-prompts.ts";
import { DATASET, hasFeedback } from "./dataset.ts";

const NONE: CodedFeedback = {
  n: 0,
  persona: new Uint32Array(0),
  prompt: new Uint16Array(0),
  choice: new Uint8Array(0),
  swapped: new Uint8Array(0),
  split: new Uint8Array(0),
  utility: new Float32Array(0),
};

export const promptsShown = async (): Promise<Prompt[]> =>
  hasFeedback() ? readPrompts(DATASET) : [];

export const responsesShown = async (): Promise<Response[]> =>
  hasFeedback() ? readResponses(DATASET) : [];

export const feedbackShown = async (): Promise<CodedFeedback> =>
  hasFeedback() ? readFeedback(DATASET) : NONE;
