/** A runner in memory whose replies the test writes. */
import { callKey } from "../../../src/testbed/lm/call-key.ts";
import type { CallOutcome, CallRunner, ModelCall } from "../../../src/testbed/lm/model.ts";

/** A reply: a text, a value to be sent as JSON, a failure, or a text cut at the token limit. */
export type Script = (
  call: ModelCall,
) => string | object | { readonly fails: string } | { readonly cut: string };

export interface ScriptedRunner extends CallRunner {
  /** Calls made, each key once. */
  readonly made: ModelCall[];
}

/**
 * Ten tokens read and five written a call. Replies come in reverse order; JSON is read where a
 * call has a schema, and what cannot be read is null, as the contract says.
 */
export function scriptedRunner(script: Script): ScriptedRunner {
  const made: ModelCall[] = [];
  const known = new Map<string, CallOutcome>();
  return {
    made,
    async run(calls, done) {
      for (const call of [...calls].reverse()) {
        const key = callKey(call);
        const outcome = known.get(key) ?? answer(call, key, script(call));
        if (!known.has(key)) made.push(call);
        known.set(key, outcome);
        done(call, outcome);
      }
    },
    spent: () => ({
      calls: made.length,
      tokensIn: 10 * made.length,
      tokensOut: 5 * made.length,
      dollars: null,
    }),
    async close() {},
  };
}

function answer(call: ModelCall, key: string, reply: ReturnType<Script>): CallOutcome {
  if (typeof reply === "object" && "fails" in reply) {
    return { kind: "failed", key, reason: String(reply.fails), detail: "scripted" };
  }
  const cut = typeof reply === "object" && "cut" in reply ? String(reply.cut) : null;
  const text = cut ?? (typeof reply === "string" ? reply : JSON.stringify(reply));
  let value: unknown = null;
  if (call.schema) {
    try {
      value = JSON.parse(text);
    } catch {}
  }
  const finishReason = cut === null ? "stop" : "length";
  return {
    kind: "answered",
    key,
    reply: { text, value, tokensIn: 10, tokensOut: 5, latencyMs: 50, finishReason },
  };
}

/** The text between two tags in a call's messages; empty where there is none. */
export function between(call: ModelCall, tag: string): string {
  const all = call.messages.map(({ content }) => content).join("\n");
  return all.match(new RegExp(`<${tag}>\\n([\\s\\S]*?)\\n</${tag}>`))?.[1] ?? "";
}

export const MODEL = { name: "tested", parameters: { temperature: 0 } } as const;
export const JUDGE = { name: "judge", parameters: { temperature: 0 } } as const;
