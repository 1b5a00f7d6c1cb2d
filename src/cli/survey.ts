/** `atlas survey tabulate`: the committed tables of data/survey from the survey files. */
import type { Command } from "commander";
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
}
