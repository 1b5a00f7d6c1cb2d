/** `atlas survey tabulate`: the committed tables of data/survey from the survey files. */
import { join } from "node:path";
import type { Command } from "commander";
import { readItems } from "../testbed/opinions/catalogue.ts";
import { tabulateOpinions } from "../testbed/opinions/tabulate.ts";
import { readSurveyFiles, tabulateSurvey, writeTables } from "../testbed/survey/tabulate.ts";
import { progressFor } from "./progress.ts";

interface TabulateOptions {
  readonly dir: string;
  readonly out: string;
  readonly published: string;
  readonly quiet?: boolean;
}

export function registerSurvey(program: Command): void {
  const survey = program
    .command("survey")
    .description("tabulate surveys into the committed tables");
  survey
    .command("tabulate")
    .description("fit the models of religion, party, ideology and the Big Five")
    .requiredOption("--dir <folder>", "folder with gss/, ces/, big-five/ and acs-pums-2024/")
    .option("--out <folder>", "folder to write the tables to", "data/survey")
    .option("--published <folder>", "folder of the published figures", "data/survey/published")
    .option("--quiet", "say nothing of the progress")
    .action(async (options: TabulateOptions) => {
      const progress = progressFor(options);
      progress.begin("Read the surveys");
      const files = await readSurveyFiles(options.dir, options.published);
      const texts = tabulateSurvey(files, progress);
      progress.begin("Write the tables");
      await writeTables(options.out, texts);
      progress.end(`${texts.size} tables in ${options.out}`);
    });
  survey
    .command("opinions")
    .description("fit the opinion models on the items of items.csv")
    .requiredOption("--dir <folder>", "folder with gss/ and ces/")
    .option("--out <folder>", "folder with items.csv, for the tables", "data/survey/opinions")
    .option("--quiet", "say nothing of the progress")
    .action(async (options: Pick<TabulateOptions, "dir" | "out" | "quiet">) => {
      const progress = progressFor(options);
      const items = await readItems(join(options.out, "items.csv"));
      const texts = await tabulateOpinions(options.dir, items, progress);
      progress.begin("Write the tables");
      await writeTables(options.out, texts);
      progress.end(`${texts.size} tables in ${options.out}`);
    });
}
