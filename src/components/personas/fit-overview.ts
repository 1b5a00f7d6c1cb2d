/** One row per attribute: the level that is furthest from the census or survey. */
import type { Attribute } from "../../schema/attribute.ts";
import { wilson } from "../../stats/wilson.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { Column, Row } from "../csv.ts";
import { svg } from "../dom.ts";
import { countOf, formatCount, formatPoints, formatShare } from "../format.ts";
import { attributesQuery } from "../slices/slice-sql.ts";
import type { Answerer } from "../sql-panel.ts";
import { fitText, textWidth } from "../text-fit.ts";
import { TYPE } from "../theme.ts";
import { type AttributeFit, baseOf, fitOf, type LevelFit, type Population } from "./population.ts";

const ROW = 19;
/** Ends of the axis to choose from. */
const EXTENTS = [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1];
const AXIS = 26;

const COLUMNS: readonly Column[] = [
  { key: "attribute", label: "Attribute", kind: "text" },
  { key: "level", label: "Level", kind: "text" },
  { key: "n", label: "Personas", kind: "count" },
  { key: "share", label: "Share", kind: "share" },
  { key: "target", label: "Target", kind: "share" },
  { key: "difference", label: "Difference, points", kind: "points" },
  { key: "source", label: "Source", kind: "text" },
  { key: "beyond", label: "Beyond the interval", kind: "text" },
];

type Judged = AttributeFit & { readonly worst: LevelFit };

/** The answer to "Who is over-represented?": every attribute's worst level, the worst attribute first. */
export function fitOverview(
  population: Population,
  visit: (attribute: Attribute) => void,
  database: () => Promise<Answerer>,
): ChartFrame {
  const fits = fitOf(population).filter((fit): fit is Judged => fit.worst !== null);
  const levels = fits.flatMap((fit) => fit.levels);
  const beyond = levels.filter((level) => level.beyond).length;
  const frame = chartFrame({
    name: "fit",
    title: `Who is over-represented? ${answerOf(fits)}`.trim(),
    subtitle: `The level furthest from the census or survey, by attribute, in percentage points. ${
      beyond === 0
        ? `None of ${formatCount(levels.length)} levels is further off than sampling explains`
        : `${formatCount(beyond)} of ${countOf(levels.length, "level")} ${beyond === 1 ? "is" : "are"} further off than sampling explains`
    }`,
    n: population.personas.n,
    interval:
      "Thin lines are 95 % Wilson intervals of the personas' share around the difference: where the line misses zero, a simple random sample would rarely be so far off. Filled dots miss it, open dots do not. The error of the census or survey itself is not drawn.",
    provenance: population.provenance,
    sql: attributesQuery(fits.map(({ attribute }) => attribute.key)),
    columns: COLUMNS,
    rows: () => fits.flatMap((fit) => rowsOf(fit, population)),
    database,
    draw: (width) => drawOverview(fits, population, width, visit),
    height: (width) => heightFor(fits.length, width),
    method: "./method",
  });
  if (fits.length === 0) {
    frame.showEmpty(
      "Here the personas would be held against the census and the surveys. No targets are built into this site: run atlas census tabulate, then build again.",
    );
  }
  return frame;
}

/** Every level of an attribute against its target; those whom the target does not count have no share. */
function rowsOf({ attribute, levels }: AttributeFit, { counts }: Population): Row[] {
  return attribute.levels.map((level, i) => {
    const fit = levels.find((candidate) => candidate.level === i);
    return {
      attribute: attribute.key,
      level,
      n: counts[attribute.key][i],
      share: fit?.share ?? null,
      target: fit?.target ?? null,
      difference: fit?.difference ?? null,
      source: attribute.source,
      beyond: fit ? (fit.beyond ? "yes" : "no") : null,
    };
  });
}

/** The answer in a few words, where it is short. */
function answerOf(fits: readonly Judged[]): string {
  const worst = Math.max(0, ...fits.map((fit) => Math.abs(fit.worst.difference)));
  if (fits.length === 0 || worst > 0.01) return "";
  return `Nobody by more than ${(Math.ceil(worst * 1000) / 10).toFixed(1)} points`;
}

const columnsFor = (width: number) => (width >= 860 ? 2 : 1);
const heightFor = (rows: number, width: number) =>
  Math.ceil(rows / columnsFor(width)) * ROW + AXIS + 4;

