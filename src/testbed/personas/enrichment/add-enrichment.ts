/** Puts texts of a language model into a dataset, where another one found no contradiction. */
import { join } from "node:path";
import { ENRICHED_KEYS, ENRICHMENT } from "../../../schema/enrichment.ts";
import { type EnrichmentMade, type Manifest, textsNote } from "../../../schema/manifest.ts";
import { addTable, type DatasetDraft } from "../../datasets/change-dataset.ts";
import { readPersonas } from "../../datasets/read-personas.ts";
import { reasons } from "../../feedback/add-roleplay.ts";
import type { CallRunner } from "../../lm/model.ts";
import { failureCounts } from "../../lm/roles/outcomes.ts";
import { estimate } from "../../lm/roles/role-played.ts";
import { ENRICHMENT_TEMPLATES } from "../../lm/templates/enrichment.ts";
import { versionsOf } from "../../lm/templates/wording.ts";
import type { Progress } from "../../progress.ts";
import { UserError } from "../../user-error.ts";
import { fingerprint } from "../personas-file.ts";
import { writePersonas } from "../write-personas.ts";
import {
  type EnrichmentOptions,
  enrichPersonas,
  type PersonaEnrichments,
} from "./enrich-personas.ts";
import { enrichmentColumns, withTemplateTexts, withTexts } from "./enrichment-table.ts";

const PERSONAS = "personas.parquet";

/**
 * Rewrites personas.parquet with the texts that were kept, and adds enrichment.parquet. All others
 * have the templates' texts, whatever an earlier call of this had put there: the result depends on
 * the options and answers alone.
 * @throws InputError for missing or damaged tables; UserError where somebody judged with the present
 * texts before them, for options as `enrichPersonas` says, or where no text was written and checked.
 */
export async function addEnrichment(
  { folder, manifest: before }: DatasetDraft,
  options: EnrichmentOptions,
  runner: CallRunner,
  progress: Progress,
): Promise<Manifest> {
  refuseJudged(before);
  progress.begin("Reading personas");
  const present = await readPersonas(join(folder, PERSONAS));
  const templates = await withTemplateTexts(folder, present);
  const found = await enrichPersonas(runner, templates, options, progress);
  const made = madeOf(options, found);
  if (found.kept + found.rejected === 0) {
    throw new UserError(`no text was written and checked: ${reasons(made.failures)}`);
  }
  progress.begin("Writing personas");
  const enriched = withTexts(templates, (key) =>
    found.outcomes.flatMap((outcome, at) =>
      outcome.kind === "kept" ? [[found.rows[at], outcome.texts[key]] as const] : [],
    ),
  );
  const manifest = enrichedManifest(before, made);
  writePersonas(join(folder, PERSONAS), enriched, manifest);
  const print = await fingerprint(join(folder, PERSONAS));
  const files = manifest.files.map((file) =>
    file.path === PERSONAS ? { ...file, ...print } : file,
  );
  const columns = enrichmentColumns(templates, found);
  return addTable({ folder, manifest: { ...manifest, files } }, ENRICHMENT.table, columns);
}

/** Those who were shown the present texts would be said to have judged with others. */
function refuseJudged({ respondents, pairs, judgements }: Manifest): void {
  const played = respondents?.kind === "lm" || pairs?.judges !== undefined;
  if (!played && !judgements) return;
  const who = played ? "a language model" : "raters";
  throw new UserError(
    `${who} judged as these personas, with the texts that they have; enrich a dataset before it is judged`,
  );
}

function madeOf(
  { seed, writer, checker }: EnrichmentOptions,
  { outcomes, kept, rejected, failed, shareRejected }: PersonaEnrichments,
): EnrichmentMade {
  return {
    writer: writer.name,
    parameters: { ...writer.parameters },
    checker: checker.name,
    checkerParameters: { ...checker.parameters },
    templates: versionsOf(ENRICHMENT_TEMPLATES),
    seed,
    personas: outcomes.length,
    kept,
    rejected,
    failed,
    failures: failureCounts(outcomes),
    shareRejected: estimate(shareRejected.value, shareRejected),
  };
}

/** What the manifest says of how an attribute was made, besides. */
function methodNote({ kept, writer }: EnrichmentMade): string {
  if (kept === 0) return "";
  return `; by the language model ${writer} for ${kept.toLocaleString("en-US")} of the personas`;
}

/** The manifest of the same dataset with other texts: what it says of former ones is replaced. */
export function enrichedManifest(before: Manifest, enrichment: EnrichmentMade): Manifest {
  const former = before.enrichment;
  const replaced = (text: string, noteOf: (made: EnrichmentMade) => string) => {
    const note = former ? noteOf(former) : "";
    const plain = note !== "" && text.endsWith(note) ? text.slice(0, -note.length) : text;
    return `${plain}${noteOf(enrichment)}`;
  };
  const attributes = { ...before.attributes };
  for (const key of ENRICHED_KEYS) {
    const made = attributes[key];
    if (made) attributes[key] = { ...made, method: replaced(made.method, methodNote) };
  }
  const provenance = replaced(before.provenance, textsNote);
  return { ...before, provenance, enrichment, attributes };
}
