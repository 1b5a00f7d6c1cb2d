/** Runs calls and reads their replies; a failure stays one. */
import type { z } from "zod";
import { callKey } from "../call-key.ts";
import type { CallOutcome, CallRunner, ModelCall } from "../model.ts";

/** Why there is no answer; never a score. */
export interface Failed {
  readonly kind: "failed";
  /** A reason of the call, or `unreadable`, `truncated`, `empty`, `unanswered`. */
  readonly reason: string;
  readonly detail: string;
  /** Calls made for it, the failed one last. */
  readonly keys: readonly string[];
}

/** What a reply says, and what it took. */
export interface Read<T> {
  readonly kind: "read";
  readonly value: T;
  readonly keys: readonly string[];
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly latencyMs: number;
}

export const failed = (reason: string, detail: string, keys: readonly string[]): Failed => ({
  kind: "failed",
  reason,
  detail,
  keys,
});

/** Outcomes in the order of the calls; a call that the runner told nothing of is `unanswered`. */
export async function outcomesOf(
  runner: CallRunner,
  calls: readonly ModelCall[],
): Promise<CallOutcome[]> {
  const found = new Map<string, CallOutcome>();
  await runner.run(calls, (call, outcome) => found.set(callKey(call), outcome));
  return calls.map((call) => {
    const key = callKey(call);
    const silence = { kind: "failed", key, reason: "unanswered", detail: "the run ended" } as const;
    return found.get(key) ?? silence;
  });
}

/** Text of a reply without what a model thinks aloud between `think` tags. */
export const spoken = (text: string) =>
  text.replace(/^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i, "").trim();

function replied<T>(
  outcome: CallOutcome,
  read: (reply: Extract<CallOutcome, { kind: "answered" }>["reply"]) => T | Failed,
): Read<T> | Failed {
  if (outcome.kind === "failed") return failed(outcome.reason, outcome.detail, [outcome.key]);
  const { key, reply } = outcome;
  if (reply.finishReason === "length") {
    return failed("truncated", `cut after ${reply.tokensOut} tokens`, [key]);
  }
  const value = read(reply);
  if (isFailed(value)) return { ...value, keys: [key] };
  const { tokensIn, tokensOut, latencyMs } = reply;
  return { kind: "read", value, keys: [key], tokensIn, tokensOut, latencyMs };
}

export const isFailed = (value: unknown): value is Failed =>
  (value as Failed | null)?.kind === "failed" && Array.isArray((value as Failed).keys);

/** A reply as text; empty or cut texts are failures. */
export function readText(outcome: CallOutcome): Read<string> | Failed {
  return replied(
    outcome,
    ({ text }) => spoken(text) || failed("empty", "a reply without text", []),
  );
}

/** A reply as a value of a form; fields beyond the form are ignored. */
export function readForm<T>(outcome: CallOutcome, form: z.ZodType<T>): Read<T> | Failed {
  return replied(outcome, ({ value }) => {
    if (value === null || value === undefined) {
      return failed("unreadable", "no JSON in the reply", []);
    }
    const parsed = form.safeParse(value);
    if (parsed.success) return parsed.data;
    const { path, message } = parsed.error.issues[0];
    return failed("unreadable", `${path.join(".") || "the whole"}: ${message}`, []);
  });
}

/** The second of two calls in a row: keys, tokens and times of both. */
export function after<T>(
  before: Pick<Read<unknown>, "keys" | "tokensIn" | "tokensOut" | "latencyMs">,
  next: Read<T> | Failed,
): Read<T> | Failed {
  const keys = [...before.keys, ...next.keys];
  if (next.kind === "failed") return { ...next, keys };
  return {
    ...next,
    keys,
    tokensIn: before.tokensIn + next.tokensIn,
    tokensOut: before.tokensOut + next.tokensOut,
    latencyMs: before.latencyMs + next.latencyMs,
  };
}

/** Failures by reason. */
export function failureCounts(outcomes: Iterable<unknown>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const outcome of outcomes) {
    if (isFailed(outcome)) counts[outcome.reason] = (counts[outcome.reason] ?? 0) + 1;
  }
  return counts;
}
