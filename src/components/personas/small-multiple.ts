import type { Attribute } from "../../schema/attribute.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { button, html } from "../dom.ts";
import { formatCount } from "../format.ts";
import type { Answerer } from "../sql-panel.ts";
import { SMALL_N } from "../theme.ts";
import { type ChartEvents, type ChartState, levelRows, ROW_COLUMNS } from "./attribute-chart.ts";
import { barsHeight, type LevelBars, levelBars } from "./level-bars.ts";
import { drawnOrder, type Population, uncountedLevel } from "./population.ts";

/** Levels shown before "more". */
const SHOWN = 8;

export interface AttributeFrame {
  readonly attribute: Attribute;
  readonly element: ChartFrame;
  update(state: ChartState, sql: () => string): void;
}

/** One attribute as bars in a small frame: the personas, their target, and the slice. */
export function smallMultiple(
  attribute: Attribute,
  population: Population,
  events: ChartEvents,
  database: () => Promise<Answerer>,
): AttributeFrame {
  const { key, label, levels } = attribute;
  const uncounted = uncountedLevel(population, key);
  const order = drawnOrder(attribute, population.counts[key]).filter(
    (level) => level !== uncounted,
  );
  const folds = attribute.kind === "nominal" && order.length > SHOWN + 3;
  let unfolded = !folds;
  let state: ChartState | null = null;
  let bars: LevelBars | null = null;
  const shown = () => (unfolded ? order : order.slice(0, SHOWN));
  const height = (width: number) => barsHeight(attribute, shown(), width) + (folds ? 26 : 0);

  const draw = (width: number): Element => {
    bars = levelBars(attribute, population, shown(), width, events);
    if (state) bars.update(state);
    if (!folds) return bars.element;
    const rest = order.length - SHOWN;
    const more = button(
      unfolded ? `Only the ${SHOWN} largest` : `${rest} more`,
      () => {
        unfolded = !unfolded;
        frame.redraw();
        frame.querySelector<HTMLElement>(".more-button")?.focus();
      },
      { class: "more-button", "aria-expanded": String(unfolded) },
    );
    return html("div", {}, bars.element, more);
  };
  const target = population.targets[key];
  const frame = chartFrame({
    name: key.replaceAll("_", "-"),
    title: label,
    subtitle: "",
    n: population.personas.n,
    interval: intervalSentence(population, key),
    provenance: population.provenance,
    sql: "",
    columns: ROW_COLUMNS,
    rows: () => (state ? levelRows(attribute, population, state) : []),
    draw,
    height,
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
      bars?.update(next);
      if (!numbersChanged) return;
      frame.update({
        n: next.total,
        subtitle: subtitleOf(next, target?.source, folds ? levels.length : 0),
        sql: sql(),
      });
    },
  };
}

function subtitleOf(state: ChartState, source: string | undefined, levels: number): string {
  const many = levels > 0 ? `${formatCount(levels)} levels, ` : "";
  const small =
    state.sliced && state.total < SMALL_N.faded ? " · few personas, read with care" : "";
  if (state.sliced) return `${many}% of slice; pale: all personas${small}`;
  return source ? `${many}% of personas; tick: ${source}` : `${many}% of personas; no target`;
}

/** What the thin lines are and are not. */
export function intervalSentence(population: Population, key: string): string {
  const target = population.targets[key];
  const without =
    uncountedLevel(population, key) < 0
      ? ""
      : " Personas to whom the question does not apply are left out, as in the survey.";
  const asked = target
    ? ` Target: ${target.source} share, from ${formatCount(target.n)} people; its own error is not drawn.`
    : " There is no target for this attribute.";
  return `Thin lines are 95 % Wilson intervals of the personas' share. A difference is labelled, in percentage points, where it is beyond the interval.${asked}${without}`;
}
