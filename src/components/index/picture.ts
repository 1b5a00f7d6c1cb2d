/** The signature picture: every persona a dot, in an arrangement and a colouring of the reader's choice. */
import type { Address } from "../address.ts";
import { chartFrame } from "../chart-frame.ts";
import { html } from "../dom.ts";
import { countOf, formatCount } from "../format.ts";
import type { PersonasTable } from "../personas-table.ts";
import type { Filter } from "../slices/slice.ts";
import { writeSlice } from "../slices/slice-url.ts";
import { type WorkerNames, who } from "../who.ts";
import { dotsWithin, groupsWithin, rowsOf, selectionOf, sliceOf } from "./brush.ts";
import {
  COLOR_KEYS,
  type ColorClasses,
  classFilter,
  colorClasses,
  colorName,
} from "./color-classes.ts";
import { crowd } from "./crowd.ts";
import { type Box, type Layout, orderBy } from "./layout.ts";
import { arrangements } from "./layouts.ts";
import { colorLegend } from "./legend.ts";
import { picturePivot, pictureSql } from "./picture-rows.ts";
import { GAP, LEGEND_WIDTH, legendHeight, stageHeight, WIDE } from "./picture-size.ts";
import { type PictureState, readPicture, writePicture } from "./picture-state.ts";
import { radioGroup } from "./radio-group.ts";
import type { Outlines } from "./scenery.ts";
import { stage } from "./stage.ts";

export interface PictureOptions {
  readonly personas: PersonasTable;
  readonly map: Outlines;
  readonly provenance: string;
  readonly address: Address;
  /** Shows the card of a persona, or closes it for null. */
  readonly showCard: (id: string | null) => void;
}

export interface SignaturePicture {
  readonly element: HTMLElement;
  /** Puts personas with their titles in place of those without. */
  setPersonas(personas: PersonasTable, workers: WorkerNames): void;
  /** Opens a persona's card, or closes it for null, as an entry in the history. */
  open(id: string | null): void;
}

