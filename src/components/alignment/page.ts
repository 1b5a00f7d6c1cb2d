/** The alignment page: which people a model serves, from runs of the benchmark. */
import type { Table } from "npm:apache-arrow";
import { attributeOf } from "../../schema/attributes.ts";
import type { Mode } from "../../schema/bench.ts";
import { passRate } from "../../stats/bench/pass-rates.ts";
import { browserAddress } from "../address.ts";
import { html } from "../dom.ts";
import { groupingOf } from "../feedback/grouping.ts";
import type { IssueList } from "../feedback/issues.ts";
import { columnOf, decodePrompts } from "../feedback/prompts-table.ts";
import { frameQueue } from "../frame-queue.ts";
import { notice } from "../notice.ts";
import { decodePersonas } from "../personas-table.ts";
import { attributeSelect } from "../slices/filter-menu.ts";
import { viewStore } from "../view-store.ts";
import { who } from "../who.ts";
import { answersList, type WrittenAnswer } from "./answers-list.ts";
import { costQuality } from "./cost-quality.ts";
import { costTable } from "./cost-table.ts";
import { driftCharts } from "./drift-charts.ts";
import { MODE_NAMES, type RunFigures } from "./figures.ts";
import { groupsChart } from "./groups-chart.ts";
import { intersections } from "./intersections.ts";
import { decodeJudged, partOf } from "./judged.ts";
import { modelsChart } from "./models-chart.ts";
import { passCurve } from "./pass-curve.ts";
import { summaryChart } from "./summary-chart.ts";
import { taskChart } from "./task-charts.ts";
import { type AlignmentView, mainRuns, readView, writeView } from "./view.ts";

export interface AlignmentSources {
  readonly personas: Promise<Table>;
  readonly prompts: Promise<Table>;
  readonly issues: Promise<IssueList>;
  readonly provenance: Promise<string>;
  readonly runs: Promise<readonly RunFigures[]>;
  /** Asked for after the first paint. */
  readonly judged: () => Promise<Table>;
  readonly texts: () => Promise<Table>;
  /** By run: what was written, by model, mode, persona and prompt. */
  readonly written: () => Promise<
    Readonly<Record<string, Readonly<Record<string, WrittenAnswer>>>>
  >;
}

export const PARTS = [
  "bar",
  "models",
  "groups",
  "intersections",
  "answers",
  "tasks",
  "runs",
] as const;
export type AlignmentPart = (typeof PARTS)[number];

const TASKS_SHOWN = ["loo", "loo_three", "comparison", "cross_persona", "stability"] as const;

