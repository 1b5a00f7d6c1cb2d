/** The index page: puts data into the key numbers, the picture and the ways to the other pages. */
import type { Table } from "npm:apache-arrow";
import type { Manifest } from "../../schema/manifest.ts";
import { browserAddress } from "../address.ts";
import { personaCard } from "../personas/persona-card.ts";
import { textsOf } from "../personas/persona-texts.ts";
import { decodePersonas, withTexts } from "../personas-table.ts";
import { keyNumbers, type Overview } from "./key-numbers.ts";
import { signaturePicture } from "./picture.ts";
import type { Outlines } from "./scenery.ts";

export interface IndexData {
  readonly table: Table;
  /** Titles and texts, fetched after the first paint. */
  readonly texts: () => Promise<Table>;
  readonly map: Outlines;
  readonly manifest: Manifest;
  readonly overview: Overview;
}

export interface IndexPage {
  readonly numbers: HTMLElement;
  readonly picture: HTMLElement;
}

export function indexPage({ table, texts, map, manifest, overview }: IndexData): IndexPage {
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
    titled ??= texts().then((table) => {
      personas = withTexts(personas, table);
      picture.setPersonas(personas);
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
  return { numbers: keyNumbers(overview), picture: picture.element };
}
