/** The manifest of the dataset shown: provenance, seed, rules, how each attribute was made. */
import { readManifest } from "./dataset.ts";

process.stdout.write(JSON.stringify(await readManifest()));
