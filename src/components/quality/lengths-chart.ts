/** Words of the answers, by position: two distributions that must lie on each other. */
import { chartFrame } from "../chart-frame.ts";
import { formatCount, formatNumber } from "../format.ts";
import { INK } from "../theme.ts";
import type { QualityAudit } from "./audit.ts";
import { HISTOGRAM_HEIGHT, histogram } from "./histogram.ts";

const POSITIONS = ["First position", "Second position"] as const;
const COLORS = [INK.less, INK.more] as const;

/** Words to a hundredth. */
const inWords = (words: number) => formatNumber(Math.round(words * 100) / 100);

export function lengthsChart({ lengths }: QualityAudit, provenance: string) {
  const { bins, binWords, positions, difference, distance } = lengths;
  const [first, second] = positions;
  return chartFrame({
    name: "lengths",
    title: "Are both sides argued at the same length?",
    subtitle: `Answers by number of words, ${binWords} to a bin, by position. Means ${formatNumber(first.mean)} and ${formatNumber(second.mean)} words; ${formatCount(first.n + second.n)} answers`,
    n: null,
    interval: `The first position is argued ${inWords(Math.abs(difference.mean))} words ${difference.mean < 0 ? "shorter" : "longer"} on average; its mean less the other’s has a 95 % interval from ${inWords(difference.low)} to ${inWords(difference.high)}; differences are taken prompt by prompt and clustered by issue. Equal quantiles of the two lie ${inWords(distance)} words apart on average (1-Wasserstein). Medians ${formatNumber(first.median)} and ${formatNumber(second.median)}, standard deviations ${formatNumber(first.sd)} and ${formatNumber(second.sd)}.`,
    provenance,
    sql: null,
    columns: [
      { key: "from", label: "Words, from", kind: "count" },
      { key: "to", label: "to", kind: "count" },
      { key: "first", label: POSITIONS[0], kind: "count" },
      { key: "second", label: POSITIONS[1], kind: "count" },
    ],
    rows: () =>
      bins.map(({ from, answers }) => ({
        from,
        to: from + binWords - 1,
        first: answers[0],
        second: answers[1],
      })),
    height: HISTOGRAM_HEIGHT,
    draw: (width) =>
      histogram(
        {
          series: POSITIONS.map((label, position) => ({
            label,
            color: COLORS[position],
            isOutline: true,
            isDashed: position === 1,
            bins: bins.map(({ from, answers }) => ({ from, count: answers[position] })),
          })),
          binWidth: binWords,
          things: "answers",
          axis: "words",
          label: "Answers by number of words and position",
        },
        width,
      ),
    method: "./method",
  });
}
