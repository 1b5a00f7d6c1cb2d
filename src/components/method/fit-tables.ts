/** Two tables of the opinions: how near simulated groups come, and which items stand behind them. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { Column, Row } from "../csv.ts";
import { html } from "../dom.ts";
import { formatCell } from "../rows-table.ts";
import type { ComparisonFit, Estimate, OpinionFit } from "./opinion-fit.ts";
import { decimals, pointsApart } from "./support-panels.ts";

interface TableColumn extends Column {
  /** As it reads on the page, where that is not the figure alone. */
  readonly read?: (row: Row) => string;
  /** A line beneath it in small type. */
  readonly note?: (row: Row) => string;
}

const points = (value: Row[string]) => (typeof value === "number" ? pointsApart(value) : "–");
const two = (value: Row[string]) => (typeof value === "number" ? decimals(value) : "–");
const three = (value: Row[string]) => (typeof value === "number" ? value.toFixed(3) : "–");

/** A figure with its interval beneath. */
function figure(key: string, label: string, write: (value: Row[string]) => string): TableColumn {
  return {
    key,
    label,
    kind: "number",
    read: (row) => write(row[key]),
    note: (row) => `${write(row[`${key}_low`])} to ${write(row[`${key}_high`])}`,
  };
}

const SUPPORT_COLUMNS: readonly TableColumn[] = [
  { key: "by", label: "Groups by", kind: "text" },
  { key: "items", label: "Items", kind: "text", note: (row) => `${row.groups} groups` },
  figure("difference", "Shares: points apart", points),
  { key: "chance", label: "By chance alone", kind: "number", read: (row) => points(row.chance) },
  figure("rank", "Rank correl­ation", two),
  figure("gap_difference", "Gaps: points apart", points),
  figure("gap_rank", "Rank correl­ation", two),
  figure("gap_slope", "Slope", two),
];

/** Columns of the saved table: limits are columns of their own. */
const SAVED_SUPPORT: readonly Column[] = SUPPORT_COLUMNS.flatMap(({ key, label, kind, note }) => {
  const column = { key, label, kind };
  if (key === "items") return [column, { key: "groups", label: "Groups", kind: "count" }];
  if (!note) return [column];
  return [
    column,
    { key: `${key}_low`, label: `${label}, 95 % from`, kind },
    { key: `${key}_high`, label: `${label}, to`, kind },
  ];
});

export function supportTable({ comparisons }: OpinionFit, provenance: string): ChartFrame {
  const rows = comparisons.flatMap(({ label, fitted, heldBack }) => [
    supportRow(label, "fitted", fitted),
    supportRow(label, "held back", heldBack),
  ]);
  return chartFrame({
    name: "support-fit",
    title: "How near do simulated groups come to the surveys?",
    subtitle:
      "Mean absolute difference of support between survey and simulation in points, Spearman’s rank correlation, and slope of simulated on surveyed gaps; gaps are differences from the item’s mean over the groups",
    n: null,
    interval:
      "Small figures are 95 % percentile intervals of 500 bootstrap draws of items; eight items are few. “By chance alone” is the difference of shares that simple random samples of these sizes would have if both were of the same people; weights add to it. Surveys: CES 2018, GSS 2018.",
    provenance,
    sql: null,
    columns: SAVED_SUPPORT,
    rows: () => rows,
    draw: () => table(SUPPORT_COLUMNS, rows, "support-table", "Fit of support"),
    height: (width) => (width < 680 ? 2300 : 490),
    tabular: true,
  });
}

function supportRow(label: string, use: string, fit: ComparisonFit): Row {
  const limits = (key: string, [value, low, high]: Estimate) => ({
    [key]: value,
    [`${key}_low`]: low,
    [`${key}_high`]: high,
  });
  return {
    by: label,
    items: `${fit.items} ${use}`,
    groups: fit.cells,
    chance: fit.chance,
    ...limits("difference", fit.difference),
    ...limits("rank", fit.rank),
    ...limits("gap_difference", fit.gapDifference),
    ...limits("gap_rank", fit.gapRank),
    ...limits("gap_slope", fit.gapSlope),
  };
}

