/** The rules of consistency and how many candidates each rejected. */
import type { Manifest } from "../../schema/manifest.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { html } from "../dom.ts";
import { countOf, formatCount } from "../format.ts";

export function rulesChart({ rules, counts, provenance }: Manifest): ChartFrame {
  const sorted = [...rules].sort((a, b) => b.rejected - a.rejected);
  const most = Math.max(1, ...sorted.map(({ rejected }) => rejected));
  const total = sorted.reduce((sum, { rejected }) => sum + rejected, 0);
  const frame = chartFrame({
    name: "rules",
    title: "Which candidates could not exist?",
    subtitle: `Candidates that each rule rejected, of ${formatCount(counts.candidates)} drawn; ${countOf(rules.length, "rule")}, ${countOf(total, "rejection")}; no persona breaks a rule`,
    n: counts.personas,
    interval: "Counts of one run from its seed: there is no interval.",
    provenance,
    sql: null,
    columns: [
      { key: "rule", label: "Rule", kind: "text" },
      { key: "sentence", label: "What it says", kind: "text" },
      { key: "rejected", label: "Rejected", kind: "count" },
    ],
    rows: () => sorted.map(({ rule, sentence, rejected }) => ({ rule, sentence, rejected })),
    height: 40,
    draw: () =>
      html(
        "ul",
        { class: "rules" },
        ...sorted.map(({ sentence, rejected }) => {
          const bar = html("span", { style: `width:${(100 * rejected) / most}%` });
          return html(
            "li",
            {},
            html("span", { class: "rule-sentence" }, sentence),
            html("span", { class: "rule-count numeric" }, formatCount(rejected)),
            html("span", { class: "rule-track", "aria-hidden": "true" }, bar),
          );
        }),
      ),
  });
  if (rules.length === 0) {
    frame.showEmpty(
      "Here the rules and what they rejected would be. This dataset's manifest names none: make it with atlas personas.",
    );
  }
  return frame;
}
