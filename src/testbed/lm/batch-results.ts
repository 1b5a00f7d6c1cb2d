/** Takes the result files of a provider's batch service into a ledger. */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { InputError } from "../datasets/input-error.ts";
import { type Attempt, failed, outcomeOf } from "./attempt.ts";
import { groupByKey } from "./call-key.ts";
import type { Ledger } from "./ledger.ts";
import type { ModelCall } from "./model.ts";
import { declaredModel, dollarsOf, type ModelEntry, type Models } from "./models-file.ts";
import { LONGEST_DETAIL, readCompletion, usageOf } from "./openai-compatible.ts";
import { recall } from "./recall.ts";
import { messagesOf, sentOf } from "./request.ts";

/** What became of the lines of a result file; they add up to `lines`. */
export interface BatchReport {
  lines: number;
  answered: number;
  /** Calls that the ledger had, or an earlier line. */
  known: number;
  /** By reason. */
  failed: Record<string, number>;
  /** Lines that cannot be read, or are of no call of this run; numbers from 1. */
  bad: { readonly line: number; readonly problem: string }[];
}

const completion = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.looseObject({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
});

const resultLine = z.looseObject({
  custom_id: z.string(),
  response: z.looseObject({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});
type ResultLine = z.infer<typeof resultLine>;

/**
 * Reads a file of results, or of errors, for the calls that `writeBatchFiles` wrote, into the ledger
 * under the same keys. A file may be taken in twice. Costs are by the price table, whatever the
 * provider takes off for batches.
 *
 * @throws InputError if the file cannot be read at all.
 */
export async function ingestBatchFile(
  path: string,
  {
    calls,
    models,
    ledger,
  }: { readonly calls: readonly ModelCall[]; readonly models: Models; readonly ledger: Ledger },
): Promise<BatchReport> {
  const byKey = groupByKey(calls);
  const report: BatchReport = { lines: 0, answered: 0, known: 0, failed: {}, bad: [] };
  const taken = new Set<string>();
  const writes: Promise<void>[] = [];
  for await (const text of linesOf(path)) {
    report.lines++;
    const result = parse(text);
    if (typeof result === "string") {
      report.bad.push({ line: report.lines, problem: result });
      continue;
    }
    const key = result.custom_id;
    const call = byKey.get(key)?.[0];
    if (!call) {
      const problem = `custom_id ${key.slice(0, 80)} is of no call of this run`;
      report.bad.push({ line: report.lines, problem });
      continue;
    }
    const entry = declaredModel(models, call.model);
    if (taken.has(key) || recall(ledger, key, call, entry)) {
      report.known++;
      continue;
    }
    taken.add(key);
    const attempt = attemptOf(result, call, entry);
    if (attempt.kind === "answered") report.answered++;
    else report.failed[attempt.reason] = (report.failed[attempt.reason] ?? 0) + 1;
    writes.push(append(ledger, key, call, entry, attempt));
  }
  await Promise.all(writes);
  return report;
}

function parse(text: string): ResultLine | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "it is no JSON";
  }
  const result = resultLine.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  return `${path.join(".") || "the line"}: ${message}`;
}

function attemptOf({ response, error }: ResultLine, call: ModelCall, entry: ModelEntry): Attempt {
  if (!response || response.status_code >= 400) {
    const said = error?.message ?? error?.code ?? JSON.stringify(response?.body ?? null);
    const status = response?.status_code ?? 0;
    const reason =
      status === 429
        ? "rate-limit"
        : status >= 400 && status < 500
          ? "bad-request"
          : "server-error";
    return failed(reason, (entry.key?.redact(said) ?? said).slice(0, LONGEST_DETAIL));
  }
  const body = completion.safeParse(response.body);
  if (!body.success) return failed("server-error", "the body is no chat completion");
  const { message, finish_reason } = body.data.choices[0]!;
  const text = message.refusal || message.content || "";
  const { usage } = body.data;
  const counted = usage
    ? { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens }
    : undefined;
  const finishReason = message.refusal
    ? "content-filter"
    : (finish_reason ?? "other").replace("_", "-");
  return readCompletion(
    { text, finishReason, ...usageOf(counted, messagesOf(call, sentOf(call, entry)), text) },
    call,
    entry,
  );
}

async function append(
  ledger: Ledger,
  key: string,
  call: ModelCall,
  entry: ModelEntry,
  attempt: Attempt,
): Promise<void> {
  const { tokensIn, tokensOut } = attempt.kind === "answered" ? attempt.reply : attempt.usage;
  await ledger.append({
    key,
    call,
    sent: sentOf(call, entry),
    outcome: outcomeOf(key, attempt),
    attempts: 1,
    tokensIn,
    tokensOut,
    dollars: dollarsOf(entry, tokensIn, tokensOut),
    endedAt: new Date().toISOString(),
  });
}

/** @throws InputError if the file cannot be opened. */
async function* linesOf(path: string): AsyncGenerator<string> {
  try {
    const input = createReadStream(path, "utf8");
    // One that fails to open is told by the stream alone.
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw new InputError(`cannot read ${path}: ${(error as Error).message}`);
  }
}
