/** enrichment.parquet: written from outcomes, and read for the texts that were replaced. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  ENRICHED_KEYS,
  ENRICHMENT,
  type EnrichedKey,
  templateColumn,
} from "../../../schema/enrichment.ts";
import { type Query, withQuery } from "../../datasets/check/query.ts";
import { InputError } from "../../datasets/input-error.ts";
import type { WeightedPersonas } from "../../datasets/read-personas.ts";
import type { TableColumn } from "../../datasets/table-file.ts";
import { columnsOf, NAME } from "../../feedback/tables.ts";
import type { Enriched } from "../../lm/roles/enrich.ts";
import type { PersonaEnrichments } from "./enrich-personas.ts";

const TEXT = { type: "text" } as const;
const OPTIONAL = { ...TEXT, isOptional: true } as const;

/** A conflict as one line: a checker's words are shown in terminals too. */
const asLine = (conflict: string) => conflict.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();

/** Columns of the table. @param templates the personas with the templates' texts. */
export function enrichmentColumns(
  templates: WeightedPersonas,
  { rows, outcomes }: Pick<PersonaEnrichments, "rows" | "outcomes">,
): TableColumn[] {
  const column = columnsOf(rows.map((row, at) => ({ row, outcome: outcomes[at] })));
  return [
    column("persona_id", TEXT, ({ row }) => templates.ids[row]),
    column("outcome", NAME, ({ outcome }) => outcome.kind),
    column("reason", { ...NAME, isOptional: true }, ({ outcome }) =>
      outcome.kind === "failed" ? outcome.reason : null,
    ),
    column("conflicts", OPTIONAL, ({ outcome }) => conflictsOf(outcome)),
    ...ENRICHED_KEYS.map((key) =>
      column(key, OPTIONAL, ({ outcome }) =>
        outcome.kind === "failed" ? null : outcome.texts[key],
      ),
    ),
    ...ENRICHED_KEYS.map((key) =>
      column(templateColumn(key), TEXT, ({ row }) => templates.texts[key][row]),
    ),
  ];
}

function conflictsOf(outcome: Enriched): string | null {
  if (outcome.kind !== "rejected") return null;
  return outcome.conflicts.map(asLine).filter(Boolean).join("\n") || null;
}

async function read<T>(folder: string, ask: (query: Query) => Promise<T>): Promise<T> {
  const path = join(folder, `${ENRICHMENT.table}.parquet`);
  return withQuery(async (query, view) => {
    await view(ENRICHMENT.table, path);
    return ask(query);
  }).catch((error) => {
    const [line] = (error as Error).message.split("\n");
    throw new InputError(`${path} cannot be read (${line}); make the dataset again`);
  });
}

/**
 * The personas with the templates' texts in the place of a model's, where the dataset has any.
 * @throws InputError where the table cannot be read.
 */
export async function withTemplateTexts(
  folder: string,
  personas: WeightedPersonas,
): Promise<WeightedPersonas> {
  if (!existsSync(join(folder, `${ENRICHMENT.table}.parquet`))) return personas;
  const columns = ["persona_id", ...ENRICHED_KEYS.map(templateColumn)].join(", ");
  const found = await read(folder, (query) => query(`SELECT ${columns} FROM ${ENRICHMENT.table}`));
  const rowOf = new Map(personas.ids.map((id, row) => [id, row]));
  return withTexts(personas, (key) =>
    found.map((row) => [rowOf.get(String(row.persona_id)), String(row[templateColumn(key)])]),
  );
}

/** A copy with other texts of some personas. @param texts rows and their texts of an attribute. */
export function withTexts(
  personas: WeightedPersonas,
  texts: (key: EnrichedKey) => Iterable<readonly [row: number | undefined, text: string]>,
): WeightedPersonas {
  const changed = ENRICHED_KEYS.map((key) => {
    const column = [...personas.texts[key]];
    for (const [row, text] of texts(key)) if (row !== undefined) column[row] = text;
    return [key, column] as const;
  });
  return { ...personas, texts: { ...personas.texts, ...Object.fromEntries(changed) } };
}

export interface Rejection {
  readonly persona: string;
  /** A line each; none where the checker told none. */
  readonly conflicts: readonly string[];
}

/** The first personas whose texts were rejected. @throws InputError where the table cannot be read. */
export async function readRejections(folder: string, most: number): Promise<Rejection[]> {
  const rows = await read(folder, (query) =>
    query(
      `SELECT persona_id, conflicts FROM ${ENRICHMENT.table} WHERE outcome = 'rejected'
       ORDER BY file_row_number LIMIT ${most}`,
    ),
  );
  return rows.map(({ persona_id, conflicts }) => ({
    persona: String(persona_id),
    conflicts: conflicts === null ? [] : String(conflicts).split("\n"),
  }));
}
