/** Adds raters' judgements to a dataset, or writes them to a file of their own. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { JUDGED, JUDGEMENT_KEYS, type Judgement } from "../../schema/judgement.ts";
import { type KnownIds, type Merged, mergeJudgements } from "../../schema/judgement-merge.ts";
import { type JudgementFile, readJudgements } from "../../schema/judgement-rows.ts";
import type { JudgementsImported, Manifest } from "../../schema/manifest.ts";
import { replaceFile } from "../datasets/atomic.ts";
import { addTable, changeDataset } from "../datasets/change-dataset.ts";
import { withQuery } from "../datasets/check/query.ts";
import { InputError } from "../datasets/input-error.ts";
import { readManifest } from "../datasets/read-manifest.ts";
import { readPersonas } from "../datasets/read-personas.ts";
import { readPrompts, readResponses } from "../datasets/read-prompts.ts";
import { writeTable } from "../datasets/table-file.ts";
import { judgementColumns } from "./judgement-columns.ts";

type FileRecord = JudgementsImported["files"][number];

/** What raters' files hold, read and held against a dataset. */
export interface JudgementsRead extends Merged {
  readonly files: readonly JudgementFile[];
  readonly records: readonly FileRecord[];
}

/** @throws InputError where a file or the dataset cannot be read. */
export async function readJudgementFiles(
  paths: readonly string[],
  dataset: string,
  before: readonly Judgement[] = [],
): Promise<JudgementsRead> {
  const files: JudgementFile[] = [];
  const records: FileRecord[] = [];
  if (before.length > 0) files.push(asFile(before));
  for (const path of paths) {
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      const reason = error.code === "ENOENT" ? "is missing" : `cannot be read (${error.code})`;
      throw new InputError(`${path} ${reason}; give an export of the annotate page, JSON or CSV`);
    });
    const file = readJudgements(bytes.toString("utf8"), path);
    files.push(file);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    records.push({ name: basename(path), sha256, rows: file.rows });
  }
  return { ...mergeJudgements(files, await knownIds(dataset)), files, records };
}

const asFile = (judgements: readonly Judgement[]): JudgementFile => ({
  rows: judgements.length,
  judgements: judgements.map((judgement, at) => ({
    judgement,
    file: "judgements.parquet",
    row: at + 1,
  })),
  faults: [],
  otherColumns: [],
});

async function knownIds(dataset: string): Promise<KnownIds> {
  const personas = await readPersonas(join(dataset, "personas.parquet"));
  const prompts = await readPrompts(dataset);
  const responses = await readResponses(dataset);
  return {
    personas: new Set(personas.ids),
    prompts: new Set(prompts.map(({ prompt_id }) => prompt_id)),
    responses: new Map(
      responses
        .filter(({ mode }) => mode === "position")
        .map(({ response_id, prompt_id, position }) => [
          response_id,
          { prompt: prompt_id, position },
        ]),
    ),
  };
}

/** Judgements that a dataset has already. @throws InputError where they cannot be read. */
export async function judgementsIn(dataset: string): Promise<Judgement[]> {
  const path = join(dataset, "judgements.parquet");
  if (!existsSync(path)) return [];
  return withQuery(async (query, view) => {
    await view("judgements", path);
    const columns = JUDGEMENT_KEYS.map((key) =>
      key === "reason" ? "coalesce(reason, '') AS reason" : key,
    );
    const rows = await query(
      `SELECT ${columns.join(", ")} FROM judgements ORDER BY file_row_number`,
    );
    return rows as unknown as Judgement[];
  }).catch((error) => {
    const [line] = (error as Error).message.split("\n");
    throw new InputError(`${path} cannot be read (${line}); import the raters' files again`);
  });
}

/**
 * Writes judgements: into the dataset and its manifest if `out` is its judgements.parquet, else
 * to a file alone.
 * @throws UserError where it cannot be written.
 */
export async function writeJudgements(
  { judgements, records }: Pick<JudgementsRead, "judgements" | "records">,
  dataset: string,
  out: string,
): Promise<void> {
  const columns = judgementColumns(judgements);
  if (resolve(out) !== resolve(dataset, "judgements.parquet")) {
    const { licence } = await readManifest(join(dataset, "manifest.json"));
    await replaceFile(out, async (temporary) =>
      writeTable(temporary, "judgements", columns, { provenance: JUDGED, licence }),
    );
    return;
  }
  await changeDataset(dataset, "all", async ({ folder, manifest }): Promise<Manifest> => {
    const { provenance } = manifest;
    const draft = { folder, manifest: { ...manifest, provenance: JUDGED } };
    const added = await addTable(draft, "judgements", columns);
    return { ...added, provenance, judgements: importedOf(judgements, records) };
  });
}

function importedOf(
  judgements: readonly Judgement[],
  files: readonly FileRecord[],
): JudgementsImported {
  const raters = (kind: Judgement["rater_kind"]) =>
    new Set(
      judgements
        .filter(({ rater_kind }) => rater_kind === kind)
        .map(({ study, rater }) => JSON.stringify([kind === "person" ? study : "", rater])),
    ).size;
  return {
    provenance: JUDGED,
    studies: [...new Set(judgements.map(({ study }) => study))],
    people: raters("person"),
    models: raters("model"),
    files: [...files],
  };
}
