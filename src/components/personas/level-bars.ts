/** Bars of one attribute's levels, made once for a width and changed in place at every repaint. */
import type { Attribute } from "../../schema/attribute.ts";
import { wilson } from "../../stats/wilson.ts";
import { setAttributes, svg } from "../dom.ts";
import { formatExact, formatPoints, formatShare } from "../format.ts";
import { fitText, textWidth } from "../text-fit.ts";
import { SMALL_N, TYPE } from "../theme.ts";
import {
  type ChartEvents,
  type ChartState,
  notableDifference,
  referenceShare,
} from "./attribute-chart.ts";
import { everybodyShare, type Population } from "./population.ts";

/** Height of a row with its name beside the bar, and with its name above. */
const ROW = 20;
const STACKED_ROW = 38;
/** Part of the width that names may take beside the bars; longer ones stand above them. */
const BESIDE = 0.48;
const VALUE = 48;
const DIFFERENCE = 40;

export interface LevelBars {
  readonly element: SVGSVGElement;
  update(state: ChartState): void;
}

/** Height in pixels of bars for some levels at a width. */
export function barsHeight(attribute: Attribute, order: readonly number[], width: number): number {
  return order.length * (isStacked(attribute, order, width) ? STACKED_ROW : ROW) + 4;
}

function isStacked({ levels }: Attribute, order: readonly number[], width: number): boolean {
  return order.some((level) => textWidth(levels[level], TYPE.label) + 10 > width * BESIDE);
}

/**
 * @param order levels drawn, in their order
 */
