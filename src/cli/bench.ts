/** `atlas bench`: how well models serve each persona; `atlas bench report`: what a run says. */
import { type Command, Option } from "commander";
import { JUDGES, type Judge, MODES, type Mode, TASKS, type Task } from "../schema/bench.ts";
import { REFERENCE_MODELS } from "../testbed/bench/reference/models.ts";
import { reportRun } from "../testbed/bench/report.ts";
import { runBench } from "../testbed/bench/run-bench.ts";
import { UserError } from "../testbed/user-error.ts";
import { reportLines } from "./bench-table.ts";
import { DEFAULT_DATASET, ROOT } from "./dataset-options.ts";
import { integerBetween, positiveInteger, seed } from "./numbers.ts";
import { progressFor } from "./progress.ts";

interface BenchFlags {
  readonly dataset: string;
  readonly models: readonly string[];
  readonly modes: readonly string[];
  readonly task: Task;
  readonly judge: Judge;
  readonly seed: number;
  readonly out: string;
  readonly perPersona: number;
  readonly personas?: number;
  readonly attempts: number;
  readonly quiet?: boolean;
}

interface ReportFlags {
  readonly dataset: string;
  readonly by: readonly string[];
  readonly groups?: string;
  readonly json?: boolean;
}

const list = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);

/** @throws UserError for a mode that is not known. */
function modesOf(names: readonly string[]): Mode[] {
  return names.map((name) => {
    const mode = MODES.find((known) => known === name);
    if (!mode) throw new UserError(`--modes ${name}: expected some of ${MODES.join(", ")}`);
    return mode;
  });
}

export default function bench(program: Command): void {
  const command = program
    .command("bench")
    .description("measure how well models serve each persona of a dataset")
    .option("--dataset <dir>", "folder of a dataset", DEFAULT_DATASET)
    .option("--models <names>", "models, separated by commas", list, [...REFERENCE_MODELS])
    .option("--modes <names>", `some of ${MODES.join(", ")}`, list, [...MODES])
    .addOption(new Option("--task <name>", "what is asked").choices(TASKS).default("main"))
    .addOption(new Option("--judge <name>", "who judges").choices(JUDGES).default("truth"))
    .option("--seed <number>", "the same seed gives the same design", seed, 1)
    .option("--out <dir>", "folder of the run", "build/runs/run")
    .option("--per-persona <count>", "prompts of each persona", positiveInteger, 10)
    .option("--personas <count>", "personas drawn by chance (default: all)", positiveInteger)
    .option(
      "--attempts <count>",
      "attempts at a question, for pass_at_k",
      integerBetween(1, 64),
      16,
    )
    .option("--quiet", "no progress")
    .action(async (flags: BenchFlags) => {
      const run = await runBench(
        {
          ...flags,
          root: ROOT,
          modes: modesOf(flags.modes),
          personas: flags.personas ?? null,
        },
        progressFor(flags),
      );
      const { rows, judged, failed, failures } = run.counts;
      const count = (value: number) => value.toLocaleString("en-US");
      console.log(`${flags.out}: ${count(rows)} answers, ${count(judged)} judged`);
      for (const [reason, times] of Object.entries(failures)) {
        console.log(`failed: ${count(times)} ${reason}`);
      }
      // Failures are told apart from success, but the run is there.
      if (failed > 0) process.exitCode = 3;
    });
  command
    .command("report")
    .description("print what a run says, with 95 % intervals")
    .argument("<run>", "folder of a run, with run.json")
    .option("--dataset <dir>", "the run's dataset, for groups", DEFAULT_DATASET)
    .option("--by <attributes>", "groups of one attribute, or of two: race,sex", list, [])
    .option("--groups <file>", "groups in a JSON file: {name: {attribute: [level]}}")
    .option("--json", "print an array of rows as JSON")
    .action(async (folder: string, flags: ReportFlags, { parent }: Command) => {
      // `bench` has the option too, and takes it where it stands before `report`.
      const dataset =
        parent?.getOptionValueSource("dataset") === "cli" ? parent.opts().dataset : flags.dataset;
      const { run, rows } = await reportRun(folder, {
        dataset,
        by: flags.by,
        groups: flags.groups ?? null,
      });
      if (flags.json) console.log(JSON.stringify(rows, null, 2));
      else for (const line of reportLines(run, rows)) console.log(line);
      if (run.counts.failed > 0) process.exitCode = 3;
    });
}
