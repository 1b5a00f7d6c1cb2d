/** The groups page: two slices side by side, and the matrix of all groups of an attribute. */
import type { Table } from "npm:apache-arrow";
import { browserAddress } from "../address.ts";
import { attributesOf } from "../disagreement/gap-sql.ts";
import { countsOf, gapsBetween, type Population } from "../disagreement/measure.ts";
import { promptList } from "../disagreement/prompt-list.ts";
import { rankPrompts } from "../disagreement/prompt-ranking.ts";
import { button, html } from "../dom.ts";
import { showNoFeedback } from "../failure.ts";
import { type Choices, decodeChoices } from "../feedback/choices.ts";
import { groupingOf } from "../feedback/grouping.ts";
import type { IssueList } from "../feedback/issues.ts";
import { promptRows } from "../feedback/prompt-rows.ts";
import { columnOf, decodePrompts } from "../feedback/prompts-table.ts";
import { formatCount } from "../format.ts";
import { frameQueue } from "../frame-queue.ts";
import { notice } from "../notice.ts";
import { once } from "../once.ts";
import { decodePersonas } from "../personas-table.ts";
import { attributeSelect, filterMenu } from "../slices/filter-menu.ts";
import { countSlice, isEverybody, type Slice } from "../slices/slice.ts";
import { sliceBar } from "../slices/slice-bar.ts";
import type { Answerer } from "../sql-panel.ts";
import { viewStore } from "../view-store.ts";
import { agreementChart } from "./agreement-chart.ts";
import { demographics } from "./demographics.ts";
import { demographicsChart } from "./demographics-chart.ts";
import { partingChart } from "./parting-chart.ts";
import { agreementOf, type GroupAgreement, tested } from "./reliability.ts";
import { reliabilityMatrix } from "./reliability-matrix.ts";
import { partingQuery, sidePromptsQuery } from "./side-sql.ts";
import { type Sides, sidesOf } from "./sides.ts";
import { type GroupsView, readView, writeView } from "./view.ts";

export interface GroupsSources {
  readonly personas: Promise<Table>;
  readonly prompts: Promise<Table>;
  readonly issues: Promise<IssueList>;
  readonly provenance: Promise<string>;
  /** Asked for after the first paint. */
  readonly feedback: () => Promise<Table>;
  readonly texts: () => Promise<Table>;
  readonly database: () => Promise<Answerer>;
}

export type GroupsPart = "bar" | "demographics" | "parting" | "agreement" | "prompts" | "matrix";

