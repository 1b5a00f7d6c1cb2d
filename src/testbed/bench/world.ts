/** What a run of the benchmark is about. */
import { join } from "node:path";
import type { Prompt } from "../../schema/feedback-tables.ts";
import { LINE_KEYS, type PersonaRecord } from "../../schema/persona-text.ts";
import { personaRecord } from "../datasets/persona-record.ts";
import { readManifest } from "../datasets/read-manifest.ts";
import { readPersonas, type WeightedPersonas } from "../datasets/read-personas.ts";
import { readPrompts } from "../datasets/read-prompts.ts";
import { appliesTo } from "../lm/templates/profile.ts";
import type { DesignOptions, Item } from "./design/item.ts";
import { designItems } from "./design/items.ts";
import { referenceModels } from "./reference/models.ts";
import type { BenchOptions } from "./run-options.ts";
import { contentUtility, readTruth, type Truth } from "./truth.ts";

/** Attributes of the paper's profile that leave-one-out hides; the five traits are one line there. */
export const LOO_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  LINE_KEYS.map((key) => [
    key,
    key === "big_five_scores"
      ? ["openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"]
      : [key],
  ]),
);

/** What a run is about; the truth where it is known. */
export interface World {
  readonly root: string;
  readonly dataset: string;
  readonly personas: WeightedPersonas;
  readonly prompts: readonly Prompt[];
  readonly truth: Truth | null;
  /** A persona by its row. */
  readonly record: (persona: number) => PersonaRecord;
}

/** A world whose truth is known, and the reference models over it. */
export interface KnownTruth extends World {
  readonly truth: Truth;
  readonly models: ReturnType<typeof referenceModels>;
}

/** @throws UserError where the dataset has no simulated feedback. */
export async function readKnownTruth(dataset: string, root: string): Promise<KnownTruth> {
  const truth = await readTruth(dataset, root);
  const { personas, prompts } = truth;
  const record = recordsOf(personas);
  return { root, dataset, personas, prompts, record, truth, models: referenceModels(truth) };
}

/**
 * @param truth whether the truth is needed, or wanted where it is known.
 * @throws UserError where the truth is needed and not known.
 */
export async function readWorld(
  dataset: string,
  root: string,
  truth: "needed" | "wanted" | "none",
): Promise<World> {
  const { respondents } = await readManifest(join(dataset, "manifest.json"));
  const isKnown = respondents?.kind === "random-utility";
  if (truth === "needed" || (truth === "wanted" && isKnown)) return readKnownTruth(dataset, root);
  const personas = await readPersonas(join(dataset, "personas.parquet"), { texts: true });
  const prompts = await readPrompts(dataset);
  return { root, dataset, personas, prompts, truth: null, record: recordsOf(personas) };
}

/** Each persona's record, made once. */
function recordsOf(personas: WeightedPersonas): World["record"] {
  const known = new Map<number, PersonaRecord>();
  return (row) => {
    const record = known.get(row) ?? personaRecord(personas, row);
    known.set(row, record);
    return record;
  };
}

/** The items of the options' task. */
export function itemsOf(
  { personas, prompts, truth, record }: World,
  { task, seed, perPersona, personas: wanted, attempts, anchorEvery }: BenchOptions,
): Item[] {
  const design: DesignOptions = {
    ...{ task, seed, perPersona, personas: wanted, attempts, anchorEvery },
    attributes: LOO_ATTRIBUTES,
    ...(truth ? { utility: (persona, prompt) => contentUtility(truth, persona, prompt) } : {}),
  };
  const population = {
    personas: personas.n,
    topics: prompts.map(({ topic }) => topic),
    applies: (persona: number, attribute: string) => appliesTo(record(persona), attribute),
  };
  return designItems(population, design);
}
