/**
 * What crosses Redis: a call, without any key of a server, and how it ended. There is one queue for
 * each model, so that a worker takes only calls to models it can reach, and a slow model holds up
 * no other.
 */
import type { JobsOptions } from "bullmq";
import { z } from "zod";
import { callKey } from "../call-key.ts";
import { type LedgerLine, parseLedgerLine } from "../ledger-line.ts";
import type { ModelCall } from "../model.ts";

/** Before every key in Redis; a change of what crosses it takes a new one. */
export const PREFIX = "atlas-1";

/** Seconds that a result waits for a run that never comes back for it: thirty days. */
const KEPT = 30 * 24 * 3600;

/** How a call ended in a worker: the line for the run's ledger, without the call. */
export type Report = Omit<LedgerLine, "call">;

/** Fields that are not named here are let through: they are part of the key all the same. */
const callSchema = z.looseObject({
  model: z.string(),
  purpose: z.string(),
  template: z.string(),
  messages: z.array(
    z.looseObject({ role: z.enum(["system", "user", "assistant"]), content: z.string() }),
  ),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  schema: z.record(z.string(), z.unknown()).optional(),
  sample: z.number(),
});

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

/** What a worker gave back for a call, as a line of the ledger; null where it is no such thing. */
export function lineOf(key: string, call: ModelCall, report: unknown): LedgerLine | null {
  if (report === null || typeof report !== "object") return null;
  const line = parseLedgerLine(JSON.stringify({ ...report, call }));
  if ("problem" in line || line.key !== key || line.outcome.key !== key) return null;
  return line;
}

/** The report of a call for which no request was made. */
export function unmade(key: string, reason: string, detail: string): Report {
  return {
    key,
    sent: null,
    outcome: { kind: "failed", key, reason, detail },
    attempts: 0,
    tokensIn: 0,
    tokensOut: 0,
    dollars: 0,
    endedAt: new Date().toISOString(),
  };
}
