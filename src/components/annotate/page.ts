/** The annotate page: from a link to a study, to judgements in a file. */
import type { Table } from "npm:apache-arrow";
import { datasetMark, itemsOf, type Study, sittingsOf, writeStudy } from "../../schema/study.ts";
import { drawStudy } from "../../schema/study-draw.ts";
import { noFeedback } from "../failure.ts";
import { columnOf, decodePrompts, type PromptsTable } from "../feedback/prompts-table.ts";
import { notice } from "../notice.ts";
import { textsOf } from "../personas/persona-texts.ts";
import { decodePersonas, type PersonasTable, withTexts } from "../personas-table.ts";
import { answersOf } from "../prompt/words.ts";
import { who } from "../who.ts";
import { progressShelf } from "./progress.ts";
import { type SittingTexts, sitting } from "./sitting.ts";
import { noStudy, startForm } from "./start.ts";
import { readAddress } from "./view.ts";

export interface AnnotateSources {
  readonly personas: Promise<Table>;
  readonly prompts: Promise<Table>;
  readonly manifest: Promise<{
    readonly files: readonly { readonly path: string; readonly sha256: string }[];
  }>;
  /** Asked for only where there is a study. */
  readonly personaTexts: () => Promise<Table>;
  readonly texts: () => Promise<Table>;
  readonly responses: () => Promise<Table>;
}

/** Fills the page's place. @throws where a file cannot be read. */
export async function showAnnotate(place: HTMLElement, sources: AnnotateSources): Promise<void> {
  const [personaTable, promptTable, { files }] = await Promise.all([
    sources.personas,
    sources.prompts,
    sources.manifest,
  ]);
  const personas = decodePersonas(personaTable);
  const prompts = decodePrompts(promptTable);
  const note = notice();
  const put = (...elements: Node[]) => {
    place.replaceChildren(note.element, ...elements);
    place.dataset.ready = "true";
  };
  if (prompts.n === 0) return put(noFeedback());
  const mark = datasetMark(files);
  const address = readAddress(location.search);
  const { study } = address;
  note.show(address.problems);
  if (!study) return put(noStudy(exampleLink(personas, prompts, mark)));
  const fault = misfit(study, mark, personas, prompts);
  if (fault) {
    note.say(fault);
    return put(noStudy(exampleLink(personas, prompts, mark)));
  }
  const texts = await readTexts(study, personas, prompts, sources);
  const open = (number: number, rater: string | null) => {
    const items = itemsOf(study, number);
    const shelf = progressShelf(browserShelf(), `${writeStudy(study)} ${number}`, items.length);
    const progress = rater === null ? shelf.last() : shelf.open(rater);
    if (!progress) return put(form());
    const session = sitting({
      study,
      number,
      items,
      texts,
      progress,
      shelf,
      leave() {
        session.end();
        put(form());
      },
    });
    put(session.element);
    session.begin();
  };
  const form = () =>
    startForm({
      personas: study.perSitting,
      items: study.prompts.length,
      sitting: address.sitting,
      sittings: sittingsOf(study),
      start: (rater, number) => open(number, rater),
    });
  if (address.sitting === null) put(form());
  else open(address.sitting, null);
}

/** Where the browser forbids it, nothing is kept, and the page says so. */
function browserShelf(): Storage {
  try {
    return localStorage;
  } catch {
    const refuse = () => {
      throw new Error("nothing is kept");
    };
    return { getItem: refuse, setItem: refuse, removeItem: refuse } as unknown as Storage;
  }
}

/** Why the site cannot show a study, or null. */
function misfit(
  study: Study,
  mark: string,
  personas: PersonasTable,
  prompts: PromptsTable,
): string | null {
  const known = new Set([...personas.ids, ...prompts.ids]);
  const stranger = [...study.personas, ...study.prompts].find((id) => !known.has(id));
  if (study.dataset === mark && stranger === undefined) return null;
  const which = stranger === undefined ? "" : ` (it has no “${stranger.slice(0, 40)}”)`;
  return `This study was made on another dataset than this site shows${which}. Its people and questions would not be the same, so it is not shown. Ask for the address that serves its dataset.`;
}

function exampleLink(personas: PersonasTable, prompts: PromptsTable, dataset: string): string {
  const adults = personas.ids.filter((_, at) => personas.codes.is_adult[at] === 1);
  const pool = adults.length > 0 ? adults : personas.ids;
  const study = drawStudy(
    {
      seed: 1,
      personas: Math.min(2, pool.length),
      items: Math.min(5, prompts.n),
      each: 2,
      perSitting: Math.min(2, pool.length),
    },
    {
      personas: pool,
      prompts: prompts.ids.map((id, at) => ({
        id,
        topic: prompts.topics[prompts.topic[at]],
        issue: prompts.issues[prompts.issue[at]],
      })),
      dataset,
    },
  );
  return `./annotate?${new URLSearchParams({ study: writeStudy(study), sitting: "1" })}`;
}

/** The words of the study's personas, prompts and answers. */
async function readTexts(
  study: Study,
  personas: PersonasTable,
  prompts: PromptsTable,
  sources: AnnotateSources,
): Promise<SittingTexts> {
  const [personaTexts, promptTexts, responses] = await Promise.all([
    sources.personaTexts(),
    sources.texts(),
    sources.responses(),
  ]);
  const full = withTexts(personas, personaTexts);
  const words = columnOf(promptTexts, "text");
  return {
    personas: new Map(
      study.personas.map((id) => {
        const row = personas.ids.indexOf(id);
        return [id, { who: who(full, row), ...textsOf(full, row) }];
      }),
    ),
    prompts: new Map(
      study.prompts.map((id) => {
        const row = prompts.ids.indexOf(id);
        const [first, second] = answersOf(responses, row);
        return [id, { text: String(words.get(row)), answers: [first, second] }];
      }),
    ),
  };
}
