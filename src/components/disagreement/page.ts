/** The disagreement page: one view, kept in the address; a map of gaps and a list of prompts. */
import type { Table } from "npm:apache-arrow";
import { browserAddress } from "../address.ts";
import { html } from "../dom.ts";
import { showNoFeedback } from "../failure.ts";
import { type Choices, decodeChoices } from "../feedback/choices.ts";
import { groupingOf } from "../feedback/grouping.ts";
import type { IssueList } from "../feedback/issues.ts";
import { columnOf, decodePrompts } from "../feedback/prompts-table.ts";
import { frameQueue } from "../frame-queue.ts";
import { once } from "../once.ts";
import { decodePersonas } from "../personas-table.ts";
import { countSlice, isEverybody } from "../slices/slice.ts";
import { sliceControls } from "../slices/slice-controls.ts";
import { writeSlice } from "../slices/slice-url.ts";
import type { Answerer } from "../sql-panel.ts";
import { viewStore } from "../view-store.ts";
import { choicesBySplit } from "./choices-of-split.ts";
import { pageControls } from "./controls.ts";
import { decodeFirstMap } from "./first-map.ts";
import { gapMapFrame } from "./gap-map-frame.ts";
import { attributesOf, gapQuery, promptsQuery } from "./gap-sql.ts";
import {
  countsOf,
  type GapMap,
  gapMap,
  mapOf,
  outvotedMap,
  type Population,
  promptMask,
  rowsOf,
} from "./measure.ts";
import { promptList } from "./prompt-list.ts";
import { rankPrompts } from "./prompt-ranking.ts";
import { DEFAULT_VIEW, type DisagreementView, readView, writeView } from "./view.ts";

export interface DisagreementSources {
  readonly personas: Promise<Table>;
  readonly prompts: Promise<Table>;
  readonly issues: Promise<IssueList>;
  readonly provenance: Promise<string>;
  /** The map of the default view. */
  readonly first: Promise<Table>;
  /** Asked for after the first paint. */
  readonly feedback: () => Promise<Table>;
  readonly texts: () => Promise<Table>;
  readonly database: () => Promise<Answerer>;
}

export type DisagreementPart = "bar" | "map" | "prompts";

/** Fills the page's places. @throws where a file cannot be read. */
export async function showDisagreement(
  places: Readonly<Record<DisagreementPart, HTMLElement>>,
  sources: DisagreementSources,
): Promise<void> {
  const [table, promptTable, issues, provenance, first] = await Promise.all([
    sources.personas,
    sources.prompts,
    sources.issues,
    sources.provenance,
    sources.first,
  ]);
  const personas = decodePersonas(table);
  const population: Population = {
    personas,
    prompts: decodePrompts(promptTable),
    issues,
    provenance,
  };
  const { prompts } = population;
  if (prompts.n === 0) return showNoFeedback([places.bar, places.map, places.prompts]);
  const known = { personas: personas.n, topics: prompts.topics, framings: prompts.framings };
  const store = viewStore<DisagreementView>(browserAddress(), {
    write: writeView,
    read: (query) => readView(query, known),
  });
  const database = once(sources.database);
  let choices: ((split: DisagreementView["split"]) => Choices) | null = null;
  let texts: readonly string[] = [];
  let map: GapMap | null = null;
  let maskOfSlice = countSlice(personas, store.view().slice).mask;

  const slicing = sliceControls(personas, store, database, () => queue.ask("slice"));
  const controls = pageControls(issues, prompts.framings, (changes) => store.change(changes));
  const mapFrame = gapMapFrame(
    provenance,
    controls.map,
    { openTopic: (topic) => store.change({ topic }) },
    database,
  );
  const list = promptList(population, controls.list, (prompt) => {
    const { slice, by, also } = store.view();
    const parameters = new URLSearchParams({ id: prompts.ids[prompt] });
    if (by !== DEFAULT_VIEW.by) parameters.set("by", by);
    if (also !== null) parameters.set("also", also);
    writeSlice({ ...slice, picked: null, where: "" }, parameters);
    return `./prompt?${parameters}`;
  });

  const paintMap = () => {
    const view = store.view();
    if (choices) {
      map = gapMap(population, choices(view.split), view, maskOfSlice);
      const outvoted =
        view.measure === "outvoted"
          ? outvotedMap(countsOf(population, choices(view.split), map.grouping), map.rows)
          : null;
      mapFrame.update(map, outvoted, view, gapQuery(view, personas.ids));
    } else if (isDefaultMap(view)) {
      const grouping = groupingOf(personas, attributesOf(view), maskOfSlice);
      const { cells, choices: n, skipped } = decodeFirstMap(first);
      map = mapOf(grouping, rowsOf(population, view), cells, n, skipped);
      mapFrame.update(map, null, view, gapQuery(view, personas.ids));
    }
  };
  const paintList = () => {
    const view = store.view();
    const grouping = groupingOf(personas, attributesOf(view, "broad"), maskOfSlice);
    const labels = grouping.groups.map(({ label }) => label);
    controls.update(view, labels);
    if (!choices) return;
    const counts = countsOf(population, choices(view.split), grouping);
    const group = Math.max(0, labels.indexOf(view.group ?? ""));
    list.update({
      grouping,
      counts,
      ranking: rankPrompts(counts, promptMask(prompts, view), view.rank, group),
      rank: view.rank,
      group,
      texts,
      sql: promptsQuery(view, personas.ids),
    });
  };
  const queue = frameQueue(["list", "view", "slice"], {
    first(reason) {
      if (reason !== "list") {
        maskOfSlice = slicing.paint();
        paintMap();
      }
    },
    last: paintList,
  });

  places.bar.replaceChildren(...slicing.elements);
  places.map.replaceChildren(mapFrame.element);
  places.prompts.replaceChildren(list.element);
  store.subscribe((view, before) => queue.ask(view.slice === before.slice ? "view" : "slice"));
  queue.ask("slice");

  const [feedback, words] = await Promise.all([sources.feedback(), sources.texts()]);
  choices = choicesBySplit(decodeChoices(feedback));
  texts = Array.from(columnOf(words, "text"), String);
  queue.ask("slice");
  places.bar.dataset.ready = "true";
  await database().catch(() => undefined);
}

/** Whether the table of the first paint answers a view. */
function isDefaultMap({ slice, by, also, rows, topic, framing, split, measure }: DisagreementView) {
  return (
    isEverybody(slice) &&
    by === DEFAULT_VIEW.by &&
    also === null &&
    rows === DEFAULT_VIEW.rows &&
    topic === null &&
    framing === null &&
    split === null &&
    measure === DEFAULT_VIEW.measure
  );
}

/** The page's places with a skeleton in each, found by their ids. */
export function disagreementPlaces(): Record<DisagreementPart, HTMLElement> {
  const place = (part: DisagreementPart) =>
    document.getElementById(`disagreement-${part}`) ?? html("div");
  return { bar: place("bar"), map: place("map"), prompts: place("prompts") };
}
