/** The personas page: one view, kept in the address, and every chart told of it. */
import type { Table } from "npm:apache-arrow";
import { attributeOf, COUNTABLE } from "../../schema/attributes.ts";
import type { Targets } from "../../schema/targets.ts";
import { browserAddress } from "../address.ts";
import { html } from "../dom.ts";
import { showFailureIn } from "../failure.ts";
import { notice } from "../notice.ts";
import { decodePersonas, withTexts } from "../personas-table.ts";
import { condition } from "../slices/condition.ts";
import {
  countLevels,
  countSlice,
  type Filter,
  filterOf,
  isEverybody,
  levelsFilter,
  type Slice,
  type SliceCounts,
  toggleLevels,
  withFilter,
} from "../slices/slice.ts";
import { sliceBar } from "../slices/slice-bar.ts";
import { countQuery, crosstabQuery } from "../slices/slice-sql.ts";
import type { Answerer } from "../sql-panel.ts";
import { prefersReducedMotion } from "../theme.ts";
import { viewStore } from "../view-store.ts";
import { arrangement } from "./arrangement.ts";
import type { ChartEvents, ChartState, Highlight } from "./attribute-chart.ts";
import { crossTab, levelsOfGroup } from "./cross-tab.ts";
import { crossTabFrame } from "./cross-tab-frame.ts";
import { fitOverview } from "./fit-overview.ts";
import type { BrushEvents } from "./histogram.ts";
import { histogramFrame } from "./histogram-frame.ts";
import { personaCard } from "./persona-card.ts";
import { personaList } from "./persona-list.ts";
import { textsOf } from "./persona-texts.ts";
import { populationOf, uncountedLevel } from "./population.ts";
import { repaintQueue } from "./repaint-queue.ts";
import { type AttributeFrame, smallMultiple } from "./small-multiple.ts";
import type { StateOutlines } from "./state-drawing.ts";
import { stateMap } from "./state-map.ts";
import { readView, writeView } from "./view.ts";

export interface ExplorerSources {
  readonly personas: Promise<Table>;
  readonly targets: Promise<Targets>;
  readonly provenance: Promise<string>;
  /** Asked for after the first paint. */
  readonly texts: () => Promise<Table>;
  readonly outlines: () => Promise<StateOutlines>;
  readonly database: () => Promise<Answerer>;
}

/** The places of the page that the explorer fills. */
export type ExplorerPart =
  | "bar"
  | "fit"
  | "histograms"
  | "multiples"
  | "cross-tab"
  | "map"
  | "list";

const BRUSHED = ["age", "income", "household_income"];

