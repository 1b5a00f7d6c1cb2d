/** A whole dataset: personas, prompts, responses, feedback, manifest. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../../schema/manifest.ts";
import { addFeedback, type FeedbackOptions } from "../feedback/add-feedback.ts";
import { generatePersonas } from "../personas/generate.ts";
import type { Progress } from "../progress.ts";
import { addPrompts, type PromptsOptions } from "../prompts/add-prompts.ts";
import { UserError } from "../user-error.ts";
import { replaceFolder } from "./atomic.ts";
import { manifestText, refuseLosingJudgements } from "./change-dataset.ts";

export type DatasetOptions = PromptsOptions &
  FeedbackOptions & {
    readonly n: number;
    readonly out: string;
    readonly name: string;
  };

/** @throws UserError for a folder whose content is not a dataset: it would be lost. */
function refuseOther(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return;
  const files = readdirSync(folder);
  if (files.length === 0 || files.includes("manifest.json")) return;
  throw new UserError(
    `${folder} holds files but no dataset (there is no manifest.json); give another --out, or empty it`,
  );
}

/**
 * Writes a dataset folder in the place of any dataset there. The same options and inputs give the
 * same bytes on any machine. Cost: about ten seconds for the default.
 * @throws InputError for missing or damaged inputs, UserError where the folder cannot be written.
 */
export async function generateDataset(
  options: DatasetOptions,
  progress: Progress,
): Promise<Manifest> {
  const { out } = options;
  refuseOther(out);
  refuseLosingJudgements(out);
  return replaceFolder(out, async (folder) => {
    let manifest = await generatePersonas({ ...options, out: folder, weights: "equal" }, progress);
    manifest = await addPrompts({ folder, manifest }, options, progress);
    manifest = await addFeedback({ folder, manifest }, options, progress);
    await writeFile(join(folder, "manifest.json"), manifestText(manifest));
    progress.end();
    return manifest;
  });
}
