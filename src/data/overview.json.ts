/** Figures of the dataset shown for the index page. */

import type { Overview } from "../components/index/key-numbers.ts";
import { ATTRIBUTES } from "../schema/attributes.ts";
import { readManifest } from "./dataset.ts";
import { measureFit } from "./fit.ts";

const manifest = await readManifest();
const fit = await measureFit();
const controlled = fit.attributes.filter((attribute) => attribute.controlled);
const sources = ATTRIBUTES.map(({ source }) => source);
const overview: Overview = {
  personas: manifest.counts.personas,
  attributes: sources.length,
  censusAttributes: sources.filter((source) => source === "census").length,
  surveyAttributes: sources.filter((source) => source === "survey").length,
  censusPeople: Math.max(
    0,
    ...fit.attributes.filter(({ source }) => source === "census").map(({ n }) => n),
  ),
  pairs: { dataset: fit.means.pairs.mean, sample: fit.sample.pairs.mean },
  worstControlledPp:
    controlled.length > 0 ? Math.max(...controlled.map(({ maxErrorPp }) => maxErrorPp)) : null,
  fits: fit.attributes.map(({ tvd, expected }) => [tvd, expected]),
  candidates: manifest.counts.candidates,
  rules: manifest.rules.length,
  rejected: manifest.rules.reduce((sum, { rejected }) => sum + rejected, 0),
};
process.stdout.write(JSON.stringify(overview));
