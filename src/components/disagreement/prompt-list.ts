/** Ranked prompts, a page at a time; each leads to its own page. */
import type { PromptCounts } from "../../stats/prompt-shares.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { Column, Row } from "../csv.ts";
import { button, html } from "../dom.ts";
import type { Grouping } from "../feedback/grouping.ts";
import { type StripGroup, shareStrip } from "../feedback/share-strip.ts";
import { formatCount, formatNumber, formatPoints } from "../format.ts";
import { SMALL_N } from "../theme.ts";
import type { Population } from "./measure.ts";
import type { RankedPrompt, Ranking } from "./prompt-ranking.ts";
import type { Rank } from "./view.ts";

const PAGE = 8;
const NARROW = 640;
const STRIP = 300;

export interface ListState {
  readonly grouping: Grouping;
  readonly counts: PromptCounts;
  readonly ranking: Ranking;
  readonly rank: Rank;
  /** Group that the ranking by outvoted prompts is about. */
  readonly group: number;
  /** Words of the prompts; empty until they have come. */
  readonly texts: readonly string[];
  readonly sql: string;
}

export interface PromptList {
  readonly element: HTMLElement;
  update(state: ListState): void;
}

const COLUMNS: readonly Column[] = [
  { key: "prompt_id", label: "Prompt", kind: "text" },
  { key: "n", label: "Judges", kind: "count" },
  { key: "first", label: "For the first position", kind: "count" },
  { key: "topic", label: "Topic", kind: "text" },
  { key: "text", label: "Text", kind: "text" },
  { key: "share", label: "Share", kind: "share" },
  { key: "low", label: "95 % from", kind: "share" },
  { key: "high", label: "to", kind: "share" },
  { key: "polarisation", label: "Polarisation", kind: "number" },
  { key: "entropy", label: "Entropy, bits", kind: "number" },
  { key: "association", label: "Cramér’s V of group and choice", kind: "number" },
  { key: "lead", label: "Group less all others", kind: "points" },
];

const TITLES: Readonly<Record<Rank, string>> = {
  gap: "Which prompts do groups judge most differently?",
  split: "Which prompts split everybody in halves?",
  consensus: "On which prompts do nearly all agree?",
  outvoted: "Where is a group outvoted?",
};

