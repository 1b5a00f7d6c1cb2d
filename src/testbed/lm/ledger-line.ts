/** One line of a ledger: a call, what was sent with it, how it ended, and what it cost. */
import { z } from "zod";
import type { CallOutcome, ModelCall } from "./model.ts";
import type { Sent } from "./request.ts";

export interface LedgerLine {
  readonly key: string;
  readonly call: ModelCall;
  /** Null where it is not known, as for calls that a worker elsewhere made. */
  readonly sent: Sent | null;
  readonly outcome: CallOutcome;
  /** Requests made for the call. */
  readonly attempts: number;
  /** Tokens of all requests, and their price; null where the model has none. */
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly dollars: number | null;
  /** When the call ended: 2026-03-01T12:00:00.000Z. */
  readonly endedAt: string;
}

const parameters = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));

const outcome = z.discriminatedUnion("kind", [
  z.looseObject({
    kind: z.literal("answered"),
    key: z.string(),
    reply: z.looseObject({
      text: z.string(),
      tokensIn: z.number(),
      tokensOut: z.number(),
      latencyMs: z.number(),
      finishReason: z.string(),
    }),
  }),
  z.looseObject({
    kind: z.literal("failed"),
    key: z.string(),
    reason: z.string(),
    detail: z.string(),
  }),
]);

const line = z.looseObject({
  key: z.string(),
  call: z.looseObject({
    model: z.string(),
    purpose: z.string(),
    template: z.string(),
    messages: z.array(z.looseObject({ role: z.string(), content: z.string() })),
    parameters,
    sample: z.number(),
  }),
  sent: z.looseObject({ model: z.string(), parameters, structured: z.boolean() }).nullable(),
  outcome,
  attempts: z.number(),
  tokensIn: z.number(),
  tokensOut: z.number(),
  dollars: z.number().nullable(),
  endedAt: z.string(),
});

/** A line's content, or in words why it is none. */
export function parseLedgerLine(text: string): LedgerLine | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: "it is no JSON" };
  }
  const result = line.safeParse(value);
  if (result.success) return value as LedgerLine;
  const { path, message } = result.error.issues[0]!;
  return { problem: `${path.join(".") || "the line"}: ${message}` };
}

/**
 * Whether a call that ended so is not made again by a later run: it was answered, or paid for in
 * vain. Failures of servers and networks are tried again.
 */
export function isFinal(ended: CallOutcome): boolean {
  return ended.kind === "answered" || ["unreadable", "refused"].includes(ended.reason);
}
