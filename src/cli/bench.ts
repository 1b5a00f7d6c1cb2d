/** `atlas bench`: how well models serve each persona; `atlas bench report`: what a run says. */
import { type Command, Option } from "commander";
import { type BenchRun, JUDGES, MODES, TASKS } from "../schema/bench.ts";
import { judgeKappas, orderConsistency } from "../testbed/bench/judge-agreement.ts";
import { REFERENCE_MODELS } from "../testbed/bench/reference/models.ts";
import { reportRun } from "../testbed/bench/report.ts";
import { readGroups } from "../testbed/bench/report-groups.ts";
import { runBench } from "../testbed/bench/run-bench.ts";
import {
  type BenchOptions,
  isReference,
  type LmOptions,
  taskDefaults,
} from "../testbed/bench/run-options.ts";
import type { Progress } from "../testbed/progress.ts";
import { UserError } from "../testbed/user-error.ts";
import { ingestResults, ledgerPath, planLines, runnerFlags, writeBatches } from "./bench-models.ts";
import { type BenchFlags, modesOf, refuseIdle } from "./bench-options.ts";
import { kappaLines, ordersLine, pairLines, reportLines, summaryLines } from "./bench-table.ts";
import { DEFAULT_DATASET, ROOT } from "./dataset-options.ts";
import { dollars, integerBetween, positiveInteger, seed, temperature } from "./numbers.ts";
import { progressFor } from "./progress.ts";
import { withRunner } from "./runner-options.ts";

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

/** A run that asks language models; null where it was to be planned or written as batch files. */
async function runWithModels(
  options: Omit<BenchOptions, "lm">,
  models: readonly string[],
  flags: BenchFlags,
  progress: Progress,
): Promise<BenchRun | null> {
  const { judgeModel = null } = flags;
  if (judgeModel === null && options.task !== "drift") {
    throw new UserError(
      "--judge-model: name the language model that judges; a model does not judge itself",
    );
  }
  const asked: Omit<LmOptions, "runner"> = {
    judgeModel,
    allowSelf: flags.selfJudge ?? false,
    ledger: ledgerPath(flags),
    parameters: flags.temperature === undefined ? {} : { temperature: flags.temperature },
  };
  if (flags.dryRun || flags.batch !== undefined) {
    const lines =
      flags.dryRun || flags.batch === undefined
        ? await planLines(options, asked, flags, progress)
        : await writeBatches(flags.batch, options, asked, flags, progress);
    for (const line of lines) console.log(line);
    return null;
  }
  const called = judgeModel === null ? models : [...models, judgeModel];
  return withRunner(runnerFlags(flags), called, progress, (runner) =>
    runBench({ ...options, lm: { ...asked, runner } }, progress),
  );
}

export default function bench(program: Command): void {
  const command = program
    .command("bench")
    .description("measure how well models serve each persona of a dataset")
    .option("--dataset <dir>", "folder of a dataset", DEFAULT_DATASET)
    .option("--models <names>", "models, separated by commas", list, [...REFERENCE_MODELS])
    .option(
      "--modes <names>",
      `some of ${MODES.join(", ")} (default: all; drift: output_only)`,
      list,
    )
    .addOption(new Option("--task <name>", "what is asked").choices(TASKS).default("main"))
    .addOption(new Option("--judge <name>", "who judges").choices(JUDGES).default("truth"))
    .option("--seed <number>", "the same seed gives the same design", seed, 1)
    .option("--out <dir>", "folder of the run", "build/runs/run")
    .option(
      "--per-persona <count>",
      "prompts of each persona (default: 10; loo_three and drift 20)",
      positiveInteger,
    )
    .option(
      "--personas <count>",
      "personas drawn by chance (default: all; drift 40; loo_three 40 for each attribute)",
      positiveInteger,
    )
    .option(
      "--attempts <count>",
      "attempts at a question, for pass_at_k",
      integerBetween(1, 64),
      16,
    )
    .option(
      "--re-anchor <turns>",
      "turns after which drift shows the profile again",
      positiveInteger,
      5,
    )
    .option("--models-file <file>", "language models, their addresses and prices", "models.json")
    .option("--judge-model <name>", "language model that judges, or reads sides for the truth")
    .option("--self-judge", "let a model judge its own answers")
    .option("--temperature <number>", "sent with every answer's call", temperature)
    .option("--max-calls <count>", "stop cleanly after so many calls", positiveInteger)
    .option("--max-cost <dollars>", "stop cleanly before this is spent", dollars)
    .option(
      "--ledger <file>",
      "every finished call; a killed run goes on from it (default: OUT.ledger.jsonl)",
    )
    .option("--queue <url>", "put calls on a queue for atlas worker: redis://host:port")
    .option("--batch <dir>", "write calls as files for a provider's batch service, and make none")
    .option("--dry-run", "print calls, tokens and cost, and make none")
    .option("--quiet", "no progress")
    .action(async (flags: BenchFlags) => {
      const progress = progressFor(flags);
      const usual = taskDefaults(flags.task);
      refuseIdle(command, flags, usual.perPersona);
      const options = {
        ...flags,
        root: ROOT,
        modes: flags.modes ? modesOf(flags.modes) : usual.modes,
        perPersona: flags.perPersona ?? usual.perPersona,
        personas: flags.personas ?? usual.personas,
        anchorEvery: flags.reAnchor,
      };
      const asked = flags.models.filter((name) => !isReference(name));
      const run =
        asked.length > 0
          ? await runWithModels(options, asked, flags, progress)
          : await runBench(options, progress);
      if (run === null) return;
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
    .command("ingest")
    .description("take a provider's results for --batch DIR into the ledger (with --ledger FILE)")
    .argument("<dir>", "folder that --batch wrote")
    .argument("<files...>", "files of results, or of errors")
    .action(async (folder: string, files: string[], _: object, { parent }: Command) => {
      // `bench` has --ledger and --models-file, and takes them wherever they stand.
      const { lines, isClean } = await ingestResults(folder, files, parent!.opts());
      for (const line of lines) console.log(line);
      if (!isClean) process.exitCode = 3;
    });
  command
    .command("judges")
    .description("print how far the judges of two runs agree on the same answers: Cohen's kappa")
    .argument("<run>", "folder of a run")
    .argument("<other>", "folder of a run with another judge, or the truth")
    .option("--json", "print an array of rows as JSON")
    .action(async (first: string, second: string, { json }: { readonly json?: boolean }) => {
      const kappas = await judgeKappas(first, second);
      if (json) console.log(JSON.stringify(kappas, null, 2));
      else for (const line of kappaLines(kappas)) console.log(line);
    });
  command
    .command("report")
    .description("print what a run says, with 95 % intervals")
    .argument("<run>", "folder of a run, with run.json")
    .option("--dataset <dir>", "the run's dataset, for groups", DEFAULT_DATASET)
    .option(
      "--by <attributes>",
      "groups of one attribute, of two that meet, or of every pair of more: race,sex,age",
      list,
      [],
    )
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
      else {
        const named = flags.groups ? Object.keys(await readGroups(flags.groups)) : [];
        const lines = flags.by.length > 2 ? pairLines(run, rows, named) : reportLines(run, rows);
        for (const line of lines) console.log(line);
        for (const line of summaryLines(run)) console.log(line);
        const orders = await orderConsistency(folder);
        if (orders) console.log(ordersLine(orders));
      }
      if (run.counts.failed > 0) process.exitCode = 3;
    });
}
