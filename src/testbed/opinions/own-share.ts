/** How far what is a person's own on one opinion goes with what is its own on another of the axis. */
import type { Item } from "./catalogue.ts";
import type { ItemFit } from "./fit-item.ts";
import type { Respondents } from "./respondents.ts";
import { logOdds } from "./ridge-logistic.ts";

export interface OwnShare {
  readonly axis: string;
  /** Pairs of items, and respondents who answered both, on average. */
  readonly pairs: number;
  readonly n: number;
  /** Mean correlation of residuals, turned to the positive pole. */
  readonly correlation: number;
  /** On the scale of the latent opinion. */
  readonly latent: number;
}

/** Standardised residual of each respondent, NaN without an answer; up is the positive pole. */
function residuals(respondents: Respondents, { sign, item }: Item, fit: ItemFit): Float64Array {
  const columns = Object.values(respondents.factors);
  const classes = new Int8Array(columns.length);
  return Float64Array.from(respondents.answers[item], (answer, i) => {
    if (answer < 0) return Number.NaN;
    columns.forEach((column, f) => {
      classes[f] = column[i];
    });
    const p = 1 / (1 + Math.exp(-logOdds(fit.model, classes)));
    return (sign * (answer - p)) / Math.sqrt(p * (1 - p));
  });
}

function correlation(
  a: Float64Array,
  b: Float64Array,
  weight: Float64Array,
): { readonly n: number; readonly r: number } {
  let n = 0;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]) || Number.isNaN(b[i])) continue;
    n++;
    ab += weight[i] * a[i] * b[i];
    aa += weight[i] * a[i] ** 2;
    bb += weight[i] * b[i] ** 2;
  }
  return { n, r: n === 0 ? 0 : ab / Math.sqrt(aa * bb) };
}

/**
 * Mean correlation between the residuals of fitted items of one axis and one survey. A correlation
 * r of answers split in half stands for sin(π r / 2) of what lies behind them.
 * Source: Sheppard (1899) for the arcsine law, also called the tetrachoric correlation at medians.
 */
export function ownShare(
  axis: string,
  items: readonly Item[],
  fits: ReadonlyMap<string, ItemFit>,
  surveys: readonly Respondents[],
): OwnShare | null {
  const found: { n: number; r: number }[] = [];
  for (const respondents of surveys) {
    const columns = items
      .filter((item) => item.axis === axis && item.source === respondents.source)
      .flatMap((item) => {
        const fit = fits.get(item.item);
        return fit ? [residuals(respondents, item, fit)] : [];
      });
    columns.forEach((a, i) => {
      for (const b of columns.slice(i + 1)) found.push(correlation(a, b, respondents.weight));
    });
  }
  const pairs = found.filter(({ n }) => n >= 100);
  if (pairs.length === 0) return null;
  const mean = (of: (pair: { n: number; r: number }) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const r = mean((pair) => pair.r);
  return {
    axis,
    pairs: pairs.length,
    n: Math.round(mean((pair) => pair.n)),
    correlation: r,
    latent: Math.sin((Math.PI * r) / 2),
  };
}
