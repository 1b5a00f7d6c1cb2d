/** How often a choice is guessed right from one feature of the answers alone. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { html } from "../dom.ts";
import { type DotScale, dotRows, dotRowsHeight } from "../dot-rows.ts";
import { formatCount, formatShare } from "../format.ts";
import type { AuditedFeature, Guess, QualityAudit } from "./audit.ts";

export function featureChart(audit: QualityAudit, provenance: string): ChartFrame {
  const { features, controls, model } = audit;
  const scale = scaleOf(features);
  const misses = features.filter(({ low, high }) => low > 0.5 || high < 0.5).length;
  const n = Math.max(0, ...features.map((feature) => feature.n));
  const frame = chartFrame({
    name: "features",
    title: "Can a choice be guessed without reading?",
    subtitle: `Share of choices guessed right from one feature alone, in %. ${formatCount(n)} test choices; after the name stands which way to guess, learned on the train choices. The band is 49 % to 51 %`,
    n: null,
    interval: `Lines are 95 % intervals, clustered by persona and by issue. A feature passes where its dot is in the band, fails where its whole interval is outside, and is open between; the number of the position where its interval holds 50 %, for how often an issue’s first position is preferred hangs on a few hundred issues. ${misses} of ${features.length} intervals miss 50 %; one or so is expected by chance${model === null ? ", and a style may count a little by design, since some traits come with a taste for it" : ""}. Answers alike in a feature count as half right.`,
    provenance,
    sql: null,
    columns: [
      { key: "feature", label: "Feature", kind: "text" },
      { key: "rule", label: "Guess", kind: "text" },
      { key: "accuracy", label: "Right", kind: "share" },
      { key: "low", label: "95 % from", kind: "share" },
      { key: "high", label: "to", kind: "share" },
      { key: "n", label: "Test choices", kind: "count" },
      { key: "equal", label: "Of these, answers alike", kind: "count" },
    ],
    rows: () =>
      features.map(({ label, rule, accuracy, low, high, n, equal }) => ({
        feature: label,
        rule,
        accuracy,
        low,
        high,
        n,
        equal,
      })),
    height: (width) => dotRowsHeight(features.length, width),
    draw: (width) =>
      dotRows(
        features.map((feature) => ({
          label: `${feature.label}: ${feature.way}`,
          dots: [{ value: feature.accuracy, low: feature.low, high: feature.high }],
          figure: formatShare(feature.accuracy),
          sentence: sentenceOf(feature),
        })),
        scale,
        width,
        "Share guessed right by feature",
      ),
    method: "./method",
    beneath: html("p", { class: "frame-reading" }, controlsSentence(controls)),
  });
  if (features.length === 0) frame.showEmpty("This dataset has no choices to guess.");
  return frame;
}

function sentenceOf({ label, rule, accuracy, low, high, n, equal }: AuditedFeature): string {
  const alike = equal > 0 ? `, ${formatCount(equal)} of them between answers alike` : "";
  return `${label}: guessing ${rule} is right ${formatShare(accuracy)} of the time, 95 % interval ${formatShare(low)} to ${formatShare(high)}, ${formatCount(n)} choices${alike}`;
}

function controlsSentence({ majority, truth }: QualityAudit["controls"]): string {
  const read = ({ accuracy, n }: Guess) => `${formatShare(accuracy)} (${formatCount(n)} choices)`;
  const known = Number.isFinite(truth.accuracy) && truth.n > 0;
  return `For comparison, guesses that know the content: what most train judges of the same prompt chose is right ${read(majority)}${known ? `; the true utility, which no model sees, ${read(truth)}` : ""}.`;
}

/** From 48 % to 52 %, or as much further as the intervals need, in whole points. */
function scaleOf(features: readonly AuditedFeature[]): DotScale {
  const off = features.map(({ low, high }) => Math.max(0.5 - low, high - 0.5));
  const points = Math.max(2, Math.ceil(Math.max(0, ...off.filter(Number.isFinite)) * 100));
  return {
    from: 0.5 - points / 100,
    to: 0.5 + points / 100,
    step: Math.ceil(points / 4) / 100,
    format: (value) => `${Math.round(value * 100)}\u202f%`,
    line: { at: 0.5, label: "a coin" },
    band: { from: 0.49, to: 0.51 },
  };
}
