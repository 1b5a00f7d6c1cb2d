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
  const open = checks.filter((check) => check.isOpen).length;
  const failed = checks.length - passed - open;
  return html(
    "section",
    { class: "checks", "aria-labelledby": "checks-passed" },
    html(
      "p",
      { class: "checks-passed", id: "checks-passed" },
      `Checks passed: ${passed} of ${checks.length}`,
      ...(open > 0 ? [`, ${open} open for want of choices`] : []),
      ...(failed > 0 ? [", ", html("strong", { class: "checks-failed" }, `${failed} failed`)] : []),
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

/** A sign and a word for what came of a check. */
export function resultOf({ passed, isOpen }: Check): {
  readonly mark: string;
  readonly word: string;
} {
  if (passed) return { mark: "✓", word: "passed" };
  return isOpen ? { mark: "○", word: "open" } : { mark: "✗", word: "failed" };
}

function item(check: Check): HTMLElement {
  const { key, claim, passed, isOpen } = check;
  const { mark, word } = resultOf(check);
  return html(
    "li",
    { "data-check": key, "data-passed": isOpen ? "open" : String(passed) },
    html("span", { class: "check-mark", "aria-hidden": "true" }, mark),
    html("span", { class: "visually-hidden" }, `${word.charAt(0).toUpperCase()}${word.slice(1)}: `),
    claim,
  );
}
