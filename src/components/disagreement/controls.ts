/** What can be chosen on the disagreement page besides the slice. */
import { SPLITS, type Split } from "../../schema/feedback-tables.ts";
import { button, html } from "../dom.ts";
import type { IssueList } from "../feedback/issues.ts";
import { attributeSelect } from "../slices/filter-menu.ts";
import { type DisagreementView, type Measure, RANKS, type Rank } from "./view.ts";

export interface Controls {
  /** For the map, and for the list of prompts. */
  readonly map: HTMLElement;
  readonly list: HTMLElement;
  /** @param groups names of the groups under the view. */
  update(view: DisagreementView, groups: readonly string[]): void;
}

const SPLIT_NAMES: Readonly<Record<Split, string>> = {
  train: "Training choices",
  test_seen: "Test, prompts seen",
  test_heldout: "Test, prompts held out",
};

const RANK_NAMES: Readonly<Record<Rank, string>> = {
  gap: "Groups differ most",
  split: "Nearest to half and half",
  consensus: "Consensus",
  outvoted: "A group is outvoted",
};

export function pageControls(
  { topics }: IssueList,
  framings: readonly string[],
  change: (changes: Partial<DisagreementView>) => void,
): Controls {
  const by = attributeSelect("Compare groups by", (key) => {
    change(also.value === key ? { by: key, also: null } : { by: key, group: null });
  });
  const also = attributeSelect(
    "and by",
    (key) => change({ also: key === "" ? null : key, group: null }),
    [["", "nothing else"]],
  );
  const rows = choice(
    "Rows",
    [
      ["topics", "Topics"],
      ["axes", "Value axes"],
      ...topics.map(({ key, label }) => [`topic:${key}`, label] as const),
    ],
    (value) =>
      change(
        value.startsWith("topic:")
          ? { topic: value.slice(6), rows: "topics" }
          : { topic: null, rows: value as DisagreementView["rows"] },
      ),
  );
  const framing = choice(
    "Framing",
    [["", "Any framing"], ...[...framings].sort().map((key) => [key, named(key)] as const)],
    (value) => change({ framing: value === "" ? null : value }),
  );
  const split = choice(
    "Choices",
    [["", "All choices"], ...SPLITS.map((key) => [key, SPLIT_NAMES[key]] as const)],
    (value) => change({ split: value === "" ? null : (value as Split) }),
  );
  const measure = choice(
    "Measure",
    [
      ["gap", "Preference gap"],
      ["outvoted", "Outvoted prompts"],
    ],
    (value) => change({ measure: value as Measure }),
  );
  const back = button("All topics", () => change({ topic: null }), { class: "quiet-button" });
  const rank = choice(
    "Order",
    RANKS.map((key) => [key, RANK_NAMES[key]] as const),
    (value) => change({ rank: value as Rank }),
  );
  const group = choice("Group", [], (value) => change({ group: value }));
  const groupLabel = labelled("Group", group);
  return {
    map: html(
      "div",
      { class: "cross-tab-controls no-print" },
      labelled("Groups by", by),
      labelled("and", also),
      labelled("Rows", rows),
      labelled("Measure", measure),
      labelled("Framing", framing),
      labelled("Choices", split),
      back,
    ),
    list: html(
      "div",
      { class: "cross-tab-controls no-print" },
      labelled("Order", rank),
      groupLabel,
    ),
    update(view, groups) {
      by.value = view.by;
      also.value = view.also ?? "";
      for (const option of also.options) option.disabled = option.value === view.by;
      rows.value = view.topic === null ? view.rows : `topic:${view.topic}`;
      framing.value = view.framing ?? "";
      split.value = view.split ?? "";
      measure.value = view.measure;
      back.hidden = view.topic === null;
      rank.value = view.rank;
      groupLabel.hidden = view.rank !== "outvoted";
      group.replaceChildren(...groups.map((label) => html("option", { value: label }, label)));
      group.value = view.group !== null && groups.includes(view.group) ? view.group : groups[0];
    },
  };
}

function labelled(text: string, control: HTMLElement): HTMLLabelElement {
  return html("label", {}, `${text} `, control);
}

function choice(
  label: string,
  options: readonly (readonly [string, string])[],
  choose: (value: string) => void,
): HTMLSelectElement {
  const select = html(
    "select",
    { "aria-label": label },
    ...options.map(([value, text]) => html("option", { value }, text)),
  );
  select.addEventListener("change", () => choose(select.value));
  return select;
}

/** `personal-advice` as it reads: "Personal advice". */
export function named(key: string): string {
  const text = key.replaceAll(/[-_]/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
