/** The index page: puts data into the key numbers, the picture and the ways to the other pages. */
import type { Table } from "npm:apache-arrow";
import type { Manifest } from "../../schema/manifest.ts";
import type { Targets } from "../../schema/targets.ts";
import { browserAddress } from "../address.ts";
import { html } from "../dom.ts";
import { formatCount } from "../format.ts";
import { personaCard } from "../personas/persona-card.ts";
import { textsOf } from "../personas/persona-texts.ts";
import { decodePersonas, withTexts } from "../personas-table.ts";
import type { WorkerNames } from "../who.ts";
import type { Glimpses } from "./feedback-places.ts";
import { keyNumbers, type Overview } from "./key-numbers.ts";
import { signaturePicture } from "./picture.ts";
import { places } from "./places.ts";
import type { Outlines } from "./scenery.ts";

export interface IndexData {
  readonly table: Table;
  /** Titles and texts, fetched after the first paint. */
  readonly texts: () => Promise<Table>;
  readonly workers: () => Promise<WorkerNames>;
  readonly map: Outlines;
  readonly manifest: Manifest;
  readonly targets: Targets;
  readonly overview: Overview;
  /** Null where the dataset has personas alone. */
  readonly glimpses: Glimpses | null;
}

export interface IndexPage {
  readonly numbers: HTMLElement;
  readonly picture: HTMLElement;
  readonly places: HTMLElement;
  /** What the dataset is and how to make it again. */
  readonly provenance: HTMLElement;
}

export function indexPage(data: IndexData): IndexPage {
  const { table, texts, workers, map, manifest, targets, overview, glimpses } = data;
  let personas = decodePersonas(table);
  const card = personaCard({
    close: () => picture.open(null),
    open: (id) => picture.open(id),
    neighbour: (id, step) => personas.ids[personas.ids.indexOf(id) + step] ?? null,
    textsOf,
    provenance: manifest.provenance,
  });
  let titled: Promise<void> | null = null;
  /** Titles and texts, once. */
  const readTexts = () => {
    titled ??= Promise.all([texts(), workers()]).then(([table, names]) => {
      personas = withTexts(personas, table);
      picture.setPersonas(personas, names);
    });
    return titled;
  };
  let wanted: string | null = null;
  const picture = signaturePicture({
    personas,
    map,
    provenance: manifest.provenance,
    address: browserAddress(),
    showCard(id) {
      wanted = id;
      if (id === null) return card.show(personas, null);
      void Promise.resolve()
        .then(readTexts)
        .then(() => {
          if (wanted === id) card.show(personas, id);
        });
    },
  });
  document.body.append(card.element);
  requestAnimationFrame(() => void readTexts());
  return {
    numbers: keyNumbers(overview),
    picture: picture.element,
    places: places(personas, targets, overview, glimpses),
    provenance: provenanceOf(manifest),
  };
}

function provenanceOf(manifest: Manifest): HTMLElement {
  const { provenance, seed, counts, codeVersion, licence, respondents } = manifest;
  const made = `${provenance} Made with seed ${seed} by version ${codeVersion}. Licence of the dataset: ${licence}.`;
  const options = `--n ${counts.personas} --seed ${seed} --out DIR`;
  if (respondents?.kind === "lm") {
    return html(
      "p",
      {},
      `${made} The personas are the same on any machine: `,
      command(`npx atlas personas ${options}`),
      `. The choices are the answers of ${respondents.model} to ${formatCount(2 * respondents.judged)} calls (`,
      command(`npx atlas feedback --respondent lm:${respondents.model}`),
      "); asked again, it may choose otherwise.",
    );
  }
  return html(
    "p",
    {},
    `${made} The same command makes the same bytes on any machine: `,
    command(`npx atlas ${counts.feedback === undefined ? "personas" : "generate"} ${options}`),
    ".",
  );
}

/** A command that breaks between its words only, not after the dashes of its options. */
function command(line: string): HTMLElement {
  const words = line.split(" ").flatMap((word) => [" ", html("span", {}, word)]);
  return html("code", { class: "command" }, ...words.slice(1));
}