const ITEM_COLUMNS: readonly TableColumn[] = [
  {
    key: "meaning",
    label: "Item, abridged",
    kind: "text",
    note: (row) => `${row.source}${row.axis === "" ? "" : `, ${row.axis}`}`,
  },
  { key: "n", label: "n", kind: "count" },
  { key: "use", label: "Decides", kind: "text" },
  { key: "pseudo_r2", label: "Pseudo-R²", kind: "number", read: (row) => two(row.pseudo_r2) },
  { key: "loss", label: "Log loss", kind: "number", read: (row) => three(row.loss) },
  {
    key: "null_loss",
    label: "Of the share alone",
    kind: "number",
    read: (row) => three(row.null_loss),
  },
];

const SAVED_ITEMS: readonly Column[] = [
  { key: "source", label: "Survey", kind: "text" },
  { key: "axis", label: "Value axis", kind: "text" },
  ...ITEM_COLUMNS.map(({ key, label, kind }) => ({ key, label, kind })),
];

export function itemsTable({ items }: OpinionFit, provenance: string): ChartFrame {
  const rows = items.map((item): Row => {
    const uses = [...(item.isMirrored ? ["an issue"] : []), ...(item.axis ? ["its axis"] : [])];
    return {
      meaning: item.meaning,
      source: `${item.source} ${item.year}`,
      axis: item.axis ?? "",
      n: item.n,
      use: item.isHeldBack ? "nothing: held back" : uses.join(" and ") || "nothing",
      pseudo_r2: item.pseudoR2,
      loss: item.loss,
      null_loss: item.nullLoss,
    };
  });
  const fitted = items.filter(({ isHeldBack }) => !isHeldBack);
  const better = fitted.filter(({ loss, nullLoss }) => (loss ?? 0) < (nullLoss ?? 0)).length;
  return chartFrame({
    name: "survey-items",
    title: "Which survey answers stand behind the opinions?",
    subtitle: `${items.length} items, those first on which attributes say most. Log loss of respondents left out, in nats, of the model and of the share alone: the model’s is smaller for ${better} of ${fitted.length}`,
    n: null,
    interval:
      "Five folds; pseudo-R² is McFadden’s. CES: Cooperative Election Study, 2018 a sample of 1,000, weighted, 2016 without weights; GSS: General Social Survey, resampled by its weights. “An issue”: one that asks the same, where the model says what attributes say. “Its axis”: the score of the value axis named.",
    provenance,
    sql: null,
    columns: SAVED_ITEMS,
    rows: () => rows,
    draw: () => table(ITEM_COLUMNS, rows, "items-table", "Survey items"),
    height: (width) => (width < 680 ? 6300 : 2600),
    tabular: true,
  });
}

function table(
  columns: readonly TableColumn[],
  rows: readonly Row[],
  name: string,
  label: string,
): HTMLElement {
  const cell = ({ key, kind, read, note }: TableColumn, row: Row) => [
    read ? read(row) : formatCell(row[key], kind),
    ...(note ? [" ", html("small", {}, note(row))] : []),
  ];
  return html(
    "div",
    { class: `wide-table whole-table ${name}`, tabindex: 0, role: "region", "aria-label": label },
    html(
      "table",
      {},
      html(
        "thead",
        {},
        html("tr", {}, ...columns.map((column) => html("th", { scope: "col" }, column.label))),
      ),
      html(
        "tbody",
        {},
        ...rows.map((row) =>
          html(
            "tr",
            {},
            html("th", { scope: "row" }, ...cell(columns[0], row)),
            ...columns
              .slice(1)
              .map((column) =>
                html(
                  "td",
                  { "data-label": column.label.replace("\u00ad", "") },
                  ...cell(column, row),
                ),
              ),
          ),
        ),
      ),
    ),
  );
}
