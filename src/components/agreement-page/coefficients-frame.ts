/** How far people who answer for the same persona agree among themselves. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { type DotRow, type DotScale, dotRows, dotRowsHeight } from "../dot-rows.ts";
import { formatCount, formatNumber } from "../format.ts";
import { INK, SMALL_N } from "../theme.ts";
import { ALPHA_DRAWS, type MeasuredCoefficient } from "./measure.ts";

export interface CoefficientsOptions {
  readonly all: readonly MeasuredCoefficient[];
  readonly byPersona: readonly MeasuredCoefficient[];
  readonly people: number;
  readonly provenance: string;
  readonly who: (persona: string) => string;
}

export function coefficientsFrame(options: CoefficientsOptions): ChartFrame {
  const { all, byPersona, people, provenance, who } = options;
  const rows = [
    ...all.map((row) => dotRow(row, row.name)),
    ...byPersona.map((row) => dotRow(row, `Alpha of ${row.name}`, who(row.name))),
  ];
  const frame = chartFrame({
    name: "raters-agree",
    title: "Do people agree on what a persona would say?",
    subtitle: `Agreement beyond chance, 1 at most, and percent agreement as a share of 1. ${formatCount(people)} people; a unit is one prompt for one persona`,
    n: null,
    interval: `Lines are 95 % intervals: of alpha from ${ALPHA_DRAWS} draws of units, of the others by Student’s t over units (Gwet 2014). They take units as independent and raters as given. AC1 stays near percent agreement where nearly all answers are of one kind; alpha and kappa fall towards 0 there. Rows of under ${SMALL_N.suppressed} units are not drawn, under ${SMALL_N.faded} are faded.`,
    provenance,
    sql: null,
    columns: [
      { key: "measure", label: "Measure", kind: "text" },
      { key: "value", label: "Value", kind: "number" },
      { key: "low", label: "95 % from", kind: "number" },
      { key: "high", label: "to", kind: "number" },
      { key: "units", label: "Units", kind: "count" },
      { key: "ratings", label: "Ratings", kind: "count" },
    ],
    rows: () =>
      [...all, ...byPersona].map(({ name, value, low, high, units, ratings }, at) => {
        const shown = (number: number) =>
          units >= SMALL_N.suppressed && Number.isFinite(number) ? number : null;
        return {
          measure: at < all.length ? name : `Alpha of ${name}`,
          value: shown(value),
          low: shown(low),
          high: shown(high),
          units,
          ratings,
        };
      }),
    draw: (width) => dotRows(rows, SCALE(rows), width, "Agreement of people"),
    height: (width) => dotRowsHeight(rows.length, width),
    method: "#how-it-is-measured",
  });
  if (all.every(({ units }) => units === 0)) {
    frame.showEmpty("No prompt was judged by two people for the same persona.");
  }
  return frame;
}

const SCALE = (rows: readonly DotRow[]): DotScale => {
  const least = Math.min(0, ...rows.flatMap(({ dots }) => dots.map(({ low = 0 }) => low)));
  return {
    from: Math.max(-1, Math.floor(least * 5) / 5),
    to: 1,
    step: 0.2,
    format: (value) => (Math.abs(value) < 0.05 ? "0" : value.toFixed(1).replace("-", "−")),
  };
};

function dotRow(
  { value, low, high, units, ratings, reason }: MeasuredCoefficient,
  label: string,
  about = "",
): DotRow {
  const isFew = units < SMALL_N.suppressed;
  const isDrawn = !isFew && Number.isFinite(value);
  const hasInterval = Number.isFinite(low);
  const spread = hasInterval ? `, 95 % interval ${formatNumber(low)} to ${formatNumber(high)}` : "";
  const what = isDrawn
    ? `${formatNumber(value)}${spread}, ${formatCount(units)} units, ${formatCount(ratings)} ratings`
    : isFew
      ? `${units} units, too few to read`
      : (reason ?? "not defined");
  return {
    label,
    dots: isDrawn ? [{ value, ...(hasInterval ? { low, high } : {}), color: INK.population }] : [],
    figure: isDrawn ? formatNumber(value) : "–",
    sentence: `${label}${about ? ` (${about})` : ""}: ${what}.`,
    isFaded: units < SMALL_N.faded,
    instead: isDrawn ? undefined : isFew ? `n < ${SMALL_N.suppressed}` : "not defined",
  };
}
