/** What a run would ask and cost, without asking. */
import { existsSync } from "node:fs";
import { ANSWER_TOKENS, expectedTokens } from "./budget.ts";
import { groupByKey } from "./call-key.ts";
import type { Ledger } from "./ledger.ts";
import type { ModelCall } from "./model.ts";
import { declaredModel, dollarsOf, type Models, readModelsFile } from "./models-file.ts";
import { openLedger } from "./open-ledger.ts";
import { CHARACTERS_PER_TOKEN } from "./openai-compatible.ts";
import { recall } from "./recall.ts";

export interface ExpectedCost {
  readonly model: string;
  /** Calls to be made, equal ones once. */
  readonly calls: number;
  /** Calls that the ledger has. */
  readonly known: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Null where the model has no price. */
  readonly dollars: number | null;
  /** Calls that do not bound their answer: their length is a guess. */
  readonly unbounded: number;
}

/** The expected cost of calls by model, in order of first appearance. */
export function expectedCosts(
  calls: readonly ModelCall[],
  models: Models,
  ledger: Pick<Ledger, "findFinal"> | null,
): ExpectedCost[] {
  const costs = new Map<string, ExpectedCost>();
  for (const [key, [call]] of groupByKey(calls)) {
    const { model } = call!;
    const entry = declaredModel(models, model);
    const sum = costs.get(model) ?? {
      ...{ model, calls: 0, known: 0, tokensIn: 0, tokensOut: 0, unbounded: 0 },
      dollars: entry.price && 0,
    };
    if (recall(ledger, key, call!, entry)) {
      costs.set(model, { ...sum, known: sum.known + 1 });
      continue;
    }
    const { tokensIn, tokensOut, isBounded } = expectedTokens(call!, entry);
    const dollars = dollarsOf(entry, tokensIn, tokensOut);
    costs.set(model, {
      ...sum,
      calls: sum.calls + 1,
      tokensIn: sum.tokensIn + tokensIn,
      tokensOut: sum.tokensOut + tokensOut,
      dollars: dollars === null ? null : sum.dollars! + dollars,
      unbounded: sum.unbounded + (isBounded ? 0 : 1),
    });
  }
  return [...costs.values()];
}

const count = new Intl.NumberFormat("en-US");

const callCount = (calls: number) => `${count.format(calls)} ${calls === 1 ? "call" : "calls"}`;

/** The costs as lines of text, with what the estimate rests on. */
export function dryRunLines(costs: readonly ExpectedCost[]): string[] {
  const lines = costs.map(({ model, calls, known, tokensIn, tokensOut, dollars }) => {
    const price = dollars === null ? "no price in models.json" : `about $${dollars.toFixed(2)}`;
    const rest = known > 0 ? ` besides ${count.format(known)} in the ledger` : "";
    return (
      `${model}: ${callCount(calls)}${rest}, about ${count.format(tokensIn)} tokens in ` +
      `and ${count.format(tokensOut)} out, ${price}`
    );
  });
  const guessed = costs.reduce((sum, { unbounded }) => sum + unbounded, 0);
  const guess =
    guessed > 0 ? `, or at ${ANSWER_TOKENS} tokens without one (${callCount(guessed)})` : "";
  return [
    ...lines,
    `tokens are characters divided by ${CHARACTERS_PER_TOKEN}; an answer counts at its limit, ` +
      `max_tokens${guess}; retries and repairs are not counted`,
  ];
}

/**
 * Tells what calls would cost a runner with the same files. Sends nothing and needs no key.
 *
 * @throws InputError for files that cannot be read. @throws UserError for an unknown model, or a
 * ledger that another process writes.
 */
export async function dryRun({
  modelsFile,
  ledgerPath,
  calls,
}: {
  readonly modelsFile: string;
  readonly ledgerPath: string | null;
  readonly calls: readonly ModelCall[];
}): Promise<ExpectedCost[]> {
  const models = await readModelsFile(modelsFile);
  const ledger = ledgerPath && existsSync(ledgerPath) ? await openLedger(ledgerPath) : null;
  try {
    return expectedCosts(calls, models, ledger);
  } finally {
    await ledger?.close();
  }
}
