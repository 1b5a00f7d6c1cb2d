/** What a run may spend, and what it has. */
import type { ModelCall } from "./model.ts";
import { dollarsOf, type ModelEntry } from "./models-file.ts";
import { CHARACTERS_PER_TOKEN } from "./openai-compatible.ts";

/** Null for no bound. */
export interface BudgetLimits {
  readonly maxCalls: number | null;
  readonly maxDollars: number | null;
}

export const NO_BUDGET: BudgetLimits = { maxCalls: null, maxDollars: null };

/** Tokens of an answer, where neither the call bounds them nor an answer has come. */
export const ANSWER_TOKENS = 500;

/** Tokens that a call is expected to take: characters over four, and for the answer its limit. */
export function expectedTokens(
  call: ModelCall,
  entry: ModelEntry,
  usualAnswer = ANSWER_TOKENS,
): { readonly tokensIn: number; readonly tokensOut: number; readonly isBounded: boolean } {
  const characters =
    call.messages.reduce((sum, { content }) => sum + content.length, 0) +
    (call.schema ? JSON.stringify(call.schema).length : 0);
  const { max_completion_tokens, max_tokens } = { ...entry.parameters, ...call.parameters };
  const bound = max_completion_tokens ?? max_tokens;
  return {
    tokensIn: Math.ceil(characters / CHARACTERS_PER_TOKEN),
    tokensOut: typeof bound === "number" ? bound : usualAnswer,
    isBounded: typeof bound === "number",
  };
}

/** `wait`: calls on their way may leave enough once they have ended. */
type Admission = "yes" | "wait" | "no";

/**
 * Counts the calls that were begun and the dollars that were paid. A call is let through only if
 * what is spent, what the calls on their way are expected to cost and its own expected cost stay
 * within the bound; an answer dearer than expected may still go past it, by that answer.
 */
export class Budget {
  private begun = 0;
  private dollars = 0;
  private reserved = 0;
  private underWay = 0;
  private answers = 0;
  private answerTokens = 0;

  constructor(readonly limits: BudgetLimits) {}

  /** Asks for a call, and where the answer is yes holds its expected cost back. */
  admit(call: ModelCall, entry: ModelEntry): { admission: Admission; hold: number } {
    const { maxCalls, maxDollars } = this.limits;
    if (maxCalls !== null && this.begun >= maxCalls) return { admission: "no", hold: 0 };
    const hold = this.expected(call, entry);
    if (maxDollars !== null && this.dollars + this.reserved + hold > maxDollars) {
      return { admission: this.underWay > 0 ? "wait" : "no", hold: 0 };
    }
    this.begun++;
    this.underWay++;
    this.reserved += hold;
    return { admission: "yes", hold };
  }

  /** A call has ended: its held cost gives way to what was paid. */
  settle(hold: number, dollars: number | null, tokensOut: number): void {
    this.underWay--;
    this.reserved = this.underWay === 0 ? 0 : this.reserved - hold;
    this.dollars += dollars ?? 0;
    if (tokensOut > 0) {
      this.answers++;
      this.answerTokens += tokensOut;
    }
  }

  /** Which bound was met, in words. */
  describe(): string {
    const { maxCalls, maxDollars } = this.limits;
    const bounds = [
      ...(maxCalls === null ? [] : [`${maxCalls} calls`]),
      ...(maxDollars === null ? [] : [`$${maxDollars}`]),
    ];
    return `the budget of ${bounds.join(" and ")} is used up`;
  }

  private expected(call: ModelCall, entry: ModelEntry): number {
    const usual = this.answers > 0 ? this.answerTokens / this.answers : ANSWER_TOKENS;
    const { tokensIn, tokensOut } = expectedTokens(call, entry, usual);
    return dollarsOf(entry, tokensIn, tokensOut) ?? 0;
  }
}
