/** The agreement page: raters against raters, persona by persona. */
import type { Table } from "npm:apache-arrow";
import type { Judgement } from "../../schema/judgement.ts";
import { browserAddress } from "../address.ts";
import { html } from "../dom.ts";
import { noFeedback } from "../failure.ts";
import { columnOf, decodePrompts } from "../feedback/prompts-table.ts";
import { notice } from "../notice.ts";
import { decodePersonas } from "../personas-table.ts";
import { viewStore } from "../view-store.ts";
import { who } from "../who.ts";
import { coefficientsFrame } from "./coefficients-frame.ts";
import { contrastFrame } from "./contrast-frame.ts";
import { decodeJudgements } from "./decode.ts";
import { coefficientsOf, personaAgreement, raterMatrix } from "./measure.ts";
import { defaultSides, type Side, sideName, sidesOf, tableOf } from "./panels.ts";
import { personaMatrixFrame } from "./persona-matrix-frame.ts";
import { raterMatrixFrame } from "./rater-matrix-frame.ts";
import { reasonsFrame } from "./reasons-frame.ts";
import { simulatedJudgements } from "./simulated.ts";
import { sourcePanel } from "./source-panel.ts";
import { type AgreementView, DEFAULT_VIEW, readView, writeView } from "./view.ts";
import { chartProvenance, type JudgementSource } from "./whose.ts";

export interface AgreementSources {
  readonly judgements: Promise<Table>;
  readonly personas: Promise<Table>;
  readonly prompts: Promise<Table>;
  /** What the dataset is, in its own sentence. */
  readonly provenance: Promise<string>;
  /** The prompts' words, for reasons; asked for once there are some. */
  readonly texts: () => Promise<Table>;
}

const PARTS = ["source", "matrix", "contrast", "coefficients", "raters", "reasons"] as const;
export type AgreementPart = (typeof PARTS)[number];
type Places = Readonly<Record<AgreementPart, HTMLElement>>;

/** Fills the page's places. @throws where a file cannot be read. */
export async function showAgreement(places: Places, sources: AgreementSources): Promise<void> {
  const [judgementTable, personaTable, promptTable, dataset] = await Promise.all([
    sources.judgements,
    sources.personas,
    sources.prompts,
    sources.provenance,
  ]);
  const personas = decodePersonas(personaTable);
  const prompts = decodePrompts(promptTable);
  if (prompts.n === 0) {
    for (const part of PARTS) places[part].replaceChildren();
    places.source.replaceChildren(noFeedback());
    return;
  }
  const rowOf = new Map(personas.ids.map((id, at) => [id, at]));
  const promptOf = new Map(prompts.ids.map((id, at) => [id, at]));
  const given = decodeJudgements(judgementTable);
  const ofDataset: JudgementSource = {
    judgements: given,
    files: [],
    kind: given.length > 0 ? "dataset" : "none",
  };
  let files: JudgementSource | null = null;
  let texts: readonly string[] | null = null;
  const store = viewStore<AgreementView>(browserAddress(), { write: writeView, read: readView });
  const note = notice();
  const panel = sourcePanel(
    { personas: new Set(personas.ids), prompts: new Set(prompts.ids) },
    {
      files(source) {
        files = source;
        store.change(DEFAULT_VIEW);
      },
      simulate: () => store.change({ ...DEFAULT_VIEW, source: "simulated" }),
      clear() {
        files = null;
        store.change(DEFAULT_VIEW);
      },
    },
  );
  const simulated = (): JudgementSource => {
    const adults = personas.ids.filter((_, at) => personas.codes.is_adult[at] === 1);
    const judgements = simulatedJudgements(adults, prompts.ids);
    return { judgements, files: [], kind: "simulated" };
  };
  const describe = (id: string) => {
    const row = rowOf.get(id);
    return row === undefined ? "not in this dataset" : who(personas, row);
  };
  const promptText = (id: string) => texts?.[promptOf.get(id) ?? -1] ?? "";

  const paint = () => {
    const view = store.view();
    const source = view.source === "simulated" ? simulated() : (files ?? ofDataset);
    panel.show(source);
    places.source.replaceChildren(note.element, panel.element);
    if (source.judgements.length === 0) {
      for (const part of PARTS.slice(1)) places[part].replaceChildren();
      note.show(store.problems());
      return;
    }
    paintParts(places, source, view, {
      dataset,
      describe,
      promptText,
      change: (changes) => store.change(changes),
      problems: (found) => note.show([...store.problems(), ...found]),
    });
    if (texts === null && source.judgements.some(({ reason }) => reason !== "")) {
      texts = [];
      void sources.texts().then((table) => {
        texts = Array.from(columnOf(table, "text"), String);
        paint();
      });
    }
  };
  store.subscribe(paint);
  paint();
  places.source.dataset.ready = "true";
}

