/** Judgements for tests. */
import type { Judgement } from "../../src/schema/judgement.ts";

export const judgement = (changes: Partial<Judgement> = {}): Judgement => ({
  study: "s1",
  persona_id: "p00001",
  prompt_id: "q0001",
  rater: "ann",
  rater_kind: "person",
  response_a: "q0001-1",
  response_b: "q0001-2",
  preferred: "a",
  order_swapped: false,
  confidence: 2,
  reason: "",
  seconds: 4.5,
  ...changes,
});
