/** Figures of the dataset shown for the index page. */

import type { Overview } from "../components/index/key-numbers.ts";
import { ATTRIBUTES } from "../schema/attributes.ts";
import { readManifest } from "./dataset.ts";

const manifest = await readManifest();
const sources = ATTRIBUTES.map(({ source }) => source);
const overview: Overview = {
  personas: manifest.counts.personas,
  attributes: sources.length,
  censusAttributes: sources.filter((source) => source === "census").length,
  surveyAttributes: sources.filter((source) => source === "survey").length,
  censusPeople: null,
  pairs: null,
  worstControlledPp: null,
  candidates: manifest.counts.candidates,
  rules: manifest.rules.length,
  rejected: manifest.rules.reduce((sum, { rejected }) => sum + rejected, 0),
};
process.stdout.write(JSON.stringify(overview));
