/** The checks by name on top of the page: which pass, and where each is shown. */
import { html } from "../dom.ts";
import { CHECK_GROUPS, type Check, type CheckGroup, type QualityAudit } from "./audit.ts";

const GROUPS: Readonly<Record<CheckGroup, { readonly name: string; readonly chart: string }>> = {
  guess: { name: "The choice cannot be guessed from", chart: "features" },
  length: { name: "Length", chart: "lengths" },
  again: { name: "Asked again", chart: "again" },
  coverage: { name: "Who judged what", chart: "judges" },
  leak: { name: "Leaks between the splits", chart: "leaks" },
};

export function checkList({ checks }: QualityAudit): HTMLElement {
  const passed = checks.filter((check) => check.passed).length;
  const failed = checks.length - passed;
  return html(
    "section",
    { class: "checks", "aria-labelledby": "checks-passed" },
    html(
      "p",
      { class: "checks-passed", id: "checks-passed" },
      `Checks passed: ${passed} of ${checks.length}`,
      ...(failed > 0 ? [html("strong", { class: "checks-failed" }, ` ${failed} failed`)] : []),
    ),
    html("div", { class: "check-groups" }, ...CHECK_GROUPS.map((group) => groupOf(group, checks))),
  );
}

function groupOf(group: CheckGroup, checks: readonly Check[]): HTMLElement {
  const { name, chart } = GROUPS[group];
  return html(
    "div",
    { class: "check-group" },
    html("h3", {}, html("a", { href: `#chart-${chart}` }, name)),
    html("ul", {}, ...checks.filter((check) => check.group === group).map((check) => item(check))),
  );
}

function item({ key, claim, passed }: Check): HTMLElement {
  return html(
    "li",
    { "data-check": key, "data-passed": String(passed) },
    html("span", { class: "check-mark", "aria-hidden": "true" }, passed ? "✓" : "✗"),
    html("span", { class: "visually-hidden" }, passed ? "Passed: " : "Failed: "),
    claim,
  );
}