interface Painting {
  readonly dataset: string;
  readonly describe: (persona: string) => string;
  readonly promptText: (prompt: string) => string;
  readonly change: (changes: Partial<AgreementView>) => void;
  readonly problems: (found: readonly string[]) => void;
}

function paintParts(
  places: Places,
  source: JudgementSource,
  view: AgreementView,
  { dataset, describe, promptText, change, problems }: Painting,
): void {
  const { judgements } = source;
  const found: string[] = [];
  const isStudy = view.study === null || judgements.some(({ study }) => study === view.study);
  if (!isStudy) found.push(`There is no study “${view.study?.slice(0, 40)}” in these judgements.`);
  const table = tableOf(judgements, isStudy ? view.study : null);
  const provenance = chartProvenance(source, table, dataset);
  const sides = sidesOf(table);
  const [rows, columns] = defaultSides(table).map((side, at): Side => {
    const asked = at === 0 ? view.rows : view.columns;
    const isThere = sides.includes(asked as Side);
    if (asked !== null && !isThere) found.push(`There is no rater “${asked.slice(0, 40)}”.`);
    return isThere ? (asked as Side) : side;
  });
  problems(found);
  const choose = (name: string, options: [string, string][], value: string, key: string) => {
    const select = html(
      "select",
      { name: key },
      ...options.map(([of, label]) => html("option", { value: of, selected: of === value }, label)),
    );
    select.addEventListener("change", () => change({ [key]: select.value || null }));
    return html("label", {}, `${name} `, select);
  };
  const named = sides.map((side): [string, string] => [side, sideName(side)]);
  const controls = html(
    "div",
    { class: "cross-tab-controls no-print" },
    choose("Rows", named, rows, "rows"),
    choose("Columns", named, columns, "columns"),
  );
  if (table.studies.length > 1) {
    const studies = table.studies.map((study): [string, string] => [study, study]);
    controls.append(
      choose("Study", [["", "all"], ...studies], (isStudy && view.study) || "", "study"),
    );
  }
  const agreement = personaAgreement(table, rows, columns);
  places.matrix.replaceChildren(
    personaMatrixFrame({
      agreement,
      provenance,
      who: describe,
      allPersonas: table.allPersonas,
      controls,
    }),
  );
  places.contrast.replaceChildren(contrastFrame(agreement, provenance));
  places.coefficients.replaceChildren(
    coefficientsFrame({
      ...coefficientsOf(table),
      people: table.people.length,
      provenance,
      who: describe,
    }),
  );
  const hasModels = table.models.length > 0;
  places.raters.replaceChildren(raterMatrixFrame(raterMatrix(table), hasModels, provenance));
  places.reasons.replaceChildren(
    reasonsFrame(table.judgements as readonly Judgement[], provenance, promptText),
  );
}

/** The page's places, found by their ids. */
export function agreementPlaces(): Places {
  const place = (part: AgreementPart) =>
    document.getElementById(`agreement-${part}`) ?? html("div");
  return Object.fromEntries(PARTS.map((part) => [part, place(part)])) as unknown as Places;
}
