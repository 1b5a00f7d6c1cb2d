import { type Interval, wilson } from "./wilson.ts";

/** The share of comparisons won, a tie being half a win. */
export interface WinRate extends Interval {
  readonly rate: number;
  readonly n: number;
}

/**
 * Win rate (wins + ties / 2) / n, with the Wilson interval at n. Ties make a comparison vary
 * less than the interval assumes, so it is then too wide, never too narrow. It assumes independent
 * comparisons: where raters or prompts repeat, see `clusteredMean`.
 * @returns NaN where nothing was compared.
 * @throws RangeError for a negative count.
 */
export function winRate(wins: number, ties: number, losses: number, confidence = 0.95): WinRate {
  if (!(wins >= 0 && ties >= 0 && losses >= 0)) {
    throw new RangeError(`${wins} wins, ${ties} ties and ${losses} losses are not counts`);
  }
  const n = wins + ties + losses;
  const won = wins + ties / 2;
  return { rate: n > 0 ? won / n : Number.NaN, ...wilson(won, n, confidence), n };
}