function drawOverview(
  fits: readonly Judged[],
  population: Population,
  width: number,
  visit: (attribute: Attribute) => void,
): SVGSVGElement {
  const columns = columnsFor(width);
  const perColumn = Math.ceil(fits.length / columns);
  const height = heightFor(fits.length, width);
  const gap = 36;
  const breadth = (width - gap * (columns - 1)) / columns;
  const names = Math.min(
    breadth * (breadth < 420 ? 0.36 : 0.4),
    Math.max(...fits.map(({ attribute }) => textWidth(attribute.label, TYPE.label))) + 10,
  );
  const notes = breadth * (breadth < 420 ? 0.4 : 0.36);
  const bounds = fits.map(({ attribute, worst }) => boundsOf(attribute.key, worst, population));
  const reach = Math.max(0.01, ...bounds.flat().map(Math.abs));
  const extent = EXTENTS.find((candidate) => candidate >= reach) ?? 1;
  const plot = breadth - names - notes;
  const x = (difference: number) => names + ((difference + extent) / (2 * extent)) * plot;
  const element = svg("svg", {
    class: "chart fit-overview",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "group",
    "aria-label": "Largest difference by attribute; arrows move among attributes",
  });
  // One stop of the tab key; arrows move among the attributes, as in the other charts.
  const rows: SVGAElement[] = [];
  for (let column = 0; column < columns; column++) {
    const group = svg("g", { transform: `translate(${column * (breadth + gap)},${AXIS})` });
    const inColumn = fits.slice(column * perColumn, (column + 1) * perColumn);
    const bottom = inColumn.length * ROW;
    for (const at of [-extent, 0, extent]) {
      group.append(
        svg("line", {
          class: at === 0 ? "zero" : "grid",
          x1: x(at),
          x2: x(at),
          y1: -4,
          y2: bottom,
        }),
        svg(
          "text",
          { class: "axis-label", x: x(at), y: -9, "text-anchor": "middle" },
          at === 0 ? (plot < 150 ? "0" : "as target") : formatPoints(at).replace(".0", ""),
        ),
      );
    }
    inColumn.forEach(({ attribute, worst }, i) => {
      const [low, high] = bounds[column * perColumn + i];
      const middle = i * ROW + ROW / 2;
      const level = attribute.levels[worst.level];
      const points = formatPoints(worst.difference);
      const room = notes - 12 - textWidth(`${points}  `, TYPE.label, 600);
      const row = svg(
        "a",
        {
          class: `fit-row${worst.beyond ? " beyond" : ""}`,
          href: `#chart-${attribute.key.replaceAll("_", "-")}`,
          tabindex: rows.length === 0 ? 0 : -1,
          "aria-label": `${attribute.label}: ${level} ${points} points, ${formatShare(worst.share)} of personas against ${formatShare(worst.target)}`,
        },
        svg("rect", { class: "hit", x: 0, y: i * ROW, width: breadth, height: ROW }),
        svg(
          "text",
          { class: "name", x: names - 8, y: middle, dy: "0.35em", "text-anchor": "end" },
          fitText(attribute.label, names - 10, TYPE.label),
        ),
        svg("line", { class: "interval", x1: x(low), x2: x(high), y1: middle, y2: middle }),
        svg("line", { class: "stem", x1: x(0), x2: x(worst.difference), y1: middle, y2: middle }),
        svg("circle", { class: "dot", cx: x(worst.difference), cy: middle, r: 4 }),
        svg(
          "text",
          { class: "note", x: breadth - notes + 12, y: middle, dy: "0.35em" },
          svg("tspan", { class: "points" }, points),
          svg("tspan", { dx: 6 }, fitText(level, room, TYPE.label)),
        ),
        svg(
          "title",
          {},
          `${level}: ${formatShare(worst.share)} of personas, ${formatShare(worst.target)} of the ${attribute.source}`,
        ),
      );
      row.addEventListener("click", (event) => {
        event.preventDefault();
        visit(attribute);
      });
      row.addEventListener("focus", () => {
        for (const other of rows) other.setAttribute("tabindex", "-1");
        row.setAttribute("tabindex", "0");
      });
      rows.push(row);
      group.append(row);
    });
    element.append(group);
  }
  element.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = rows.indexOf(document.activeElement as SVGAElement);
    if (step === undefined || at < 0) return;
    rows[(at + step + rows.length) % rows.length].focus();
    event.preventDefault();
  });
  return element;
}

function boundsOf(key: string, worst: LevelFit, population: Population): [number, number] {
  const { low, high } = wilson(population.counts[key][worst.level], baseOf(population, key));
  return [low - worst.target, high - worst.target];
}