export function signaturePicture(options: PictureOptions): SignaturePicture {
  const { map, provenance, address, showCard } = options;
  let { personas } = options;
  let workers: WorkerNames = {};
  const known = arrangements(
    map.states.map(({ centre: [x, y] }) => ({ x: x / map.width, y: y / map.height })),
  );
  let { state, problems } = readPicture(address.read());
  let coloring: ColorClasses = colorClasses(personas, state.color);
  let layout: Layout | null = null;
  let width = 0;
  /** What is selected: groups of the arrangement, dots of the crowd, classes of the colour. */
  let groups: readonly number[] = [];
  let dots: readonly number[] | null = null;
  let chosen: readonly number[] = [];

  const scene = stage({
    outlines: map,
    describe: (row) => who(personas, row, workers),
    onOpen: (row) => open(personas.ids[row]),
    onBrush: (box) => brush(box),
    onChoose: (row) => {
      const group = layout?.groupOf[row] ?? -1;
      if (group < 0) return;
      groups = groups.includes(group) ? groups.filter((one) => one !== group) : [...groups, group];
      tellSelection();
    },
  });
  const legend = colorLegend({
    onPoint: (at) => paint(at),
    onChoose: (next) => {
      chosen = next;
      legend.choose(chosen);
      tellSelection();
    },
  });
  const arrangementChoice = radioGroup(
    "picture-arrangement",
    "Arrange",
    known.map(({ name, label }) => ({ value: name, label })),
    (arrangement) => choose({ ...state, arrangement }),
  );
  const colorChoice = radioGroup(
    "picture-color",
    "Colour",
    COLOR_KEYS.map((key) => ({ value: key, label: colorName(key) })),
    (color) => choose({ ...state, color }),
  );
  const selected = html("p", { class: "picture-selected", role: "status" });
  const problem = html("p", { class: "picture-problem", role: "status" });
  const body = html("div", { class: "picture-body" }, scene.element, legend.element);
  const frame = chartFrame({
    name: "every-persona",
    title: "",
    subtitle: "",
    n: personas.n,
    interval: "Counts of the population itself: there is no sampling interval.",
    provenance,
    sql: "",
    columns: [],
    rows: () => [],
    height: (available) =>
      stageHeight(available) + legendHeight(available, coloring.classes.length),
    method: "./method",
    database: () => import("../duckdb.ts").then(({ openDatabase }) => openDatabase()),
    picture: () => scene.asSvg(),
    legend: () =>
      coloring.classes.map(({ label, color, open, count }) => ({
        paint: color,
        open,
        label: `${label} (${formatCount(count)})`,
      })),
    draw: (available) => {
      width = available;
      body.classList.toggle("wide", available >= WIDE);
      arrange(false);
      return body;
    },
  });

  function open(persona: string | null): void {
    if (persona === state.persona) return;
    state = { ...state, persona };
    address.push(writePicture(state, address.read()));
    showCard(persona);
  }
  function choose(next: PictureState): void {
    const moved = next.arrangement !== state.arrangement;
    state = next;
    address.push(writePicture(state, address.read()));
    show(moved);
  }
  function show(moved: boolean): void {
    arrangementChoice.set(state.arrangement);
    colorChoice.set(state.color);
    if (coloring.attribute.key !== state.color) {
      coloring = colorClasses(personas, state.color);
      chosen = [];
      legend.show(coloring, personas.n);
    }
    if (moved) {
      groups = [];
      dots = null;
    }
    arrange(true);
    tellSelection();
    write();
  }
  function arrange(move: boolean): void {
    if (width === 0) return;
    const arrangement = known.find(({ name }) => name === state.arrangement) ?? known[0];
    const size = {
      width: width >= WIDE ? width - LEGEND_WIDTH - GAP : width,
      height: stageHeight(width),
    };
    const order = orderBy(coloring.classOf);
    const first = layout === null;
    layout = arrangement.arrange(personas, order, size);
    // The first time everyone comes out of the crowd.
    const entering = first && address.read() === "";
    if (entering) scene.show(crowd(personas, order, size), size, false);
    scene.show(layout, size, move || entering);
  }
  function write(): void {
    const arrangement = known.find(({ name }) => name === state.arrangement) ?? known[0];
    frame.update({
      title: arrangement.question,
      subtitle: `One dot per simulated respondent; ${arrangement.meaning}. Colour: ${coloring.attribute.label.toLowerCase()}`,
      sql: pictureSql(state),
      ...picturePivot(personas, state, coloring),
    });
    problem.textContent = problems.join(" ");
  }
  function brush(box: Box | null): void {
    if (!layout) return;
    groups = box ? groupsWithin(layout, box) : [];
    dots = box && layout.groups.length === 0 ? dotsWithin(layout, box) : null;
    if (!box) {
      chosen = [];
      legend.choose(chosen);
    }
    tellSelection();
  }
  /** What the groups, the crowd's dots and the colours chosen say together. */
  function selection(): { filters: readonly Filter[]; dots: readonly number[] | null } {
    const grouped = layout ? selectionOf(personas, layout, groups) : { filters: [], dots: null };
    const colored = chosen.length > 0 ? [classFilter(coloring, chosen)] : [];
    return { filters: [...grouped.filters, ...colored], dots: dots ?? grouped.dots };
  }
  function selectedRows(): number[] {
    const { filters, dots } = selection();
    return rowsOf(personas, filters, dots);
  }
  function isSelecting(): boolean {
    return groups.length > 0 || chosen.length > 0 || dots !== null;
  }
  function paint(pointedClass: number | null = null): void {
    const { classes, classOf } = coloring;
    let lit: Uint8Array | null = null;
    if (isSelecting()) {
      lit = new Uint8Array(personas.n);
      for (const row of selectedRows()) lit[row] = 1;
    }
    if (pointedClass !== null)
      lit = classOf.map((at, row) => (at === pointedClass && (!lit || lit[row]) ? 1 : 0));
    const colors = classes.map(({ color }) => color);
    scene.paint({ classOf, colors, open: classes.map(({ open }) => open), lit });
  }
  function tellSelection(): void {
    paint();
    if (!isSelecting()) {
      legend.count(null);
      selected.replaceChildren(
        "Drag over the dots or choose a colour to select. Click a dot to meet a persona.",
      );
      return;
    }
    const rows = selectedRows();
    const counts = new Array<number>(coloring.classes.length).fill(0);
    for (const row of rows) counts[coloring.classOf[row]]++;
    legend.count(counts);
    const parameters = new URLSearchParams();
    const { filters, dots: picked } = selection();
    writeSlice(sliceOf(personas, filters, picked), parameters);
    const clear = html("button", { type: "button", class: "quiet-button" }, "Clear");
    clear.addEventListener("click", () => brush(null));
    const link =
      rows.length > 0
        ? html(
            "a",
            { class: "picture-explore", href: `./personas?${parameters}` },
            `Explore ${rows.length === 1 ? "this" : "these"} ${countOf(rows.length, "persona")}`,
          )
        : "Nobody is in this selection.";
    selected.replaceChildren(
      html("strong", {}, `${formatCount(rows.length)} of ${formatCount(personas.n)}`),
      " selected ",
      link,
      " ",
      clear,
    );
  }

  address.onTravel(() => {
    const before = state.arrangement;
    ({ state, problems } = readPicture(address.read()));
    show(before !== state.arrangement);
    showCard(state.persona);
  });
  addEventListener("beforeprint", () => {
    const { remove } = scene.asSvg();
    scene.element.classList.add("printing");
    addEventListener(
      "afterprint",
      () => {
        scene.element.classList.remove("printing");
        remove();
      },
      { once: true },
    );
  });
  legend.show(coloring, personas.n);
  arrangementChoice.set(state.arrangement);
  colorChoice.set(state.color);
  tellSelection();
  write();
  if (state.persona !== null && !personas.ids.includes(state.persona)) {
    problems = [...problems, `No persona is called "${state.persona.slice(0, 40)}".`];
    state = { ...state, persona: null };
    write();
  } else showCard(state.persona);

  return {
    open,
    element: html(
      "section",
      { class: "picture", "aria-label": "Every persona a dot" },
      html(
        "div",
        { class: "picture-controls no-print" },
        arrangementChoice.element,
        colorChoice.element,
      ),
      frame,
      html("div", { class: "picture-foot no-print" }, selected),
      problem,
    ),
    setPersonas(next, names) {
      personas = next;
      workers = names;
    },
  };
}
