/** The rules of consistency and how many candidates each rejected. */
import type { Manifest, RuleCount } from "../../schema/manifest.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { html } from "../dom.ts";
import { countOf, formatCount } from "../format.ts";

export function rulesChart({ rules, counts, provenance }: Manifest): ChartFrame {
  const sorted = [...rules].sort((a, b) => b.rejected - a.rejected);
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
    draw: () => drawRules(sorted),
  });
  if (rules.length === 0) {
    frame.showEmpty(
      "Here the rules and what they rejected would be. This dataset's manifest names none: make it with atlas personas.",
    );
  }
  return frame;
}

/** Bars for the rules that rejected somebody, a folded list for those that had no need to. */
function drawRules(sorted: readonly RuleCount[]): HTMLElement {
  const most = Math.max(1, ...sorted.map(({ rejected }) => rejected));
  const idle = sorted.filter(({ rejected }) => rejected === 0);
  const bars = sorted.filter(({ rejected }) => rejected > 0);
  return html(
    "div",
    {},
    html(
      "ul",
      { class: "rules" },
      ...bars.map(({ sentence, rejected }) => {
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
    html(
      "details",
      { class: "rules-idle" },
      html(
        "summary",
        {},
        `${countOf(idle.length, "rule")} rejected nobody: the tables keep to them already`,
      ),
      html(
        "ul",
        {},
        ...idle.map(({ sentence }) =>
          html("li", {}, html("span", { class: "rule-sentence" }, sentence)),
        ),
      ),
    ),
  );
}