export function levelBars(
  attribute: Attribute,
  population: Population,
  order: readonly number[],
  width: number,
  events: ChartEvents,
): LevelBars {
  const { key, label, levels } = attribute;
  const { targets } = population;
  const widest = Math.max(...order.map((level) => textWidth(levels[level], TYPE.label)));
  const stacked = isStacked(attribute, order, width);
  const names = stacked ? 1 : widest + 10;
  const plot = Math.max(40, width - names - VALUE - DIFFERENCE);
  const height = barsHeight(attribute, order, width);
  const rowHeight = stacked ? STACKED_ROW : ROW;
  const element = svg("svg", {
    class: "chart level-bars",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "group",
    "aria-label": `${label}: choose levels to slice by`,
  });
  if (!stacked) {
    element.append(svg("line", { class: "axis", x1: names, x2: names, y1: 0, y2: height }));
  }
  const largest = Math.max(
    ...order.map((level) =>
      Math.max(everybodyShare(population, key, level), targets[key]?.shares[level] ?? 0),
    ),
  );

  const rows = order.map((level, at) => {
    const y = at * rowHeight + 2;
    const middle = y + (stacked ? 25 : ROW / 2);
    const hit = svg("rect", { class: "hit", x: 0, y, width, height: rowHeight });
    const name = stacked
      ? svg("text", { class: "name", x: 0, y: y + 12 }, fitText(levels[level], width, TYPE.label))
      : svg(
          "text",
          { class: "name", x: names - 7, y: middle, dy: "0.35em", "text-anchor": "end" },
          levels[level],
        );
    const context = svg("rect", { class: "context", x: names, y: middle - 8, height: 16 });
    const bar = svg("rect", { class: "bar", x: names });
    const inset = svg("rect", { class: "inset", x: names, y: middle - 2, height: 4 });
    const interval = svg("line", { class: "interval", y1: middle, y2: middle });
    const tick = svg("rect", { class: "tick", y: middle - 9, width: 2, height: 18 });
    const value = svg("text", {
      class: "value",
      x: width - DIFFERENCE,
      y: middle,
      dy: "0.35em",
      "text-anchor": "end",
    });
    const difference = svg("text", {
      class: "difference",
      x: width,
      y: middle,
      dy: "0.35em",
      "text-anchor": "end",
    });
    const title = svg("title", {}, levels[level]);
    const row = svg(
      "g",
      { class: "row", role: "checkbox", tabindex: at === 0 ? 0 : -1 },
      title,
      hit,
      context,
      bar,
      inset,
      interval,
      tick,
      name,
      value,
      difference,
    );
    row.addEventListener("click", () => events.toggle(key, [level]));
    row.addEventListener("pointerenter", () => events.hover(key, [level]));
    row.addEventListener("pointerleave", () => events.hover(key, null));
    row.addEventListener("focus", () => {
      for (const other of rows) other.row.setAttribute("tabindex", "-1");
      row.setAttribute("tabindex", "0");
      if (row.matches(":focus-visible")) events.hover(key, [level]);
    });
    row.addEventListener("blur", () => events.hover(key, null));
    element.append(row);
    return { level, row, context, bar, inset, interval, tick, value, difference, middle };
  });

  element.addEventListener("keydown", (event) => {
    const at = rows.findIndex(({ row }) => row === document.activeElement);
    if (at < 0) return;
    if (event.key === "Enter" || event.key === " ") events.toggle(key, [rows[at].level]);
    else if (event.key === "ArrowDown") rows[Math.min(at + 1, rows.length - 1)].row.focus();
    else if (event.key === "ArrowUp") rows[Math.max(at - 1, 0)].row.focus();
    else if (event.key === "Home") rows[0].row.focus();
    else if (event.key === "End") rows[rows.length - 1].row.focus();
    else return;
    event.preventDefault();
  });

  const update = (state: ChartState) => {
    const { total, filter, sliced, highlight } = state;
    const chosen = filter?.kind === "levels" ? new Set(filter.levels) : null;
    const suppressed = sliced && total < SMALL_N.suppressed;
    const shareOf = (count: number) => (total > 0 ? count / total : 0);
    let extent = largest * 1.12;
    for (const { level } of rows) extent = Math.max(extent, shareOf(state.counts[level]));
    const x = (share: number) => Math.round((share / (extent || 1)) * plot * 10) / 10;
    const group = highlight?.counts[key];
    element.classList.toggle("sliced", sliced);
    element.classList.toggle("small", sliced && total < SMALL_N.faded);
    for (const row of rows) {
      const { level, middle } = row;
      const count = state.counts[level];
      const share = shareOf(count);
      const target = targets[key]?.shares[level];
      const own = highlight?.key === key && highlight.levels.includes(level);
      const thickness = sliced ? 8 : 12;
      setAttributes(row.bar, {
        y: middle - thickness / 2,
        height: thickness,
        width: suppressed ? 0 : x(share),
      });
      row.context.setAttribute(
        "width",
        sliced ? String(x(everybodyShare(population, key, level))) : "0",
      );
      row.inset.setAttribute("width", group && !own ? String(x(shareOf(group[level]))) : "0");
      if (total > 0 && !suppressed) {
        const { low, high } = wilson(count, total);
        setAttributes(row.interval, {
          x1: names + x(low),
          x2: names + Math.min(plot, x(high)),
          visibility: "visible",
        });
      } else row.interval.setAttribute("visibility", "hidden");
      if (target === undefined) row.tick.setAttribute("visibility", "hidden");
      else row.tick.setAttribute("x", String(names + x(target) - 1));
      const reference = referenceShare(population, key, level, sliced);
      const notable = suppressed ? null : notableDifference(count, total, reference);
      row.value.textContent = suppressed ? "n < 10" : total > 0 ? formatShare(share) : "–";
      row.difference.textContent = notable === null ? "" : formatPoints(notable);
      row.row.classList.toggle("dimmed", chosen !== null && !chosen.has(level));
      row.row.classList.toggle("chosen", chosen?.has(level) ?? false);
      row.row.classList.toggle("hovered", own);
      setAttributes(row.row, {
        "aria-checked": String(chosen?.has(level) ?? false),
        "aria-label": spoken(levels[level], count, suppressed ? null : share, target, notable),
      });
    }
  };
  return { element, update };
}

function spoken(
  level: string,
  count: number,
  share: number | null,
  target: number | undefined,
  notable: number | null,
): string {
  if (share === null) return `${level}: fewer than 10 personas in the slice`;
  const parts = [`${level}: ${formatExact(count)} personas, ${formatShare(share)}`];
  if (target !== undefined) parts.push(`target ${formatShare(target)}`);
  if (notable !== null) parts.push(`${formatPoints(notable)} points`);
  return parts.join(", ");
}
