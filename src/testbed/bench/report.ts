/** What a run says: estimates with intervals, in all and by group. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { coarseLevels, coarseOf, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { attributeOf, COUNTABLE } from "../../schema/attributes.ts";
import type { BenchRun, Mode, Task } from "../../schema/bench.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import { type Grouping, type GroupRate, groupRatesOver } from "../../stats/bench/pass-rates.ts";
import { estimatesOf, plainRows } from "../../stats/bench/summary.ts";
import { InputError } from "../datasets/input-error.ts";
import { readPersonas } from "../datasets/read-personas.ts";
import { UserError } from "../user-error.ts";
import { readRun } from "./read-run.ts";

export interface ReportRow {
  readonly model: string;
  readonly mode: Mode;
  readonly task: Task;
  /** Null for the overall estimate. */
  readonly group: string | null;
  readonly n: number;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface GroupReportRow extends ReportRow {
  readonly personas: number;
  readonly gap: number | null;
  readonly gapLow: number | null;
  readonly gapHigh: number | null;
  readonly adjusted: number | null;
  readonly pooled: number | null;
}

export interface ReportOptions {
  /** Folder of the dataset, for groups. */
  readonly dataset: string;
  /** Attributes whose groups are told, one or two. */
  readonly by: readonly string[];
  /** A JSON file of groups: {"name": {"attribute": ["level", ...]}}. */
  readonly groups: string | null;
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** @throws InputError for a folder that is no run; UserError for an unknown attribute. */
export async function reportRun(
  folder: string,
  { dataset, by, groups }: ReportOptions,
): Promise<{ readonly run: BenchRun; readonly rows: (ReportRow | GroupReportRow)[] }> {
  const { run, parts, personas: ids } = await readRun(folder);
  const grouping =
    by.length > 0 || groups !== null ? await groupingOf(dataset, ids, by, groups) : null;
  const rows = parts.flatMap(({ model, mode, rows }) => {
    const name = { model, mode, task: run.task };
    const all = estimatesOf(run.task, rows).map(({ group, n, estimate, low, high }) => ({
      ...name,
      group,
      n,
      estimate: finite(estimate),
      low: finite(low),
      high: finite(high),
    }));
    if (!grouping) return all;
    const byGroup = groupRatesOver(plainRows(run.task, rows), grouping);
    return [...all, ...byGroup.map((rate) => ({ ...name, ...groupRow(rate) }))];
  });
  return { run, rows };
}

function groupRow(rate: GroupRate) {
  // Under ten personas nothing is told but how many there are.
  const shown = (value: number) => (rate.personas >= 10 ? finite(value) : null);
  return {
    group: rate.group,
    n: rate.n,
    personas: rate.personas,
    estimate: shown(rate.estimate),
    low: shown(rate.low),
    high: shown(rate.high),
    gap: shown(rate.gap),
    gapLow: shown(rate.gapLow),
    gapHigh: shown(rate.gapHigh),
    adjusted: shown(rate.adjusted),
    pooled: shown(rate.pooled),
  };
}

/** Groups by persona number in the run. */
async function groupingOf(
  dataset: string,
  ids: readonly string[],
  by: readonly string[],
  file: string | null,
): Promise<Grouping[]> {
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
  if (by.length > 0) found.push(byAttributes(personas, rows, by));
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

function byAttributes(
  personas: CodedPersonas,
  rows: readonly number[],
  by: readonly string[],
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
    const parts = attributes.map(
      (attribute) =>
        coarseLevels(attribute)[coarseOf(attribute, personas.codes[attribute.key][row])],
    );
    return parts.includes(NOT_APPLICABLE) ? null : parts.join(" · ");
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