/** Fills the page's places. @throws where a file cannot be read. */
export async function showGroups(
  places: Readonly<Record<GroupsPart, HTMLElement>>,
  sources: GroupsSources,
): Promise<void> {
  const [table, promptTable, issues, provenance] = await Promise.all([
    sources.personas,
    sources.prompts,
    sources.issues,
    sources.provenance,
  ]);
  const personas = decodePersonas(table);
  const prompts = decodePrompts(promptTable);
  if (prompts.n === 0) return showNoFeedback(Object.values(places));
  const population: Population = { personas, prompts, issues, provenance };
  const store = viewStore<GroupsView>(browserAddress(), {
    write: writeView,
    read: (query) => readView(query, personas.n),
  });
  const database = once(sources.database);
  let choices: Choices | null = null;
  let texts: readonly string[] = [];
  let sides: Sides = sidesOf(new Uint8Array(personas.n), new Uint8Array(personas.n));
  let turn = 0;
  let matrixOf = "";

  const note = notice();
  const overlap = html("p", { class: "sides-overlap", role: "status" });
  const swap = button("Swap A and B", () => store.change(swapped(store.view())), {
    class: "quiet-button no-print",
  });
  const bars = (["a", "b"] as const).map((side) => {
    const change = (slice: Slice) => store.change({ [side]: slice });
    const menu = filterMenu(change, () => store.view()[side]);
    const bar = sliceBar({
      size: personas.n,
      change,
      menu: menu.element,
      hint: "Everybody",
      name: `slice-${side}`,
      label: side.toUpperCase(),
      hasLink: side === "a",
    });
    bar.element.classList.add(`side-${side}`);
    return { side, menu, bar };
  });
  const demographic = demographicsChart(provenance);
  const rows = html(
    "select",
    { "aria-label": "Rows" },
    html("option", { value: "topics" }, "Topics"),
    html("option", { value: "axes" }, "Value axes"),
  );
  rows.addEventListener("change", () => store.change({ rows: rows.value as GroupsView["rows"] }));
  const parting = partingChart(
    provenance,
    html("div", { class: "cross-tab-controls no-print" }, html("label", {}, "Rows ", rows)),
    database,
  );
  const agreement = agreementChart(provenance);
  const rank = html(
    "select",
    { "aria-label": "Order" },
    html("option", { value: "gap" }, "A and B differ most"),
    html("option", { value: "consensus" }, "A and B agree, and nearly all"),
  );
  rank.addEventListener("change", () => store.change({ rank: rank.value as GroupsView["rank"] }));
  const list = promptList(
    population,
    html("div", { class: "cross-tab-controls no-print" }, html("label", {}, "Order ", rank)),
    (prompt) => `./prompt?id=${encodeURIComponent(prompts.ids[prompt])}`,
  );
  const by = attributeSelect("Groups by", (key) => store.change({ by: key }));
  const matrix = reliabilityMatrix(
    provenance,
    html("div", { class: "cross-tab-controls no-print" }, html("label", {}, "Groups by ", by)),
  );

  const paintSides = () => {
    const view = store.view();
    const counted = { a: countSlice(personas, view.a), b: countSlice(personas, view.b) };
    sides = sidesOf(counted.a.mask, counted.b.mask);
    for (const { side, menu, bar } of bars) {
      bar.update(view[side], counted[side].n);
      menu.update(view[side]);
    }
    overlap.textContent =
      sides.both > 0
        ? `${formatCount(sides.both)} are in both and are left out of every comparison below.`
        : "Nobody is in both.";
    note.show(store.problems());
    const named = new Set([...view.a.filters, ...view.b.filters].map(({ key }) => key));
    if (!isEverybody(view.a) || !isEverybody(view.b)) {
      if (view.a.adults || view.b.adults) named.add("age");
    }
    demographic.update(demographics(personas, sides, named), sides);
  };
  const paintParting = () => {
    const view = store.view();
    rows.value = view.rows;
    if (!choices) return;
    const map = gapsBetween(
      choices,
      sides.grouping,
      promptRows({ kind: view.rows }, prompts, issues),
    );
    parting.update(map, partingQuery(view));
  };
  const everyPrompt = new Uint8Array(prompts.n).fill(1);
  const paintRest = async () => {
    const view = store.view();
    const mine = ++turn;
    rank.value = view.rank;
    by.value = view.by;
    if (!choices) return;
    const ready = choices;
    const isStale = () => mine !== turn;
    const counts = countsOf(population, ready, sides.grouping);
    list.update({
      grouping: sides.grouping,
      counts,
      ranking: rankPrompts(counts, everyPrompt, view.rank, 0),
      rank: view.rank,
      group: 0,
      texts,
      sql: sidePromptsQuery(view),
    });
    const twoSides = agreementOf(ready, prompts.n, sides.grouping);
    agreement.update(twoSides);
    let groups: GroupAgreement | null = null;
    if (matrixOf !== view.by) {
      const everybody = new Uint8Array(personas.n).fill(1);
      const grouping = groupingOf(personas, attributesOf({ by: view.by, also: null }), everybody);
      groups = agreementOf(ready, prompts.n, grouping);
      matrix.update(groups);
    }
    const sidesTested = await tested(twoSides, ready, isStale);
    if (sidesTested) agreement.update(sidesTested);
    const groupsTested = groups ? await tested(groups, ready, isStale) : null;
    if (groupsTested) {
      matrixOf = view.by;
      matrix.update(groupsTested);
    }
    if (!isStale()) places.bar.dataset.tested = "true";
  };
  const queue = frameQueue(["view", "slice"], {
    first(reason) {
      delete places.bar.dataset.tested;
      if (reason === "slice") paintSides();
      paintParting();
    },
    last: () => void paintRest(),
  });

  places.bar.replaceChildren(
    note.element,
    ...bars.map(({ bar }) => bar.element),
    html("div", { class: "sides-foot" }, overlap, swap),
  );
  places.demographics.replaceChildren(demographic.element);
  places.parting.replaceChildren(parting.element);
  places.agreement.replaceChildren(agreement.element);
  places.prompts.replaceChildren(list.element);
  places.matrix.replaceChildren(matrix.element);
  store.subscribe((view, before) =>
    queue.ask(view.a === before.a && view.b === before.b ? "view" : "slice"),
  );
  queue.ask("slice");

  const [feedback, words] = await Promise.all([sources.feedback(), sources.texts()]);
  choices = decodeChoices(feedback);
  texts = Array.from(columnOf(words, "text"), String);
  queue.ask("slice");
  places.bar.dataset.ready = "true";
  await database().catch(() => undefined);
}

const swapped = ({ a, b }: GroupsView): Partial<GroupsView> => ({ a: b, b: a });

/** The page's places with a skeleton in each, found by their ids. */
export function groupsPlaces(): Record<GroupsPart, HTMLElement> {
  const place = (part: GroupsPart) => document.getElementById(`groups-${part}`) ?? html("div");
  return {
    bar: place("bar"),
    demographics: place("demographics"),
    parting: place("parting"),
    agreement: place("agreement"),
    prompts: place("prompts"),
    matrix: place("matrix"),
  };
}
