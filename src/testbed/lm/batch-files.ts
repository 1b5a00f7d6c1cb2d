/** Writes calls as files for a provider's batch service, in OpenAI's format. */
import { join } from "node:path";
import { writeFileAtomically } from "../datasets/atomic.ts";
import { groupByKey } from "./call-key.ts";
import type { Ledger } from "./ledger.ts";
import type { ModelCall } from "./model.ts";
import { declaredModel, type Models } from "./models-file.ts";
import { recall } from "./recall.ts";
import { bodyOf, sentOf } from "./request.ts";

/** What OpenAI's batch service takes in one file. */
export const BATCH_LIMITS = { requests: 50_000, bytes: 200_000_000 };

export interface BatchFile {
  readonly path: string;
  readonly model: string;
  readonly calls: number;
}

interface BatchOptions {
  readonly folder: string;
  readonly models: Models;
  /** Calls that it has are left out; null for none. */
  readonly ledger: Pick<Ledger, "findFinal"> | null;
  readonly limits?: typeof BATCH_LIMITS;
}

/**
 * One request a line, `custom_id` the call's key, in files of one model each:
 * `gpt-4.1-1.jsonl`, `gpt-4.1-2.jsonl`. No key of a server is in them.
 *
 * @throws UserError for a model that is not declared, or a folder that cannot be written.
 */
export async function writeBatchFiles(
  calls: readonly ModelCall[],
  { folder, models, ledger, limits = BATCH_LIMITS }: BatchOptions,
): Promise<{ readonly files: BatchFile[]; readonly known: number }> {
  const lines = new Map<string, string[]>();
  let known = 0;
  for (const [key, [call]] of groupByKey(calls)) {
    const entry = declaredModel(models, call!.model);
    if (recall(ledger, key, call!, entry)) {
      known++;
      continue;
    }
    const body = bodyOf(call!, sentOf(call!, entry));
    const line = { custom_id: key, method: "POST", url: "/v1/chat/completions", body };
    const own = lines.get(entry.name) ?? [];
    own.push(`${JSON.stringify(line)}\n`);
    lines.set(entry.name, own);
  }
  const files: BatchFile[] = [];
  for (const [model, own] of lines) {
    for (const [index, part] of parts(own, limits).entries()) {
      const path = join(folder, `${model.replace(/[^\w.-]+/g, "-")}-${index + 1}.jsonl`);
      await writeFileAtomically(path, part.join(""));
      files.push({ path, model, calls: part.length });
    }
  }
  return { files, known };
}

/** Lines in order, as many to a part as fit. */
function parts(lines: readonly string[], limits: typeof BATCH_LIMITS): string[][] {
  const all: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    const size = Buffer.byteLength(line);
    if (bytes + size > limits.bytes || all.at(-1)!.length >= limits.requests) {
      all.push([]);
      bytes = 0;
    }
    all.at(-1)!.push(line);
    bytes += size;
  }
  return all;
}
