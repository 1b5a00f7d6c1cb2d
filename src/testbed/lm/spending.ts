/** What calls have cost, added up. */
import type { Spent } from "./model.ts";

export class Spending {
  private calls = 0;
  private tokensIn = 0;
  private tokensOut = 0;
  private dollars: number | null = 0;

  /** @param dollars Null where the model has no price; then the sum is not known either. */
  add(tokensIn: number, tokensOut: number, dollars: number | null): void {
    this.calls++;
    this.tokensIn += tokensIn;
    this.tokensOut += tokensOut;
    this.dollars = this.dollars === null || dollars === null ? null : this.dollars + dollars;
  }

  sum(): Spent {
    const { calls, tokensIn, tokensOut, dollars } = this;
    return { calls, tokensIn, tokensOut, dollars };
  }
}
