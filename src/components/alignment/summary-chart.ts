/** What a model's summaries of a persona keep, and what they drop. */
import { attributeOf } from "../../schema/attributes.ts";
import { keptMost } from "../../schema/summary-use.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { type DotRow, dotRows, dotRowsHeight } from "../dot-rows.ts";
import { formatCount, formatNumber, formatShare } from "../format.ts";
import type { RunFigures } from "./figures.ts";

export interface SummaryChart {
  readonly element: ChartFrame;
  update(run: RunFigures, model: string): void;
}

type Use = NonNullable<RunFigures["summaries"]>[string];

/** Attributes drawn; the table has all. */
const SHOWN = 12;

const COLUMNS = [
  { key: "attribute", label: "Attribute", kind: "text" },
  { key: "n", label: "Summaries", kind: "count" },
  { key: "dropped", label: "Drop it", kind: "share" },
  { key: "low", label: "95 % from", kind: "share" },
  { key: "high", label: "to", kind: "share" },
] as const;

export function summaryChart(provenance: string): SummaryChart {
  let table: ReturnType<typeof tableOf> = [];
  const frame = chartFrame({
    name: "summaries",
    title: "What do its summaries drop?",
    subtitle: "",
    n: null,
    interval: "",
    provenance,
    sql: null,
    columns: COLUMNS,
    rows: () => table,
    draw: (width) =>
      dotRows(table.slice(0, SHOWN).map(rowOf), SCALE, width, "Share of summaries by attribute"),
    height: (width) => dotRowsHeight(Math.min(SHOWN, table.length || SHOWN), width),
    method: "./method",
  });
  return {
    element: frame,
    update(run, model) {
      const use = run.summaries?.[model];
      const isReference = run.models.some(
        ({ name, kind }) => name === model && kind === "reference",
      );
      table = use ? tableOf(use) : [];
      const unused = table.filter(({ dropped }) => dropped === 1).length;
      frame.update({
        subtitle: use
          ? `${model}, demographic summary. Share of summaries that drop an attribute of the profile, ${isReference ? "by the model’s rule" : "by the model’s own account"}, those kept most first; a summary names ${formatNumber(use.meanNamed)} · n\u202f=\u202f${formatCount(use.summaries)}`
          : "Share of summaries that drop an attribute of the profile",
        interval: use
          ? `Thin lines are 95 % intervals clustered by persona and issue, over the summaries of personas to whom the attribute applies. ${formatCount(unused)} of ${formatCount(table.length)} attributes are dropped by every summary; the data table has all.${unknownNote(use)}`
          : "",
        provenance: run.provenance,
      });
      if (use) frame.redraw();
      else frame.showEmpty(missing(run, model));
    },
  };
}

function missing({ summaries, modes }: RunFigures, model: string): string {
  const others = Object.keys(summaries ?? {});
  if (others.length > 0) return `${model} makes no summaries. Choose ${others.join(", or ")}.`;
  return modes.includes("demographic_summary")
    ? "No model of this run makes summaries."
    : "This run has no summaries: they come with the mode demographic_summary.";
}

function unknownNote({ unknown }: Use): string {
  const names = Object.entries(unknown).sort(([, a], [, b]) => b - a);
  if (names.length === 0) return "";
  const listed = names.slice(0, 5).map(([name, times]) => `“${name}” (${formatCount(times)})`);
  return ` Named, but not in the profile: ${listed.join(", ")}${names.length > 5 ? ` and ${names.length - 5} more` : ""}.`;
}

function tableOf(use: Use) {
  return keptMost({ one: use }).map((key) => {
    const found = use.attributes.find(
      ({ attribute }) => attribute === key,
    ) as Use["attributes"][number];
    const { n, named, low, high } = found;
    return {
      attribute: attributeOf(key).label,
      n,
      dropped: 1 - named / n,
      low: 1 - high,
      high: 1 - low,
    };
  });
}

const SCALE = {
  from: 0,
  to: 1,
  step: 0.2,
  format: (value: number) => `${Math.round(value * 100)} %`,
};

function rowOf({ attribute, n, dropped, low, high }: ReturnType<typeof tableOf>[number]): DotRow {
  return {
    label: attribute,
    dots: [{ value: dropped, low, high }],
    figure: formatShare(dropped),
    sentence: `${attribute}: dropped by ${formatShare(dropped)} of ${formatCount(n)} summaries (95 % interval ${formatShare(low)} to ${formatShare(high)}).`,
  };
}
