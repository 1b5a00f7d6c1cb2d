import { createHash } from "node:crypto";
import type { ModelCall } from "./model.ts";

/** JSON with the keys of every object in order, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

/** The key of a call in ledgers and queues: sha256 of everything that is sent. */
export function callKey({ purpose: _, ...sent }: ModelCall): string {
  return createHash("sha256").update(canonicalJson(sent)).digest("hex");
}

/** Equal calls together, by their key, in order of first appearance. */
export function groupByKey(calls: readonly ModelCall[]): Map<string, ModelCall[]> {
  const groups = new Map<string, ModelCall[]>();
  for (const call of calls) {
    const key = callKey(call);
    const same = groups.get(key);
    if (same) same.push(call);
    else groups.set(key, [call]);
  }
  return groups;
}