export function promptList(
  population: Pick<Population, "prompts" | "issues" | "provenance">,
  controls: HTMLElement,
  linkOf: (prompt: number) => string,
): PromptList {
  let state: ListState | null = null;
  let page = 0;
  let width = 0;
  const { prompts, issues, provenance } = population;
  const issueOf = new Map(issues.issues.map((issue) => [issue.key, issue]));
  const topicLabel = new Map(issues.topics.map(({ key, label }) => [key, label]));
  const list = html("ol", { class: "ranked" });
  const where = html("span", { class: "page-place", "aria-live": "polite" });
  const previous = button("Previous", () => turn(page - 1), { class: "quiet-button" });
  const next = button("Next", () => turn(page + 1), { class: "quiet-button" });
  const pager = html("div", { class: "pager no-print" }, previous, where, next);
  const content = html("div", {}, list, pager);

  const rowOf = (entry: RankedPrompt, texts: readonly string[]): Row => {
    const finite = (value: number) => (Number.isFinite(value) ? value : null);
    return {
      prompt_id: prompts.ids[entry.prompt],
      n: entry.n,
      first: entry.share * entry.n,
      topic: prompts.topics[prompts.topic[entry.prompt]],
      text: texts[entry.prompt] ?? "",
      share: entry.share,
      low: entry.low,
      high: entry.high,
      polarisation: entry.polarisation,
      entropy: entry.entropy,
      association: finite(entry.association),
      lead: finite(entry.lead),
    };
  };
  const frame: ChartFrame = chartFrame({
    name: "prompts",
    title: TITLES.gap,
    subtitle: "",
    n: null,
    interval: "",
    provenance,
    sql: "",
    columns: COLUMNS,
    rows: () => {
      const present = state;
      return present ? present.ranking.prompts.map((entry) => rowOf(entry, present.texts)) : [];
    },
    draw(available) {
      width = available;
      turn(page);
      return content;
    },
    height: (available) => PAGE * (available < NARROW ? 118 : 76) + 40,
    method: "./method",
    controls,
  });

  const item = (entry: RankedPrompt, present: ListState): HTMLLIElement => {
    const { prompt } = entry;
    const issue = issueOf.get(prompts.issues[prompts.issue[prompt]]);
    const topic = prompts.topics[prompts.topic[prompt]];
    const narrow = width < NARROW;
    return html(
      "li",
      { "data-prompt": prompts.ids[prompt] },
      html(
        "div",
        { class: "ranked-words" },
        html(
          "a",
          { href: linkOf(prompt), class: "ranked-text" },
          present.texts[prompt] ?? `Prompt ${prompts.ids[prompt]}`,
        ),
        html(
          "p",
          { class: "ranked-note" },
          `${topicLabel.get(topic) ?? topic} · ${formatCount(entry.n)} judges${noteOf(entry, present)}`,
        ),
      ),
      shareStrip(
        {
          ...entry,
          groups: groupShares(present, prompt),
          positions: [
            issue?.positions[0].label ?? "first position",
            issue?.positions[1].label ?? "second position",
          ],
        },
        narrow ? width : STRIP,
      ),
    );
  };
  const turn = (to: number) => {
    if (!state || width === 0) return;
    const present = state;
    const { prompts: ranked } = present.ranking;
    const last = Math.max(0, Math.ceil(ranked.length / PAGE) - 1);
    page = Math.max(0, Math.min(last, to));
    const from = page * PAGE;
    list.setAttribute("start", String(from + 1));
    list.replaceChildren(...ranked.slice(from, from + PAGE).map((entry) => item(entry, present)));
    where.textContent =
      ranked.length === 0
        ? "None"
        : `${formatCount(from + 1)}–${formatCount(Math.min(ranked.length, from + PAGE))} of ${formatCount(ranked.length)}`;
    previous.disabled = page === 0;
    next.disabled = page === last;
  };
  return {
    element: frame,
    update(nextState) {
      const isSame = state?.ranking === nextState.ranking;
      state = nextState;
      const { ranking, rank, grouping, group, sql } = nextState;
      if (!isSame) page = 0;
      const named = grouping.groups[group]?.label ?? "";
      frame.update({
        title: rank === "outvoted" ? `Where is “${named}” outvoted?` : TITLES[rank],
        subtitle: subtitleOf(nextState),
        interval: `Dots are groups with at least ${SMALL_N.suppressed} judges of the prompt; the dark tick is everybody in the slice with a 95 % Wilson interval. ${formatCount(ranking.few)} prompts with fewer than ${SMALL_N.suppressed} judges${rank === "outvoted" ? " of the group or of all others" : ""} are left out. The first of many are extreme by chance too: read the intervals.`,
        sql,
      });
      if (ranking.prompts.length === 0)
        frame.showEmpty(
          "No prompt meets these conditions. Remove a filter, or choose a larger group.",
        );
      else frame.redraw();
    },
  };
}

function subtitleOf({ ranking, rank }: ListState): string {
  const of = `${formatCount(ranking.prompts.length)} prompts`;
  if (rank === "gap")
    return `${of} by Cramér’s V of group and choice. Share for the first position, by group`;
  if (rank === "split")
    return `${of} by polarisation: the chance, times two, that two judges disagree`;
  if (rank === "consensus") return `${of} by how seldom two judges disagree`;
  return `${of} where its majority differs from that of all others, the widest first`;
}

function noteOf({ association, polarisation, lead }: RankedPrompt, { rank }: ListState): string {
  if (rank === "gap") return ` · V ${formatNumber(association)}`;
  if (rank === "outvoted") return ` · ${formatPoints(lead)} points`;
  return ` · polarisation ${formatNumber(polarisation)}`;
}

function groupShares({ counts, grouping }: ListState, prompt: number): StripGroup[] {
  return grouping.groups.flatMap(({ label, color }, group) => {
    const at = prompt * counts.groups + group;
    const n = counts.n[at];
    return n >= SMALL_N.suppressed ? [{ label, color, share: counts.zero[at] / n, n }] : [];
  });
}