/** Fills the page's places. @throws where a file cannot be read. */
export async function showAlignment(
  places: Readonly<Record<AlignmentPart, HTMLElement>>,
  sources: AlignmentSources,
): Promise<void> {
  const [runs, table, promptTable, issues, provenance] = await Promise.all([
    sources.runs,
    sources.personas,
    sources.prompts,
    sources.issues,
    sources.provenance,
  ]);
  if (mainRuns(runs).length === 0) return showNoRuns(places);
  const personas = decodePersonas(table);
  const prompts = decodePrompts(promptTable);
  const store = viewStore<AlignmentView>(browserAddress(), {
    write: (view) => writeView(view, runs),
    read: (query) => readView(query, runs),
  });
  let judged: ReturnType<typeof decodeJudged> | null = null;
  let texts: readonly string[] = [];
  let written: Awaited<ReturnType<AlignmentSources["written"]>> = {};

  const note = notice();
  const run = choice("Run", (folder) => {
    const next = runs.find((one) => one.folder === folder) as RunFigures;
    const { model, mode } = store.view();
    store.change({
      run: folder,
      model: next.models.some(({ name }) => name === model) ? model : next.models[0].name,
      mode: next.modes.includes(mode) ? mode : next.modes[0],
    });
  });
  const model = choice("Model", (name) => store.change({ model: name }));
  const mode = choice("Mode", (name) => store.change({ mode: name as Mode }));
  const by = attributeSelect("Groups by", (key) =>
    store.change(
      store.view().also === key ? { by: key, also: store.view().by } : { by: key, group: null },
    ),
  );
  const also = attributeSelect("and by", (key) => store.change({ also: key }));
  const models = modelsChart(provenance, html("div"));
  const groups = groupsChart(provenance, html("div"));
  const cells = intersections(provenance, html("div"));
  const answers = answersList(
    prompts,
    issues,
    personas.ids,
    (persona) => who(personas, persona),
    provenance,
    (group) => store.change({ group }),
  );
  const summaries = summaryChart(provenance);
  const bar = html(
    "section",
    { class: "slice-bar alignment-bar", "aria-label": "What is shown" },
    html(
      "div",
      { class: "cross-tab-controls" },
      labelled("Run", run),
      labelled("Model", model),
      labelled("Mode", mode),
      labelled("Groups by", by),
      labelled("and", also),
    ),
  );

  const fill = (select: HTMLSelectElement, options: readonly (readonly [string, string])[]) =>
    select.replaceChildren(...options.map(([value, text]) => html("option", { value }, text)));
  const paint = () => {
    const view = store.view();
    const present = runs.find(({ folder }) => folder === view.run) as RunFigures;
    fill(
      run,
      mainRuns(runs).map(({ folder, name, task }) => [folder, `${name} (${task})`]),
    );
    fill(
      model,
      present.models.map(({ name }) => [name, name]),
    );
    fill(
      mode,
      present.modes.map((name) => [name, MODE_NAMES[name]]),
    );
    [run.value, model.value, mode.value, by.value, also.value] = [
      view.run,
      view.model,
      view.mode,
      view.by,
      view.also,
    ];
    for (const option of also.options) option.disabled = option.value === view.by;
    note.show(store.problems());
    models.update(present);
    summaries.update(present, view.model);
    if (judged) paintGroups(present, view, judged);
  };
  const paintGroups = (
    present: RunFigures,
    view: AlignmentView,
    all: ReturnType<typeof decodeJudged>,
  ) => {
    const part = present.parts.findIndex(
      (one) => one.model === view.model && one.mode === view.mode,
    );
    const rows = partOf(all, runs.indexOf(present), part);
    const everybody = new Uint8Array(personas.n).fill(1);
    const grouping = groupingOf(personas, [attributeOf(view.by)], everybody);
    const title = `${view.model}, ${MODE_NAMES[view.mode].toLowerCase()}`;
    groups.update({ title, rows, grouping, overall: passRate(rows).estimate });
    cells.update({
      title,
      rows,
      personas,
      attributes: [attributeOf(view.by), attributeOf(view.also)],
    });
    const labels = grouping.groups.map(({ label }) => label);
    const group = view.group === null ? -1 : labels.indexOf(view.group);
    answers.update({
      title,
      rows,
      isIn: (persona) => group < 0 || grouping.of[persona] === group,
      group: group < 0 ? null : view.group,
      groups: labels,
      texts,
      written: (persona, prompt) =>
        written[view.run]?.[`${view.model} ${view.mode} ${persona} ${prompt}`],
    });
  };
  const queue = frameQueue(["view"], { first: paint, last: () => {} });

  places.bar.replaceChildren(note.element, bar);
  places.models.replaceChildren(models.element);
  places.groups.replaceChildren(groups.element);
  places.intersections.replaceChildren(cells.element);
  places.answers.replaceChildren(answers.element);
  places.tasks.replaceChildren(
    summaries.element,
    passCurve(runs, provenance),
    ...TASKS_SHOWN.map((task) => taskChart(task, runs, provenance)),
    ...driftCharts(runs, provenance),
  );
  places.runs.replaceChildren(costQuality(runs, provenance), costTable(runs, provenance));
  store.subscribe(() => queue.ask("view"));
  queue.ask("view");

  const [judgedTable, words, answered] = await Promise.all([
    sources.judged(),
    sources.texts(),
    sources.written(),
  ]);
  written = answered;
  judged = decodeJudged(judgedTable);
  texts = Array.from(columnOf(words, "text"), String);
  queue.ask("view");
  places.bar.dataset.ready = "true";
}

function showNoRuns(places: Readonly<Record<AlignmentPart, HTMLElement>>): void {
  for (const part of PARTS) places[part].replaceChildren();
  places.bar.replaceChildren(
    html(
      "p",
      { class: "frame-empty" },
      "There is no run of the benchmark over this dataset. npm start makes runs of the reference models where the dataset’s choices are simulated; npx atlas bench makes others under build/runs. Build the site again to see them.",
    ),
  );
}

function labelled(text: string, control: HTMLElement): HTMLLabelElement {
  return html("label", {}, `${text} `, control);
}

function choice(label: string, choose: (value: string) => void): HTMLSelectElement {
  const select = html("select", { "aria-label": label });
  select.addEventListener("change", () => choose(select.value));
  return select;
}

/** The page's places with a skeleton in each, found by their ids. */
export function alignmentPlaces(): Record<AlignmentPart, HTMLElement> {
  const place = (part: AlignmentPart) =>
    document.getElementById(`alignment-${part}`) ?? html("div");
  return Object.fromEntries(PARTS.map((part) => [part, place(part)])) as Record<
    AlignmentPart,
    HTMLElement
  >;
}
