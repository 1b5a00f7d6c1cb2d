/** Where the judgements come from: the dataset, files of the reader, or a simulation. */

import type { KnownIds } from "../../schema/judgement-merge.ts";
import { mergeJudgements } from "../../schema/judgement-merge.ts";
import { type JudgementFile, readJudgements, rowFaultLine } from "../../schema/judgement-rows.ts";
import { button, html } from "../dom.ts";
import { countOf } from "../format.ts";
import { tableOf } from "./panels.ts";
import { type JudgementSource, whoseJudgements } from "./whose.ts";

export interface SourceEvents {
  files(source: JudgementSource): void;
  simulate(): void;
  /** Back to what the dataset has. */
  clear(): void;
}

export interface SourcePanel {
  readonly element: HTMLElement;
  show(source: JudgementSource): void;
}

const LARGEST = 50_000_000;
const TOLD = 20;

export function sourcePanel(known: KnownIds, events: SourceEvents): SourcePanel {
  const about = html("div", {});
  const faults = html("div", { role: "status" });
  const input = html("input", {
    type: "file",
    id: "judgement-files",
    multiple: true,
    accept: ".json,.csv,application/json,text/csv",
  });
  const actions = html("p", { class: "annotate-actions no-print" });
  const simulate = button("Try it with simulated raters", events.simulate, {
    class: "quiet-button",
  });
  const clear = button("Put these away", events.clear, { class: "quiet-button" });
  const element = html(
    "section",
    { class: "judgement-source", "aria-label": "Judgements" },
    about,
    html(
      "p",
      { class: "no-print" },
      html(
        "label",
        { for: "judgement-files" },
        "Files of raters, JSON or CSV; choose them or drop them here. They are read in this browser and sent nowhere. ",
      ),
      input,
    ),
    actions,
    faults,
  );
  const take = async (list: readonly File[]) => {
    if (list.length === 0) return;
    const { source, lines } = await sourceOfFiles(list, known);
    tellFaults(faults, lines);
    if (source.judgements.length > 0) events.files(source);
  };
  input.addEventListener("change", () => void take([...(input.files ?? [])]));
  element.addEventListener("dragover", (event) => {
    event.preventDefault();
    element.classList.add("dragging");
  });
  element.addEventListener("dragleave", () => element.classList.remove("dragging"));
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("dragging");
    void take([...(event.dataTransfer?.files ?? [])]);
  });
  return {
    element,
    show(source) {
      about.replaceChildren(...aboutOf(source));
      actions.replaceChildren(
        ...(source.kind === "none" || source.kind === "dataset" ? [simulate] : [clear]),
      );
      if (source.kind !== "files") {
        input.value = "";
        faults.replaceChildren();
      }
      element.dataset.kind = source.kind;
    },
  };
}

async function sourceOfFiles(
  list: readonly File[],
  known: KnownIds,
): Promise<{ source: JudgementSource; lines: string[] }> {
  const read: JudgementFile[] = [];
  const lines: string[] = [];
  for (const file of list) {
    if (file.size > LARGEST) {
      lines.push(`${file.name}: is larger than 50 MB; import it with npx atlas import judgements`);
    } else read.push(readJudgements(await file.text(), file.name));
  }
  const { judgements, faults, repeated } = mergeJudgements(read, known);
  lines.push(...faults.map(rowFaultLine));
  if (repeated > 0)
    lines.push(`${countOf(repeated, "row")} there twice, word for word: taken once`);
  const files = list.map(({ name }) => name);
  return { source: { judgements, files, kind: "files" }, lines };
}

function tellFaults(place: HTMLElement, lines: readonly string[]): void {
  place.replaceChildren();
  if (lines.length === 0) return;
  const more = lines.length > TOLD ? [html("li", {}, `and ${lines.length - TOLD} more`)] : [];
  place.append(
    html("p", {}, "Left out:"),
    html("ul", {}, ...lines.slice(0, TOLD).map((line) => html("li", {}, line)), ...more),
  );
}

function aboutOf(source: JudgementSource): HTMLElement[] {
  const { judgements, kind } = source;
  if (kind === "none") {
    return [
      html(
        "p",
        {},
        "This dataset has no judgements of raters yet. Make a study with ",
        html("code", {}, "npx atlas study"),
        ", let people judge on the ",
        html("a", { href: "./annotate" }, "annotate page"),
        ", and put their files here. To keep them with the dataset: ",
        html("code", {}, "npx atlas import judgements FILES"),
        ", and build the site again.",
      ),
    ];
  }
  const table = tableOf(judgements, null);
  const [people, models, studies] = [table.people, table.models, table.studies].map(
    ({ length }) => length,
  );
  const simulated = kind === "simulated";
  const made = simulated ? "simulated raters" : countOf(people, "person", "people");
  const of = simulated ? "simulated model" : "model";
  return [
    html("p", { class: simulated ? "simulated" : null }, whoseJudgements(source, table)),
    html(
      "p",
      { class: "judgement-count" },
      `${countOf(judgements.length, "judgement")} by ${simulated ? `${people} ` : ""}${made} and ${countOf(models, of)}, ${countOf(studies, "study", "studies")}`,
    ),
  ];
}
