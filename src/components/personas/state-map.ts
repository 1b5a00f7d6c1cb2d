/** The states, coloured by the personas of a slice; drawn once, painted at every change. */
import { attributeOf } from "../../schema/attributes.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import type { Column } from "../csv.ts";
import { html, setAttributes, svg } from "../dom.ts";
import { formatCount, formatNumber, formatShare } from "../format.ts";
import type { Answerer } from "../sql-panel.ts";
import type { ChartEvents, ChartState } from "./attribute-chart.ts";
import type { Population } from "./population.ts";
import type { View } from "./view.ts";

export interface StateOutlines {
  readonly width: number;
  readonly height: number;
  readonly states: readonly {
    readonly name: string;
    readonly postal: string;
    readonly path: string;
    readonly centre: readonly [number, number];
    readonly area: number;
  }[];
}

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
/** States smaller than this, in square pixels, get a square beside the coast. */
const SMALL = 900;
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
  const legend = html("p", { class: "legend" });
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
        ? "url(#few-expected)"
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
    legend.replaceChildren(...legendOf(colour, largest));
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

function drawMap(
  { width: across, height: down, states }: StateOutlines,
  width: number,
  events: ChartEvents,
  read: (level: number | null) => void,
): { element: SVGSVGElement; shapes: { shape: SVGElement; level: number }[] } {
  const element = svg("svg", {
    class: "chart map",
    width,
    height: Math.round((width * down) / across),
    viewBox: `0 0 ${across} ${down}`,
    role: "group",
    "aria-label": "States; choose one to slice by it",
  });
  element.append(
    svg(
      "defs",
      {},
      svg(
        "pattern",
        {
          id: "few-expected",
          width: 7,
          height: 7,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
        },
        svg("rect", { class: "hatch", width: 1.6, height: 7 }),
      ),
    ),
  );
  let beside = 0;
  const labels = svg("g", { class: "state-labels" });
  const shapes = states.map(({ name, postal, path, centre, area }, level) => {
    const tiny = area < SMALL && centre[0] > 700;
    const shape = svg("path", { class: "state", d: path });
    const parts: SVGElement[] = [shape];
    if (tiny) {
      const y = 250 + beside++ * 24;
      parts.push(svg("rect", { class: "state-square", x: 932, y, width: 16, height: 16, rx: 2 }));
      labels.append(svg("text", { x: 926, y: y + 8, dy: "0.35em", "text-anchor": "end" }, postal));
    } else if (width > 560) {
      labels.append(
        svg("text", { x: centre[0], y: centre[1], dy: "0.35em", "text-anchor": "middle" }, postal),
      );
    }
    const group = svg(
      "g",
      { class: "state-group", role: "checkbox", tabindex: level === 0 ? 0 : -1 },
      ...parts,
      svg("title", {}, name),
    );
    group.addEventListener("click", () => events.toggle("state", [level]));
    const enter = () => {
      read(level);
      events.hover("state", [level]);
    };
    const leave = () => {
      read(null);
      events.hover("state", null);
    };
    group.addEventListener("pointerenter", enter);
    group.addEventListener("pointerleave", leave);
    group.addEventListener("focus", () => {
      for (const other of shapes) other.shape.setAttribute("tabindex", "-1");
      group.setAttribute("tabindex", "0");
      if (group.matches(":focus-visible")) enter();
    });
    group.addEventListener("blur", leave);
    element.append(group);
    return { shape: group as SVGElement, level };
  });
  element.append(labels);
  element.addEventListener("keydown", (event) => {
    const at = shapes.findIndex(({ shape }) => shape === document.activeElement);
    if (at < 0) return;
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") events.toggle("state", [at]);
    else if (step === undefined) return;
    else shapes[(at + step + shapes.length) % shapes.length].shape.focus();
    event.preventDefault();
  });
  return { element, shapes };
}

function countColour(n: number, largest: number): string {
  if (n === 0) return "var(--theme-background-alt)";
  const strength = 12 + 88 * Math.sqrt(n / largest);
  return `color-mix(in srgb, var(--atlas-population) ${Math.round(strength)}%, var(--theme-background))`;
}

/** Half the census share or less to twice or more, on a scale of logarithms. */
function ratioColour(ratio: number): string {
  const place = Math.max(-1, Math.min(1, Math.log2(Math.max(ratio, 1e-6))));
  const hue = place < 0 ? "var(--atlas-less)" : "var(--atlas-more)";
  return `color-mix(in srgb, ${hue} ${Math.round(Math.abs(place) * 85)}%, var(--theme-background-alt))`;
}

function legendOf(colour: View["map"], largest: number): Node[] {
  const step = (background: string, text: string) =>
    html("span", {}, html("i", { style: `background:${background}` }), text);
  if (colour === "ratio") {
    return [
      step(ratioColour(0.5), "half the census share or less"),
      step(ratioColour(1), "as the census"),
      step(ratioColour(2), "twice or more"),
      html("span", {}, html("i", { class: "hatched" }), "under 5 expected"),
    ];
  }
  const quarter = Math.max(1, Math.round(largest / 4));
  return [...new Set([1, quarter, largest])].map((n) =>
    step(countColour(n, largest), formatCount(n)),
  );
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
