/** The page of one prompt: its words, its two answers, who prefers which, and on what ground. */
import type { Table } from "npm:apache-arrow";
import { browserAddress } from "../address.ts";
import { attributesOf } from "../disagreement/gap-sql.ts";
import { html } from "../dom.ts";
import { showNoFeedback } from "../failure.ts";
import { type Choices, decodeChoices } from "../feedback/choices.ts";
import { groupingOf } from "../feedback/grouping.ts";
import type { IssueEntry, IssueList } from "../feedback/issues.ts";
import { columnOf, decodePrompts, type PromptsTable } from "../feedback/prompts-table.ts";
import { frameQueue } from "../frame-queue.ts";
import { once } from "../once.ts";
import { decodePersonas } from "../personas-table.ts";
import { attributeSelect } from "../slices/filter-menu.ts";
import { sliceControls } from "../slices/slice-controls.ts";
import type { Answerer } from "../sql-panel.ts";
import { viewStore } from "../view-store.ts";
import { who } from "../who.ts";
import { judgesOf, sharesOf } from "./judges.ts";
import { judgesChart } from "./judges-chart.ts";
import { sharesChart } from "./shares-chart.ts";
import { sharesQuery } from "./shares-sql.ts";
import { type PromptView, readView, writeView } from "./view.ts";
import { answersOf, promptWords } from "./words.ts";

export interface PromptSources {
  readonly personas: Promise<Table>;
  readonly prompts: Promise<Table>;
  readonly texts: Promise<Table>;
  readonly issues: Promise<IssueList>;
  readonly provenance: Promise<string>;
  /** Name of the language model that chose; null for simulated respondents. */
  readonly model: Promise<string | null>;
  readonly responses: Promise<Table>;
  readonly feedback: Promise<Table>;
  /** True utilities; absent where a dataset has none. */
  readonly utility: () => Promise<Table>;
  readonly database: () => Promise<Answerer>;
}

export type PromptPart = "bar" | "words" | "shares" | "judges";

/** Fills the page's places. @throws where a file cannot be read. */
export async function showPrompt(
  places: Readonly<Record<PromptPart, HTMLElement>>,
  sources: PromptSources,
): Promise<void> {
  const [table, promptTable, textTable, issues, provenance, model] = await Promise.all([
    sources.personas,
    sources.prompts,
    sources.texts,
    sources.issues,
    sources.provenance,
    sources.model,
  ]);
  const personas = decodePersonas(table);
  const prompts = decodePrompts(promptTable);
  if (prompts.n === 0)
    return showNoFeedback([places.words, places.bar, places.shares, places.judges]);
  const texts = Array.from(columnOf(textTable, "text"), String);
  const store = viewStore<PromptView>(browserAddress(), {
    write: writeView,
    read: (query) => readView(query, prompts.ids, personas.n),
  });
  const database = once(sources.database);
  let choices: Choices | null = null;
  let utility: Float32Array | null = null;
  let responses: Table | null = null;
  let shown = "";

  const slicing = sliceControls(personas, store, database, () => queue.ask("slice"));
  const by = attributeSelect("Compare groups by", (key) => {
    const { also } = store.view();
    store.change({ by: key, also: also === key ? null : also });
  });
  const also = attributeSelect("and by", (key) => store.change({ also: key === "" ? null : key }), [
    ["", "nothing else"],
  ]);
  const controls = html(
    "div",
    { class: "cross-tab-controls no-print" },
    html("label", {}, "Groups by ", by),
    html("label", {}, "and ", also),
  );
  const shares = sharesChart(provenance, controls, database);
  const judges = judgesChart(provenance);

  const paintWords = (view: PromptView, row: number, issue: IssueEntry) => {
    const state = `${view.id} ${responses !== null}`;
    if (state === shown) return;
    shown = state;
    document.title = `${texts[row]} | Persona Atlas`;
    places.words.replaceChildren(
      promptWords({
        row,
        prompts,
        texts,
        issues,
        issue,
        model,
        answers: responses ? answersOf(responses, row) : null,
        open: (id) => {
          store.change({ id });
          scrollTo({ top: 0 });
        },
      }),
    );
  };
  const paint = () => {
    const view = store.view();
    const mask = slicing.paint();
    by.value = view.by;
    also.value = view.also ?? "";
    for (const option of also.options) option.disabled = option.value === view.by;
    const row = prompts.ids.indexOf(view.id);
    const issue = issueOf(prompts, row, issues);
    paintWords(view, row, issue);
    if (!choices) return;
    const grouping = groupingOf(personas, attributesOf(view, "broad"), mask);
    const found = judgesOf(row, choices, utility, mask, grouping);
    shares.update(sharesOf(found, grouping), issue, view, sharesQuery(view, personas.ids));
    judges.update({
      judges: found,
      grouping,
      issue,
      ids: personas.ids,
      who: (persona) => who(personas, persona),
    });
  };
  const queue = frameQueue(["view", "slice"], { first: paint, last: () => {} });

  places.bar.replaceChildren(...slicing.elements);
  places.shares.replaceChildren(shares.element);
  places.judges.replaceChildren(judges.element);
  store.subscribe((view, before) => queue.ask(view.slice === before.slice ? "view" : "slice"));
  queue.ask("slice");
  void sources.responses.then((table) => {
    responses = table;
    queue.ask("view");
  });
  choices = decodeChoices(await sources.feedback);
  try {
    utility = columnOf(await sources.utility(), "utility").toArray();
  } catch (error) {
    console.error(error);
    slicing.note.say("The true utilities did not arrive. Reload the page to see them.");
  }
  queue.ask("slice");
  await sources.responses;
  places.bar.dataset.ready = "true";
}

function issueOf(prompts: PromptsTable, row: number, { issues }: IssueList): IssueEntry {
  const key = prompts.issues[prompts.issue[row]];
  const found = issues.find((issue) => issue.key === key);
  if (!found) throw new RangeError(`The list of issues lacks "${key}".`);
  return found;
}

/** The page's places with a skeleton in each, found by their ids. */
export function promptPlaces(): Record<PromptPart, HTMLElement> {
  const place = (part: PromptPart) => document.getElementById(`prompt-${part}`) ?? html("div");
  return {
    bar: place("bar"),
    words: place("words"),
    shares: place("shares"),
    judges: place("judges"),
  };
}
