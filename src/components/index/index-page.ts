/** The index page: puts data into the key numbers, the picture and the ways to the other pages. */
import type { Table } from "npm:apache-arrow";
import type { Manifest } from "../../schema/manifest.ts";
import { browserAddress } from "../address.ts";
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
  const personas = decodePersonas(table);
  const picture = signaturePicture({
    personas,
    map,
    provenance: manifest.provenance,
    address: browserAddress(),
    onOpen: (row) => {
      location.href = `./personas?persona=${personas.ids[row]}`;
    },
  });
  requestAnimationFrame(() => {
    void texts().then((table) => picture.setPersonas(withTexts(personas, table)));
  });
  return { numbers: keyNumbers(overview), picture: picture.element };
}
