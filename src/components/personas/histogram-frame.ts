import { type Attribute, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { chartFrame } from "../chart-frame.ts";
import { html } from "../dom.ts";
import { formatCount } from "../format.ts";
import type { Answerer } from "../sql-panel.ts";
import { type ChartState, levelRows, ROW_COLUMNS } from "./attribute-chart.ts";
import { type BrushEvents, HISTOGRAM_HEIGHT, type Histogram, histogram } from "./histogram.ts";
import { numberAxis } from "./number-axis.ts";
import type { Population } from "./population.ts";
import { rangeFields } from "./range-fields.ts";
import { type AttributeFrame, intervalSentence } from "./small-multiple.ts";

/** A number attribute as a histogram to brush, with fields for exact bounds. */
export function histogramFrame(
  attribute: Attribute,
  population: Population,
  events: BrushEvents,
  database: () => Promise<Answerer>,
): AttributeFrame {
  const { key, label, levels, unit = "" } = attribute;
  const axis = numberAxis(attribute);
  const outside = levels.indexOf(NOT_APPLICABLE);
  let state: ChartState | null = null;
  let chart: Histogram | null = null;
  const fields = rangeFields(key, label, unit === "years" ? "years" : "dollars", (filter) =>
    events.brush(key, filter, false),
  );
  const frame = chartFrame({
    name: `${key.replaceAll("_", "-")}-histogram`,
    title: label,
    subtitle: "",
    n: population.personas.n,
    interval: intervalSentence(population, key),
    provenance: population.provenance,
    sql: "",
    columns: ROW_COLUMNS,
    rows: () => (state ? levelRows(attribute, population, state) : []),
    draw(width) {
      chart = histogram(axis, population, width, events);
      if (state) chart.update(state);
      return html("div", {}, chart.element, fields.element);
    },
    height: HISTOGRAM_HEIGHT + 36,
    compact: true,
    method: "./method",
    database,
  });
  return {
    attribute,
    element: frame,
    update(next, sql) {
      const numbersChanged = !state || state.counts !== next.counts || state.sliced !== next.sliced;
      state = next;
      chart?.update(next);
      if (!numbersChanged) return;
      fields.update(next.filter?.kind === "range" ? next.filter : undefined);
      frame.update({ n: next.total, subtitle: subtitleOf(next, outside, key), sql: sql() });
    },
  };
}

function subtitleOf(state: ChartState, outside: number, key: string): string {
  const unit = key === "age" ? "% per year of age" : "% per band";
  const none =
    outside >= 0 && state.total > 0 && state.counts[outside] > 0
      ? `; ${formatCount(state.counts[outside])} have none`
      : "";
  return `${unit}${none}`;
}