/** Fills the page's places. @throws where the personas cannot be read. */
export async function explore(
  places: Readonly<Record<ExplorerPart, HTMLElement>>,
  sources: ExplorerSources,
): Promise<void> {
  const [table, targets, provenance] = await Promise.all([
    sources.personas,
    sources.targets,
    sources.provenance,
  ]);
  const population = populationOf(decodePersonas(table), targets, provenance);
  let personas = population.personas;
  const store = viewStore(browserAddress(), {
    write: writeView,
    read: (query) => readView(query, personas.ids),
  });
  let opened: Promise<Answerer> | null = null;
  let ready = false;
  const database = () => {
    opened ??= sources.database().then((answerer) => {
      ready = true;
      return answerer;
    });
    return opened;
  };

  const setSlice = (slice: Slice, passing = false) => store.change({ slice }, { passing });
  let hovered: { key: string; levels: readonly number[] } | null = null;
  const events: BrushEvents = {
    toggle: (key, levels) => setSlice(toggleLevels(store.view().slice, key, levels)),
    brush: (key, range, passing) =>
      setSlice(withFilter(store.view().slice, key, range as Filter | null), passing),
    hover(key, levels) {
      hovered = levels ? { key, levels } : null;
      queue.ask("hover");
    },
  };
  const bar = sliceBar({
    size: personas.n,
    change: (slice) => setSlice(slice),
    openCondition: () => extra.open(),
    hint: "Click bars or drag over a histogram to slice.",
  });
  const extra = condition(
    personas.ids,
    database,
    (where) => setSlice({ ...store.view().slice, where }),
    () => queue.ask("slice"),
  );
  const note = notice();
  const overview = fitOverview(population, ({ key }) => reveal(key), database);
  const reveal = (key: string) => {
    const chart = charts.find(
      ({ attribute }) => attribute.key === (key === "is_adult" ? "age" : key),
    );
    chart?.element.scrollIntoView({
      block: "center",
      behavior: prefersReducedMotion() ? "auto" : "smooth",
    });
    chart?.element.querySelector<SVGElement>("[tabindex='0']")?.focus({ preventScroll: true });
  };
  const histograms = BRUSHED.map((key) =>
    histogramFrame(attributeOf(key), population, events, database),
  );
  const multiples = arrangement(
    COUNTABLE.filter(({ key }) => key !== "is_adult" && !BRUSHED.includes(key)).map((attribute) =>
      smallMultiple(attribute, population, events as ChartEvents, database),
    ),
    population,
    (arranged) => store.change({ arrangement: arranged }),
  );
  const cross = crossTabFrame(
    provenance,
    {
      choose: (rows, columns) => store.change({ rows, columns }),
      filter(crossed, cell) {
        let { slice } = store.view();
        for (const [attribute, group] of [
          [crossed.rows, cell.row],
          [crossed.columns, cell.column],
        ] as const) {
          const levels = levelsOfGroup(attribute, group);
          slice = withFilter(slice, attribute.key, levelsFilter(attribute, levels));
        }
        setSlice(slice);
      },
      hover: events.hover,
    },
    database,
    () => ready,
  );
  const map = stateMap(
    afterPaint().then(sources.outlines),
    population,
    events,
    (colour) => store.change({ map: colour }),
    database,
  );
  const list = personaList(
    provenance,
    (id) => store.change({ persona: id }),
    (order) => store.change({ order }),
    database,
  );
  const card = personaCard({
    close: () => store.change({ persona: null }),
    neighbour: (id, step) => list.neighbour(id, step),
    open: (id) => store.change({ persona: id }),
    textsOf,
    provenance,
  });

  let counted: SliceCounts = countSlice(personas, store.view().slice);
  let crossed = "";
  const recount = () => {
    const { slice } = store.view();
    extra.require(slice.where);
    counted = countSlice(personas, slice, extra.mask());
    crossed = "";
  };
  const highlightOf = (): Highlight | null => {
    if (!hovered) return null;
    const { key, levels } = hovered;
    const inside = new Uint8Array(256);
    for (const level of levels) inside[level] = 1;
    const codes = personas.codes[key];
    const mask = counted.mask.map((bit, i) => bit & inside[codes[i]]);
    const counts: Record<string, Uint32Array> = {};
    for (const attribute of COUNTABLE) {
      counts[attribute.key] = countLevels(
        personas.codes[attribute.key],
        attribute.levels.length,
        mask,
      );
    }
    return { key, levels, counts };
  };
  const paintChart = (frame: AttributeFrame, highlight: Highlight | null) =>
    frame.update(stateOf(frame.attribute.key, highlight), () => sqlOf(frame.attribute.key));
  const sqlOf = (key: string) => countQuery(key, store.view().slice, personas.ids);
  const stateOf = (key: string, highlight: Highlight | null): ChartState => ({
    counts: counted.counts[key],
    total: counted.totals[key] - (counted.counts[key][uncountedLevel(population, key)] ?? 0),
    filter: filterOf(store.view().slice, key),
    sliced: !isEverybody(store.view().slice),
    highlight,
  });
  const charts = [...histograms, ...multiples.frames];
  const queue = repaintQueue({
    charts: charts.map(({ element }) => element),
    recount,
    first() {
      const { slice } = store.view();
      bar.update(slice, extra.isPending() ? null : counted.n);
      note.show(store.problems());
    },
    chart(i, highlight) {
      paintChart(charts[i], highlight);
    },
    highlight: highlightOf,
    last(highlight, reason) {
      const view = store.view();
      map.update(stateOf("state", highlight), view.map, () => sqlOf("state"));
      if (reason === "hover") return;
      const { slice, rows, columns, order, persona, arrangement: arranged } = view;
      const crossing = JSON.stringify([rows, columns]);
      if (crossed !== crossing) {
        crossed = crossing;
        cross.update(
          crossTab(personas, rows, columns, counted.mask),
          crosstabQuery(rows, columns, slice, personas.ids),
        );
      }
      multiples.update(arranged);
      list.update({ personas, slice, mask: counted.mask, n: counted.n, order });
      card.show(personas, persona);
    },
  });

  places.bar.replaceChildren(note.element, bar.element, extra.element);
  places.fit.replaceChildren(overview);
  places.histograms.replaceChildren(...histograms.map(({ element }) => element));
  places.multiples.replaceChildren(multiples.element);
  places["cross-tab"].replaceChildren(cross.element);
  places.map.replaceChildren(map.element);
  places.list.replaceChildren(list.element, card.element);
  places.bar.dataset.ready = "true";

  store.subscribe((view, before) => queue.ask(view.slice === before.slice ? "view" : "slice"));
  queue.ask("slice");

  await afterPaint();
  try {
    personas = withTexts(personas, await sources.texts());
    queue.ask("view");
  } catch (error) {
    console.error(error);
    note.say("Occupation titles and written texts did not arrive. Reload the page to see them.");
  }
  // A database that does not start is reported where it is asked for; the counts in memory stand.
  await database().catch(() => undefined);
}

/** Resolves when the browser has painted and has a moment to spare. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 50));
  });
}

/** The page's places with a skeleton in each, found by their ids. */
export function explorerPlaces(): Record<ExplorerPart, HTMLElement> {
  const place = (part: ExplorerPart) =>
    document.getElementById(`explorer-${part}`) ?? html("div", { id: `explorer-${part}` });
  return {
    bar: place("bar"),
    fit: place("fit"),
    histograms: place("histograms"),
    multiples: place("multiples"),
    "cross-tab": place("cross-tab"),
    map: place("map"),
    list: place("list"),
  };
}

/** Says in the page's first place what went wrong and what to do. */
export const showFailure = (error: unknown) =>
  showFailureIn(explorerPlaces().bar, "The personas")(error);
