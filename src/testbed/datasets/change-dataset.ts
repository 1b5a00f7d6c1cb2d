/** Adds tables to a dataset: all of them and the manifest at once, or nothing. */
import { existsSync } from "node:fs";
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ENRICHMENT } from "../../schema/enrichment.ts";
import { type Manifest, manifestSchema } from "../../schema/manifest.ts";
import { fingerprint } from "../personas/personas-file.ts";
import { UserError } from "../user-error.ts";
import { replaceFolder } from "./atomic.ts";
import { readManifest } from "./read-manifest.ts";
import { type TableColumn, writeTable } from "./table-file.ts";

/** A dataset while it is changed, in a temporary folder. */
export interface DatasetDraft {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Fields in the order of the schema, whichever command wrote them: same content, same bytes. */
export const manifestText = (manifest: Manifest) =>
  `${JSON.stringify(manifestSchema.parse(manifest), null, 2)}\n`;

/** Writes a table of a draft. Returns the draft's manifest with the table in its list of files. */
export async function addTable(
  { folder, manifest }: DatasetDraft,
  table: string,
  columns: readonly TableColumn[],
): Promise<Manifest> {
  const path = `${table}.parquet`;
  writeTable(join(folder, path), table, columns, manifest);
  const rows = columns[0].values.length;
  const file = { path, rows, ...(await fingerprint(join(folder, path))) };
  const files = [...manifest.files.filter((other) => other.path !== path), file];
  return { ...manifest, counts: { ...manifest.counts, [table]: rows }, files };
}

/**
 * Imported judgements are people's work, and no command can make them again.
 * @throws UserError where the folder has some.
 */
export function refuseLosingJudgements(folder: string): void {
  const file = join(folder, "judgements.parquet");
  if (!existsSync(file)) return;
  throw new UserError(
    `${file} holds imported judgements on the present prompts, which would be lost; delete the file first, and import the raters' files again if they still fit, or give another folder`,
  );
}

/**
 * Lets `change` work on a copy of a dataset, then puts the copy in its place.
 * @param keep tables that the copy begins with, or "all"; the manifest's list is cut down to them.
 * @throws InputError where the folder has no manifest; UserError where it cannot be written, or
 * imported judgements would be lost.
 */
export async function changeDataset(
  folder: string,
  keep: readonly string[] | "all",
  change: (draft: DatasetDraft) => Promise<Manifest>,
): Promise<Manifest> {
  const before = await readManifest(join(folder, "manifest.json"));
  // What a model wrote of the personas goes where they go.
  const isKept = (table: string) =>
    keep === "all" || keep.includes(table === ENRICHMENT.table ? "personas" : table);
  if (!isKept("judgements")) refuseLosingJudgements(folder);
  return replaceFolder(folder, async (temporary) => {
    const files = before.files.filter(({ path }) => isKept(path.replace(".parquet", "")));
    const { candidates, ...rows } = before.counts;
    const kept = Object.entries(rows).filter(([table]) => isKept(table));
    const counts = { ...Object.fromEntries(kept), candidates } as Manifest["counts"];
    for (const { path } of files) {
      // A listed file that is gone is told by whoever reads it.
      if (existsSync(join(folder, path))) await copyFile(join(folder, path), join(temporary, path));
    }
    const judgements = isKept("judgements") ? before.judgements : undefined;
    const draft = { ...before, counts, files, judgements };
    const manifest = await change({ folder: temporary, manifest: draft });
    await writeFile(join(temporary, "manifest.json"), manifestText(manifest));
    return manifest;
  });
}
