/** The five corpora of data/personas, read and made ready for choosing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../datasets/input-error.ts";
import { type Chooser, chooserOf } from "./chooser.ts";
import { parseCorpus } from "./corpus.ts";

export interface Corpora {
  readonly quirks: Chooser;
  readonly mannerisms: Chooser;
  readonly personalTime: Chooser;
  readonly lifestyle: Chooser;
  readonly coreValues: Chooser;
}

/** File of each corpus, without its folder. */
export const CORPUS_FILES: Readonly<Record<keyof Corpora, string>> = {
  quirks: "quirks.json",
  mannerisms: "mannerisms.json",
  personalTime: "personal-time.json",
  lifestyle: "lifestyle.json",
  coreValues: "core-values.json",
};

/**
 * Reads the corpora of a folder, such as `data/personas`.
 * @throws InputError naming the file that is missing, no JSON or malformed, and where.
 */
export function loadCorpora(folder: string): Corpora {
  const load = (name: keyof Corpora): Chooser => {
    const path = join(folder, CORPUS_FILES[name]);
    return chooserOf(parseCorpus(path, readJson(path)));
  };
  return {
    quirks: load("quirks"),
    mannerisms: load("mannerisms"),
    personalTime: load("personalTime"),
    lifestyle: load("lifestyle"),
    coreValues: load("coreValues"),
  };
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new InputError(`${path}: cannot be read; expected a JSON list of entries`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`${path}: is no JSON (${error instanceof Error ? error.message : ""})`);
  }
}
