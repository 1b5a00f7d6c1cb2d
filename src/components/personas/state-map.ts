/** The states, coloured by the personas of a slice; drawn once, painted at every change. */
import { attributeOf } from "../../schema/attributes.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { LegendStep } from "../chart-picture.ts";
import { colourKey } from "../colour-key.ts";
import type { Column } from "../csv.ts";
import { html, setAttributes } from "../dom.ts";
import { formatCount, formatNumber, formatShare } from "../format.ts";
import type { Answerer } from "../sql-panel.ts";
import type { ChartEvents, ChartState } from "./attribute-chart.ts";
import type { Population } from "./population.ts";
import {
  countColour,
  drawMap,
  FEW,
  legendOf,
  ratioColour,
  type StateOutlines,
} from "./state-drawing.ts";
import type { View } from "./view.ts";

export interface StateMap {
  readonly element: HTMLElement;
  update(state: ChartState, colour: View["map"], sql: () => string): void;
}

const COLUMNS: readonly Column[] = [
  { key: "level", label: "State", kind: "text" },
  { key: "n", label: "Personas", kind: "count" },
  { key: "share", label: "Share of slice", kind: "share" },
  { key: "target", label: "Census share", kind: "share" },
  { key: "ratio", label: "Ratio to census", kind: "number" },
];

/** Under so many personas expected, a ratio says little: the state is hatched. */
const EXPECTED = 5;
const HINT = "Point at a state to read it; choose it to slice by it.";

export function stateMap(
  outlines: Promise<StateOutlines>,
  population: Population,
  events: ChartEvents,
  chooseColour: (colour: View["map"]) => void,
  database: () => Promise<Answerer>,
): StateMap {
  const { levels } = attributeOf("state");
  const target = population.targets.state;
  let drawn: { readonly shape: SVGElement; readonly level: number }[] = [];
  let loaded: StateOutlines | null = null;
  let state: ChartState | null = null;
  let colour: View["map"] = "count";
  const reading = html("p", { class: "cross-tab-reading" }, HINT);
  const legend = html("div");
  let steps: readonly LegendStep[] = [];
  const choice = colourChoice(Boolean(target), (next) => chooseColour(next));
  const frame: ChartFrame = chartFrame({
    name: "map",
    title: "Where do they live?",
    subtitle: "",
    n: population.personas.n,
    interval:
      "The map shows counts, which have no interval. In the ratio to the census, states where fewer than 5 personas are expected are hatched: their ratio would be noise.",
    provenance: population.provenance,
    sql: "",
    columns: COLUMNS,
    rows: () => levels.map((level, i) => ({ level, ...numbersOf(i) })),
    draw(width) {
      if (!loaded) return html("div", { class: "skeleton" });
      const { element, shapes } = drawMap(loaded, Math.min(width, 860), events, (level) => {
        reading.textContent = level === null ? HINT : sentence(level);
      });
      drawn = shapes;
      paint();
      return element;
    },
    height: (width) => Math.round(Math.min(width, 860) * 0.64),
    method: "./method",
    database,
    controls: choice.element,
    beneath: html("div", {}, reading, legend),
    legend: () => steps,
  });
  const numbersOf = (level: number) => {
    const n = state?.counts[level] ?? 0;
    const share = state && state.total > 0 ? n / state.total : 0;
    const census = target?.shares[level] ?? null;
    return { n, share, target: census, ratio: census ? share / census : null };
  };
  const sentence = (level: number) => {
    const { n, share, target: census, ratio } = numbersOf(level);
    const against =
      census === null || ratio === null
        ? ""
        : `; ${formatShare(census)} of the US, ratio ${formatNumber(ratio)}`;
    return `${levels[level]}: ${formatCount(n)} personas, ${formatShare(share)} of the slice${against}.`;
  };
  const paint = () => {
    if (!state) return;
    const present = state;
    const largest = Math.max(1, ...present.counts);
    const chosen = present.filter?.kind === "levels" ? new Set(present.filter.levels) : null;
    const { highlight } = present;
    for (const { shape, level } of drawn) {
      const { n, target: census, ratio } = numbersOf(level);
      const few = colour === "ratio" && (census ?? 0) * present.total < EXPECTED;
      const fill = few
        ? FEW
        : colour === "ratio"
          ? ratioColour(ratio ?? 1)
          : countColour(n, largest);
      shape.style.fill = fill;
      shape.classList.toggle("chosen", chosen?.has(level) ?? false);
      shape.classList.toggle("dimmed", chosen !== null && !chosen.has(level));
      const own = highlight?.key === "state" && highlight.levels.includes(level);
      shape.classList.toggle("hovered", own);
      setAttributes(shape, {
        "aria-checked": String(chosen?.has(level) ?? false),
        "aria-label": sentence(level),
      });
    }
    steps = legendOf(colour, largest);
    legend.replaceChildren(colourKey(steps));
  };
  void outlines.then(
    (found) => {
      loaded = found;
      frame.redraw();
    },
    (error) =>
      frame.showError(
        `The outlines of the states did not arrive: ${error.message}. Reload the page.`,
      ),
  );
  return {
    element: html("div", { class: "state-map" }, frame),
    update(next, nextColour, sql) {
      const numbersChanged = !state || state.counts !== next.counts || colour !== nextColour;
      state = next;
      colour = target ? nextColour : "count";
      choice.update(colour);
      paint();
      if (!numbersChanged) return;
      frame.update({
        subtitle:
          colour === "count"
            ? "Personas per state"
            : "Share of the slice in a state over the state's share of the census",
        n: next.total,
        sql: sql(),
      });
    },
  };
}

function colourChoice(hasTarget: boolean, choose: (colour: View["map"]) => void) {
  const option = (value: View["map"], text: string) => {
    const input = html("input", { type: "radio", name: "map-colour", value });
    input.addEventListener("change", () => choose(value));
    return { input, label: html("label", {}, input, ` ${text}`) };
  };
  const count = option("count", "Count");
  const ratio = option("ratio", "Against the census");
  const element = html(
    "div",
    { class: "radio-row no-print", role: "radiogroup", "aria-label": "Colour of the map" },
    count.label,
  );
  if (hasTarget) element.append(ratio.label);
  return {
    element,
    update(colour: View["map"]) {
      count.input.checked = colour === "count";
      ratio.input.checked = colour === "ratio";
    },
  };
}
