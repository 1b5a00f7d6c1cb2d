/** Whether choices stay the same when asked again, beside what the probabilities lead to expect. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { html } from "../dom.ts";
import { type DotScale, dotRows, dotRowsHeight } from "../dot-rows.ts";
import { formatCount, formatNumber, formatShare } from "../format.ts";
import { SMALL_N } from "../theme.ts";
import type { AgainRow, QualityAudit } from "./audit.ts";

/** From 40 %, or from the tenth below the lowest interval, to 100 %. */
function scaleOf(rows: readonly AgainRow[]): DotScale {
  const least = Math.min(0.4, ...rows.map(({ low }) => low).filter(Number.isFinite));
  return {
    from: Math.max(0, Math.floor(least * 10) / 10),
    to: 1,
    step: 0.1,
    format: (share) => `${Math.round(share * 100)}\u202f%`,
  };
}

export function againChart({ again, model }: QualityAudit, provenance: string): ChartFrame {
  const { rows, kappa, skipped } = again;
  const [all] = rows;
  const isKnown = all.expected !== null;
  const order =
    model === null
      ? "The second order of the answers is drawn anew."
      : "The second time the answers stand in the other order; a tie is an answer like the others.";
  const frame = chartFrame({
    name: "again",
    title: "Do they choose the same when asked again?",
    subtitle: `Share of the same answer, in %, ${isKnown ? "by the size of the true difference in utility, in logits. The dark tick is what the stored probabilities lead to expect" : "in all; no true utility is stored"}. ${formatCount(all.n)} choices asked again`,
    n: null,
    interval: `Lines are 95 % intervals, clustered by persona and by prompt.${isKnown ? " Expected: the mean of p² + (1 − p)² over the same choices, p the stored probability of the first position." : ""} Cohen’s kappa takes the answers as independent. ${formatCount(skipped)} choices asked again have no first answer. Rows under ${SMALL_N.suppressed} choices are not drawn, under ${SMALL_N.faded} are faded. ${order}`,
    provenance,
    sql: null,
    columns: [
      { key: "utility", label: isKnown ? "True difference, logits" : "Which", kind: "text" },
      { key: "agreement", label: "Same answer", kind: "share" },
      { key: "low", label: "95 % from", kind: "share" },
      { key: "high", label: "to", kind: "share" },
      ...(isKnown ? [{ key: "expected", label: "Expected", kind: "share" } as const] : []),
      { key: "n", label: "Choices", kind: "count" },
    ],
    rows: () =>
      rows.map(({ label, agreement, low, high, expected, n }) => ({
        utility: label,
        ...(n < SMALL_N.suppressed
          ? { agreement: null, low: null, high: null, expected: null }
          : { agreement, low, high, expected }),
        n,
      })),
    height: (width) => dotRowsHeight(rows.length, width),
    draw: (width) => dotRows(rows.map(dotRow), scaleOf(rows), width, "Share of the same answer"),
    method: "./method",
    beneath: html(
      "p",
      { class: "frame-reading" },
      `Cohen’s kappa of first and second answers is ${formatNumber(kappa.value)}, 95 % interval ${formatNumber(kappa.low)} to ${formatNumber(kappa.high)}. ${isKnown ? "An answer near a tie is a coin; a clear one hardly changes." : ""}`.trim(),
    ),
  });
  if (all.n === 0) frame.showEmpty("No choice of this dataset was asked again.");
  return frame;
}

function dotRow(row: AgainRow) {
  const { label, n, agreement, low, high, expected } = row;
  return {
    label: `${label} (${formatCount(n)})`,
    dots: [{ value: agreement, low: Math.max(0, low), high: Math.min(1, high) }],
    target: expected,
    figure: n < SMALL_N.suppressed ? "–" : formatShare(agreement),
    sentence: `${label}: ${formatShare(agreement)} the same, 95 % interval ${formatShare(low)} to ${formatShare(high)}, ${formatCount(n)} choices${expected === null ? "" : `; expected ${formatShare(expected)}`}`,
    isFaded: n < SMALL_N.faded,
    ...(n < SMALL_N.suppressed ? { instead: `n < ${SMALL_N.suppressed}` } : {}),
  };
}
