/** What comes of one attempt at a call, and what kind of failure an error is. */
import { APICallError } from "ai";
import type { CallOutcome, ModelReply } from "./model.ts";
import { retryAfterMs } from "./retry.ts";

export interface Usage {
  readonly tokensIn: number;
  readonly tokensOut: number;
}

export const NO_USAGE: Usage = { tokensIn: 0, tokensOut: 0 };

export interface FailedAttempt {
  readonly kind: "failed";
  readonly reason:
    | "rate-limit"
    | "server-error"
    | "timeout"
    | "unreadable"
    | "refused"
    | "bad-request"
    | "network";
  readonly detail: string;
  /** Whether the same request may succeed later. */
  readonly passes: boolean;
  /** Whether every other call to the model would fail too: a wrong key, address or name. */
  readonly isGeneral: boolean;
  /** What the server asked to wait; null where it did not. */
  readonly waitMs: number | null;
  /** Tokens of answers that were of no use. */
  readonly usage: Usage;
}

export type Attempt = { readonly kind: "answered"; readonly reply: ModelReply } | FailedAttempt;

const PLAIN = { passes: false, isGeneral: false, waitMs: null, usage: NO_USAGE } as const;

export function failed(
  reason: FailedAttempt["reason"],
  detail: string,
  more: Partial<FailedAttempt> = {},
): FailedAttempt {
  return { ...PLAIN, ...more, kind: "failed", reason, detail };
}

/** How the call `key` ended, if this was its last attempt. */
export function outcomeOf(key: string, attempt: Attempt): CallOutcome {
  if (attempt.kind === "answered") return { kind: "answered", key, reply: attempt.reply };
  return { kind: "failed", key, reason: attempt.reason, detail: attempt.detail };
}

/** The failure that an error of the AI SDK stands for. `now` is the time, for dates to wait until. */
export function failureOf(error: unknown, now: number): FailedAttempt {
  const status = APICallError.isInstance(error) ? error.statusCode : undefined;
  if (!APICallError.isInstance(error)) {
    // Not a response of the protocol, such as one without choices.
    return failed("server-error", messageOf(error), { passes: true });
  }
  if (status === undefined) return failed("network", error.message, { passes: true });
  const detail = `status ${status}: ${error.message}`;
  const waitMs = retryAfterMs(error.responseHeaders, now);
  if (status === 429) {
    // OpenAI's code for an account without money, which no waiting mends.
    const isGeneral = error.responseBody?.includes("insufficient_quota") ?? false;
    return failed("rate-limit", detail, { passes: !isGeneral, isGeneral, waitMs });
  }
  if (status === 408) return failed("timeout", detail, { passes: true, waitMs });
  if (status >= 500) return failed("server-error", detail, { passes: true, waitMs });
  if (status < 400) {
    const isCut = causes(error).some((cause) => /terminated|socket|ECONN|aborted/i.test(cause));
    const reason = isCut ? "network" : "server-error";
    return failed(reason, `${detail} (${causes(error).join("; ")})`, { passes: true });
  }
  if (/content_filter|content_policy/.test(error.responseBody ?? "")) {
    return failed("refused", detail);
  }
  return failed("bad-request", detail, { isGeneral: [401, 403, 404].includes(status) });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function causes(error: Error): string[] {
  return error.cause instanceof Error
    ? [`${error.cause.name}: ${error.cause.message}`, ...causes(error.cause)]
    : [];
}
