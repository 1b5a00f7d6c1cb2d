/** Groups of personas that a report tells of: of attributes, of every pair of them, of a file. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { coarseLevels, coarseOf, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf, COUNTABLE } from "../../schema/attributes.ts";
import type { BenchRun } from "../../schema/bench.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import type { Grouping } from "../../stats/bench/pass-rates.ts";
import { InputError } from "../datasets/input-error.ts";
import { readManifest } from "../datasets/read-manifest.ts";
import { readPersonas } from "../datasets/read-personas.ts";
import { UserError } from "../user-error.ts";
import { datasetOf } from "./run-dataset.ts";

export interface ReportOptions {
  /** Folder of the dataset, for groups. */
  readonly dataset: string;
  /** Attributes whose groups are told: of one, of two that meet, or of every pair of more. */
  readonly by: readonly string[];
  /** A JSON file of groups: {"name": {"attribute": ["level", ...]}}. */
  readonly groups: string | null;
}

/**
 * Groups by persona number in the run.
 * @param ids persona_id by number.
 * @throws InputError where the dataset is another than the run's or lacks a persona, or for a file of groups that cannot be
 * read; UserError for an unknown attribute.
 */
export async function groupingOf(
  ids: readonly string[],
  run: BenchRun,
  { dataset, by, groups: file }: ReportOptions,
): Promise<Grouping[]> {
  const manifest = await readManifest(join(dataset, "manifest.json"));
  if (run.dataset.personas !== datasetOf(manifest).personas) {
    throw new InputError(
      `${dataset}: its personas are not those of the run, which is over ${run.dataset.name} (seed ${run.dataset.seed}); name the run's dataset: --dataset`,
    );
  }
  const personas = await readPersonas(join(dataset, "personas.parquet"), { texts: true });
  const rowOf = new Map(personas.ids.map((id, row) => [id, row]));
  const rows = ids.map((id) => {
    const row = rowOf.get(id);
    if (row === undefined) {
      throw new InputError(`${dataset} has no persona ${id}; name the run's dataset: --dataset`);
    }
    return row;
  });
  const found: Grouping[] = [];
  const twice = by.find((key, at) => by.indexOf(key) < at);
  if (twice) throw new UserError(`--by ${by.join(",")}: names ${twice} twice`);
  if (by.length > 2) {
    by.forEach((first, at) => {
      for (const second of by.slice(at + 1)) {
        found.push(byAttributes(personas, rows, [first, second], true));
      }
    });
  } else if (by.length > 0) found.push(byAttributes(personas, rows, by));
  if (file !== null) {
    for (const [label, conditions] of Object.entries(await readGroups(file))) {
      const of = Int16Array.from(rows, (row) =>
        Object.entries(conditions).every(([key, levels]) =>
          levels.includes(attributeOf(key).levels[personas.codes[key][row]]),
        )
          ? 0
          : 1,
      );
      found.push({ of, labels: [label] });
    }
  }
  return found;
}

/** @param isNamed whether labels name the attributes, where groups of several stand together. */
function byAttributes(
  personas: CodedPersonas,
  rows: readonly number[],
  by: readonly string[],
  isNamed = false,
): Grouping {
  const attributes = by.map((key) => {
    if (!COUNTABLE.some((known) => known.key === key)) {
      throw new UserError(
        `--by ${key}: is no attribute; known are ${COUNTABLE.map((known) => known.key).join(", ")}`,
      );
    }
    return attributeOf(key);
  });
  const names = rows.map((row) => {
    const levels = attributes.map(
      (attribute) =>
        coarseLevels(attribute)[coarseOf(attribute, personas.codes[attribute.key][row])],
    );
    if (levels.includes(NOT_APPLICABLE)) return null;
    return levels.map((level, at) => (isNamed ? `${by[at]}: ${level}` : level)).join(" · ");
  });
  const order = new Map<string, number>();
  for (const name of names) if (name !== null && !order.has(name)) order.set(name, 0);
  const labels = [...order.keys()].sort();
  labels.forEach((label, at) => void order.set(label, at));
  return {
    of: Int16Array.from(names, (name) => (name === null ? -1 : (order.get(name) ?? -1))),
    labels,
  };
}

const groupsSchema = z.record(z.string(), z.record(z.string(), z.array(z.string()).min(1)));

/** @throws InputError naming the file, the group and what is wrong. */
export async function readGroups(
  file: string,
): Promise<Record<string, Record<string, readonly string[]>>> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new InputError(`${file}: cannot be read as JSON (${(error as Error).message})`);
  }
  const parsed = groupsSchema.safeParse(content);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0];
    throw new InputError(
      `${file}, ${path.join(".") || "the whole"}: ${message}; expected {"name": {"attribute": ["level"]}}`,
    );
  }
  for (const [group, conditions] of Object.entries(parsed.data)) {
    for (const [key, levels] of Object.entries(conditions)) {
      const known = COUNTABLE.find((attribute) => attribute.key === key);
      if (!known) throw new InputError(`${file}, ${group}: ${key} is no attribute`);
      const wrong = levels.find((level) => !known.levels.includes(level));
      if (wrong !== undefined) {
        throw new InputError(
          `${file}, ${group}.${key}: "${wrong}" is no level; known are ${known.levels.join(", ")}`,
        );
      }
    }
  }
  return parsed.data;
}
