/** The parts of the audit that are tables: checks with counts, choices by split, alike prompts. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { Column, Row } from "../csv.ts";
import { html } from "../dom.ts";
import { formatCount, formatNumber, formatShare } from "../format.ts";
import type { Check, QualityAudit } from "./audit.ts";
import { resultOf } from "./check-list.ts";
import { COUNTED, type Database } from "./coverage-charts.ts";
import { SPLITS_SQL } from "./quality-sql.ts";

interface TableOptions {
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly interval: string;
  readonly provenance: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The columns that are drawn, and their cells as they read. */
  readonly heads: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly sql?: string;
  readonly database?: Database;
  readonly height: (width: number) => number;
}

function tableFrame({ heads, cells, rows, sql, ...options }: TableOptions): ChartFrame {
  const { title } = options;
  return chartFrame({
    ...options,
    n: null,
    sql: sql ?? null,
    rows: () => rows,
    tabular: true,
    draw: () =>
      html(
        "div",
        { class: "whole-table quality-table", role: "region", "aria-label": title },
        html(
          "table",
          {},
          html(
            "thead",
            {},
            html("tr", {}, ...heads.map((label) => html("th", { scope: "col" }, label))),
          ),
          html("tbody", {}, ...cells.map((row) => tableRow(row, heads))),
        ),
      ),
    method: "./method",
  });
}

function tableRow([name, ...rest]: readonly string[], heads: readonly string[]): HTMLElement {
  return html(
    "tr",
    {},
    html("th", { scope: "row" }, name),
    ...rest.map((text, at) => html("td", { "data-label": heads[at + 1] }, text)),
  );
}

/** What a check found, and among how many. */
export function foundText({ found, unit, of, things }: Check): string {
  const among = `${formatCount(of)} ${things}`;
  if (unit === "share") return `${formatShare(found)} of ${among}`;
  if (unit === "count") return `${formatCount(found)} of ${among}`;
  return `${formatNumber(found)} at most, ${among}`;
}

export function leaksTable({ checks }: QualityAudit, provenance: string): ChartFrame {
  const leaks = checks.filter(({ group }) => group === "leak" || group === "coverage");
  return tableFrame({
    name: "leaks",
    title: "Does the test leak into the training?",
    subtitle: "Each check with what was found, among how many, and what was expected",
    interval: `${COUNTED} Of response ids the share is that of prompts where the lower id has the first position; its 99 % interval misses 50 % once in a hundred sound datasets. Similarity is the share of runs of three words that two prompts have in common. A seen prompt has train and test choices by design: of different personas.`,
    provenance,
    columns: [
      { key: "check", label: "Check", kind: "text" },
      { key: "found", label: "Found", kind: "number" },
      { key: "of", label: "Among", kind: "count" },
      { key: "things", label: "What", kind: "text" },
      { key: "expected", label: "Expected", kind: "text" },
      { key: "result", label: "Result", kind: "text" },
    ],
    rows: leaks.map((check) => ({
      check: check.claim,
      found: check.found,
      of: check.of,
      things: check.things,
      expected: check.expected,
      result: resultOf(check).word,
    })),
    heads: ["Check", "Found", "Expected", "Result"],
    cells: leaks.map((check) => [
      check.claim,
      foundText(check),
      check.expected,
      `${resultOf(check).mark} ${resultOf(check).word}`,
    ]),
    height: (width) => leaks.length * (width < 680 ? 86 : 26) + 36,
  });
}

const SPLITS: Readonly<Record<string, string>> = {
  train: "Train",
  test_seen: "Test, on prompts of the train pool",
  test_heldout: "Test, on held-out prompts",
};

export function splitsTable(
  { coverage: { splits } }: QualityAudit,
  provenance: string,
  database: Database,
): ChartFrame {
  return tableFrame({
    name: "splits",
    title: "How many choices has each persona?",
    subtitle: `Choices by split, in all and per persona. ${formatCount(splits.reduce((sum, { choices }) => sum + choices, 0))} choices`,
    interval: COUNTED,
    provenance,
    sql: SPLITS_SQL,
    database,
    columns: [
      { key: "split", label: "Split", kind: "text" },
      { key: "choices", label: "Choices", kind: "count" },
      { key: "least", label: "Per persona, least", kind: "count" },
      { key: "median", label: "Median", kind: "count" },
      { key: "most", label: "Most", kind: "count" },
    ],
    rows: splits.map((row) => ({ ...row })),
    heads: ["Split", "Choices", "Per persona: least", "Median", "Most"],
    cells: splits.map(({ split, choices, least, median, most }) => [
      SPLITS[split] ?? split,
      ...[choices, least, median, most].map(formatCount),
    ]),
    height: (width) => (width < 680 ? splits.length * 104 : splits.length * 24 + 40),
  });
}

const POOLS: Readonly<Record<string, string>> = { train: "train", heldout: "held out" };

export function closestTable({ closest }: QualityAudit, provenance: string): ChartFrame {
  const frame = tableFrame({
    name: "closest",
    title: "Which prompts are most alike?",
    subtitle:
      "The closest pairs of all, and the closest across the two pools, by the share of runs of three words in common, 0 to 1",
    interval: `${COUNTED} Pairs as alike as near-duplicates were dropped when the prompts were chosen. What is left shares a framing, not a question: read both.`,
    provenance,
    columns: [
      { key: "similarity", label: "Similarity", kind: "number" },
      { key: "pools", label: "Pools", kind: "text" },
      { key: "first", label: "Prompt", kind: "text" },
      { key: "second", label: "And", kind: "text" },
    ],
    rows: closest.map(({ similarity, prompts: [one, two] }) => ({
      similarity,
      pools: `${one.pool}, ${two.pool}`,
      first: one.text,
      second: two.text,
    })),
    heads: ["Similarity", "Pools", "Prompt", "And"],
    cells: closest.map(({ similarity, prompts: [one, two] }) => [
      formatNumber(similarity),
      one.pool === two.pool
        ? `both ${POOLS[one.pool] ?? one.pool}`
        : `${POOLS[one.pool] ?? one.pool}, ${POOLS[two.pool] ?? two.pool}`,
      one.text,
      two.text,
    ]),
    height: (width) => closest.length * (width < 680 ? 147 : 50) + 36,
  });
  if (closest.length === 0) frame.showEmpty("The manifest names no pair of prompts as alike.");
  return frame;
}
