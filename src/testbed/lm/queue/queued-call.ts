/**
 * What crosses Redis: a call without any key of a server, and how it ended. There is one queue for
 * each model, so that a worker takes only calls to models it can reach, and a slow model holds
 * up no other.
 */
import type { JobsOptions } from "bullmq";
import { z } from "zod";
import { callKey } from "../call-key.ts";
import type { CallOutcome, ModelCall } from "../model.ts";

/** Before every key in Redis; a change of the shapes below takes a new one. */
export const PREFIX = "atlas-1";

/** Seconds that a result waits for a run that never comes back for it: thirty days. */
const KEPT = 30 * 24 * 3600;

const parameter = z.union([z.number(), z.string(), z.boolean()]);

/** Loose: a field that this version does not know is part of the key all the same. */
const callSchema = z.looseObject({
  model: z.string(),
  purpose: z.string(),
  template: z.string(),
  messages: z.array(
    z.looseObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() }),
  ),
  parameters: z.record(z.string(), parameter),
  schema: z.record(z.string(), z.unknown()).optional(),
  sample: z.number(),
});

const outcomeSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("answered"),
    key: z.string(),
    reply: z.strictObject({
      text: z.string(),
      value: z.unknown().optional(),
      tokensIn: z.number(),
      tokensOut: z.number(),
      latencyMs: z.number(),
      finishReason: z.string(),
    }),
  }),
  z.strictObject({
    kind: z.literal("failed"),
    key: z.string(),
    reason: z.string(),
    detail: z.string(),
  }),
]);

/** How a call ended, and what it cost by the prices in the worker's models.json. */
export interface QueuedOutcome {
  readonly outcome: CallOutcome;
  /** Null where the model has no price. */
  readonly dollars: number | null;
}

const queuedOutcome = z.strictObject({ outcome: outcomeSchema, dollars: z.number().nullable() });

/** BullMQ allows no colon in a queue's name: `qwen2.5:7b` -> `qwen2.5%3A7b`. */
export function queueName(model: string): string {
  return encodeURIComponent(model);
}

/** A job whose id is the call's key: the same call put on the queue twice is one job. */
export function jobOf(
  key: string,
  call: ModelCall,
): { name: string; data: ModelCall; opts: JobsOptions } {
  return {
    name: call.purpose,
    data: call,
    opts: { jobId: key, removeOnComplete: { age: KEPT }, removeOnFail: { age: KEPT } },
  };
}

/** The call of a job; null where it is none, or its key is another's. */
export function callOf(key: string | undefined, data: unknown): ModelCall | null {
  if (!callSchema.safeParse(data).success) return null;
  const call = data as ModelCall;
  return callKey(call) === key ? call : null;
}

/** What a worker gave back for the call `key`; null where it cannot be read as that. */
export function outcomeOf(key: string, value: unknown): QueuedOutcome | null {
  const result = queuedOutcome.safeParse(value);
  if (!result.success || result.data.outcome.key !== key) return null;
  return result.data as QueuedOutcome;
}

export function failure(key: string, reason: string, detail: string): QueuedOutcome {
  return { outcome: { kind: "failed", key, reason, detail }, dollars: null };
}
