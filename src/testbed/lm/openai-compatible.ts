/** One attempt at a call to a server that speaks OpenAI's chat completions, through the AI SDK. */
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, jsonSchema, NoObjectGeneratedError, Output } from "ai";
import { type Attempt, type FailedAttempt, failed, failureOf, type Usage } from "./attempt.ts";
import type { Message, ModelCall } from "./model.ts";
import type { ModelEntry } from "./models-file.ts";
import { readAnswer } from "./read-answer.ts";
import { messagesOf, type Sent, sentOf } from "./request.ts";

// Its warnings are about what we leave out on purpose, and they go to the console.
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false });

/** Characters of a server's words that are kept of a failure. */
export const LONGEST_DETAIL = 300;

/** Characters that make a token, about, in English; for servers that do not count them. */
export const CHARACTERS_PER_TOKEN = 4;

const AGAIN = "Answer again with the JSON object alone.";

export interface Answer extends Usage {
  readonly text: string;
  readonly finishReason: string;
}

interface AskOptions {
  /** Milliseconds that each request may take. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** The time, for servers that give a date to wait until. */
  readonly now: () => number;
}

/**
 * Asks once, and once more with what was wrong where the answer does not fit the call's schema.
 * No other retry is made here. Never throws: not for the server's faults, not for an abort.
 * The key of the server is in no text that comes back.
 */
export async function askModel(
  entry: ModelEntry,
  call: ModelCall,
  options: AskOptions,
): Promise<Attempt> {
  let attempt: Attempt;
  try {
    attempt = await ask(entry, call, options);
  } catch (error) {
    attempt = failed("bad-request", String(error));
  }
  return presentable(attempt, entry);
}

/** What an answer of a batch file is worth, read as one over the wire is but for the repair. */
export function readCompletion(answer: Answer, call: ModelCall, entry: ModelEntry): Attempt {
  return presentable(attemptOf(answer, readingOf(answer, call), answer, 0), entry);
}

/** Without the key, which servers like to quote, and a failure in few words. */
function presentable(attempt: Attempt, { key }: ModelEntry): Attempt {
  const shown = (text: string) => key?.redact(text) ?? text;
  if (attempt.kind === "failed") {
    const detail = shown(attempt.detail).replace(/\s+/g, " ").trim().slice(0, LONGEST_DETAIL);
    return { ...attempt, detail };
  }
  const { reply } = attempt;
  const text = shown(reply.text);
  if (text === reply.text) return attempt;
  return {
    kind: "answered",
    reply: { ...reply, text, value: JSON.parse(shown(JSON.stringify(reply.value))) },
  };
}

async function ask(entry: ModelEntry, call: ModelCall, options: AskOptions): Promise<Attempt> {
  const since = performance.now();
  const sent = sentOf(call, entry);
  const messages = messagesOf(call, sent);
  const first = await request(entry, call, sent, messages, options);
  if ("kind" in first) return first;
  const reading = readingOf(first, call);
  if (reading.kind !== "unreadable") {
    return attemptOf(first, reading, first, performance.now() - since);
  }

  const again: Message[] = [
    ...messages,
    { role: "assistant", content: first.text },
    {
      role: "user",
      content: `That could not be used: ${reading.problem}. ${AGAIN}`,
    },
  ];
  const second = await request(entry, call, sent, again, options);
  if ("kind" in second) return { ...second, usage: first };
  const usage = {
    tokensIn: first.tokensIn + second.tokensIn,
    tokensOut: first.tokensOut + second.tokensOut,
  };
  return attemptOf(second, readingOf(second, call), usage, performance.now() - since);
}

type Reading =
  | { readonly kind: "readable"; readonly value: unknown }
  | { readonly kind: "unreadable" | "cut-off" | "refused"; readonly problem: string };

/** What an answer is worth: its value, or what is wrong with it. */
function readingOf({ text, finishReason }: Omit<Answer, keyof Usage>, call: ModelCall): Reading {
  if (finishReason === "content-filter") return { kind: "refused", problem: text };
  if (!call.schema) {
    const problem = "the answer is empty";
    return text.trim() === ""
      ? { kind: finishReason === "length" ? "cut-off" : "unreadable", problem }
      : { kind: "readable", value: null };
  }
  const read = readAnswer(text, call.schema);
  if ("value" in read) return { kind: "readable", value: read.value };
  // The same limit would cut the next answer off too.
  if (finishReason !== "length") return { kind: "unreadable", problem: read.problem };
  return { kind: "cut-off", problem: `cut off at the limit of tokens: ${read.problem}` };
}

function attemptOf(
  { text, finishReason }: Answer,
  reading: Reading,
  { tokensIn, tokensOut }: Usage,
  milliseconds: number,
): Attempt {
  if (reading.kind === "readable") {
    const latencyMs = Math.round(milliseconds);
    const { value } = reading;
    const reply = { text, value, tokensIn, tokensOut, latencyMs, finishReason };
    return { kind: "answered", reply };
  }
  const usage = { tokensIn, tokensOut };
  if (reading.kind === "refused") return failed("refused", reading.problem, { usage });
  const detail = text.trim() ? `${reading.problem}, in: ${text}` : reading.problem;
  return failed("unreadable", detail, { usage });
}

async function request(
  entry: ModelEntry,
  call: ModelCall,
  sent: Sent,
  messages: readonly Message[],
  { timeoutMs, signal, now }: AskOptions,
): Promise<Answer | FailedAttempt> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const server = createOpenAICompatible({
    name: "server",
    baseURL: entry.baseUrl,
    apiKey: entry.key?.reveal(),
    supportsStructuredOutputs: true,
    // As they are, under the server's own names, which the SDK knows only some of.
    transformRequestBody: (body) => ({ ...body, ...sent.parameters }),
  });
  const schema = sent.structured && jsonSchema(call.schema as Parameters<typeof jsonSchema>[0]);
  try {
    const { text, finishReason, usage } = await generateText({
      model: server.chatModel(sent.model),
      messages: [...messages],
      allowSystemInMessages: true,
      maxRetries: 0,
      abortSignal: AbortSignal.any([timeout, signal]),
      ...(schema && { output: Output.object({ schema }) }),
    });
    return { text, finishReason, ...usageOf(usage, messages, text) };
  } catch (error) {
    // Text that is no JSON: the SDK is strict, and ours is the reading.
    if (NoObjectGeneratedError.isInstance(error)) {
      const { text = "", finishReason = "other", usage } = error;
      return { text, finishReason, ...usageOf(usage, messages, text) };
    }
    if (signal.aborted) return failed("network", "stopped before the answer came");
    if (timeout.aborted) {
      return failed("timeout", `no answer in ${timeoutMs / 1000} s`, { passes: true });
    }
    return failureOf(error, now());
  }
}

/** Tokens as the server counted them; where it did not, a count of characters stands in. */
export function usageOf(
  counted: { readonly inputTokens?: number; readonly outputTokens?: number } | undefined,
  messages: readonly Message[],
  text: string,
): Usage {
  const read = messages.reduce((sum, { content }) => sum + content.length, 0);
  return {
    tokensIn: counted?.inputTokens ?? Math.ceil(read / CHARACTERS_PER_TOKEN),
    tokensOut: counted?.outputTokens ?? Math.ceil(text.length / CHARACTERS_PER_TOKEN),
  };
}
