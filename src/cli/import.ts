/** `atlas import judgements`: raters' files into one table. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { rowFaultLine, shown } from "../schema/judgement-rows.ts";
import { writeFileAtomically } from "../testbed/datasets/atomic.ts";
import {
  type JudgementsRead,
  judgementsIn,
  readJudgementFiles,
  writeJudgements,
} from "../testbed/judgements/add-judgements.ts";
import { type Majority, majorities, majoritiesCsv } from "../testbed/judgements/majorities.ts";
import { DEFAULT_DATASET } from "./dataset-options.ts";
import { integerBetween } from "./numbers.ts";
import { UserError } from "./user-error.ts";

interface ImportFlags {
  readonly dataset: string;
  readonly out?: string;
  readonly majority: number;
  readonly majorityOut?: string;
  readonly add?: boolean;
  readonly replace?: boolean;
  readonly skipFaulty?: boolean;
  readonly json?: boolean;
}

/** Faults told one by one; all of them with --json. */
const TOLD = 20;

export default function importFiles(program: Command): void {
  const command = program.command("import").description("import judgements from raters' files");
  command
    .command("judgements")
    .description("merge exports of the annotate page, or tables with the same columns")
    .argument("<files...>", "exports, JSON or CSV")
    .option("--dataset <dir>", "dataset that the study was made on", DEFAULT_DATASET)
    .option("--out <file>", "Parquet file; by default the dataset's judgements.parquet")
    .option("--majority <k>", "raters that a majority needs", integerBetween(1, 1000), 3)
    .option("--majority-out <file>", "write the majority of each persona and prompt as CSV")
    .option("--add", "add to the judgements that the dataset has")
    .option("--replace", "take the place of the judgements that the dataset has")
    .option("--skip-faulty", "leave faulty rows out; else nothing is written while there are any")
    .option("--json", "print what was found as JSON")
    .action(async (files: string[], flags: ImportFlags) => {
      const out = flags.out ?? join(flags.dataset, "judgements.parquet");
      const before = await formerOf(out, flags);
      const read = await readJudgementFiles(files, flags.dataset, before);
      const isWritten =
        read.judgements.length > 0 && (read.faults.length === 0 || flags.skipFaulty === true);
      const majority = majorities(read.judgements, flags.majority);
      if (isWritten) {
        await writeJudgements(read, flags.dataset, out);
        if (flags.majorityOut)
          await writeFileAtomically(flags.majorityOut, majoritiesCsv(majority));
      }
      const found = { read, majority, least: flags.majority, out, isWritten };
      console.log(flags.json ? asJson(found) : asText(found));
      if (!isWritten) process.exitCode = 1;
    });
}

/** Judgements that stay. @throws UserError where it is not said what is to become of them. */
async function formerOf(out: string, { dataset, add, replace }: ImportFlags) {
  if (add && replace) throw new UserError("--add and --replace exclude each other; give one");
  if (!existsSync(out) || replace) return [];
  if (!add) {
    throw new UserError(
      `${out} is there already; --add adds to it, --replace takes its place, --out writes elsewhere`,
    );
  }
  if (resolve(out) !== resolve(dataset, "judgements.parquet")) {
    throw new UserError("--add is for the dataset's own judgements.parquet; leave --out away");
  }
  return judgementsIn(dataset);
}

interface Found {
  readonly read: JudgementsRead;
  readonly majority: readonly Majority[];
  readonly least: number;
  readonly out: string;
  readonly isWritten: boolean;
}

function countsOf({ read, majority }: Found) {
  const { judgements, rows, repeated, faults } = read;
  const kinds = (kind: string) =>
    new Set(judgements.filter((row) => row.rater_kind === kind).map(({ rater }) => rater)).size;
  const outcome = (of: string) => majority.filter((row) => row.majority === of).length;
  return {
    rows,
    judgements: judgements.length,
    repeated,
    faulty: rows - judgements.length - repeated,
    faults: faults.length,
    studies: tally(judgements.map(({ study }) => study)),
    people: kinds("person"),
    models: kinds("model"),
    personas: new Set(judgements.map(({ persona_id }) => persona_id)).size,
    prompts: new Set(judgements.map(({ prompt_id }) => prompt_id)).size,
    majority: {
      units: majority.length,
      decided: majority.length - outcome("few") - outcome("none"),
      none: outcome("none"),
      few: outcome("few"),
    },
  };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function asJson(found: Found): string {
  const { out, isWritten, least, read } = found;
  const counts = countsOf(found);
  return JSON.stringify(
    {
      ...counts,
      majority: { least, ...counts.majority },
      faults: read.faults,
      out,
      written: isWritten,
    },
    null,
    2,
  );
}

function asText(found: Found): string {
  const { read, out, isWritten, least } = found;
  const {
    rows,
    judgements,
    repeated,
    faulty,
    studies,
    people,
    models,
    personas,
    prompts,
    majority,
  } = countsOf(found);
  const others = [...new Set(read.files.flatMap(({ otherColumns }) => otherColumns))];
  const { faults } = read;
  return [
    `${rows} rows: ${judgements} judgements, ${repeated} there twice word for word, ${faulty} faulty`,
    `${people} people and ${models} models, ${personas} personas, ${prompts} prompts`,
    ...Object.entries(studies).map(([study, count]) => `study ${shown(study)}: ${count}`),
    `majority of at least ${least} people: ${majority.decided} of ${majority.units} decided, ${majority.none} without a majority, ${majority.few} with fewer than ${least}`,
    ...(others.length > 0
      ? [`columns passed over: ${others.slice(0, 12).map(shown).join(", ")}`]
      : []),
    ...faults.slice(0, TOLD).map(rowFaultLine),
    ...(faults.length > TOLD ? [`and ${faults.length - TOLD} more faults; --json has all`] : []),
    isWritten
      ? out
      : faults.length > 0
        ? "nothing written: mend the rows, or leave them out with --skip-faulty"
        : "nothing written: there is no judgement",
  ].join("\n");
}
