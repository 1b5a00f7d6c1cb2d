/** The `atlas` command: finds the subcommand, and turns every failure into one line and code 2. */
import { Command, CommanderError } from "commander";
import packageFile from "../../package.json" with { type: "json" };
import { UserError } from "./user-error.ts";

type Register = (program: Command) => void;

interface Subcommand {
  readonly summary: string;
  readonly load: () => Promise<Register>;
}

/** Each subcommand is a module of this folder, loaded only when it is named. */
const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  census: {
    summary: "tabulate census microdata into the committed tables, or check what was filled",
    load: async () => (await import("./census.ts")).default,
  },
  survey: {
    summary: "tabulate surveys into the committed tables",
    load: async () => (await import("./survey.ts")).registerSurvey,
  },
  personas: {
    summary: "generate a population of personas",
    load: async () => (await import("./personas.ts")).default,
  },
  enrich: {
    summary: "let a language model write texts of personas, and another check them",
    load: async () => (await import("./enrich.ts")).default,
  },
  prompts: {
    summary: "make prompts and two opposed responses to each",
    load: async () => (await import("./prompts.ts")).default,
  },
  feedback: {
    summary: "let simulated respondents judge the responses",
    load: async () => (await import("./feedback.ts")).default,
  },
  generate: {
    summary: "generate a whole dataset: personas, prompts, responses, feedback",
    load: async () => (await import("./generate.ts")).default,
  },
  check: {
    summary: "check a dataset: files, columns, keys, counts, splits",
    load: async () => (await import("./check.ts")).default,
  },
  fidelity: {
    summary: "measure how well a population fits the census and the surveys",
    load: async () => (await import("./fidelity.ts")).default,
  },
  agreement: {
    summary: "measure how far raters agree, from a CSV file of ratings",
    load: async () => (await import("./agreement.ts")).default,
  },
  study: {
    summary: "make the link of a study in which people answer as personas",
    load: async () => (await import("./study.ts")).default,
  },
  import: {
    summary: "import judgements from raters' files",
    load: async () => (await import("./import.ts")).default,
  },
  topics: {
    summary: "label the prompts of a CSV file with topics",
    load: async () => (await import("./topics.ts")).default,
  },
  bench: {
    summary: "measure how well models serve each persona, and report it",
    load: async () => (await import("./bench.ts")).default,
  },
  worker: {
    summary: "make the calls to models that runs with --queue wait for",
    load: async () => (await import("./worker.ts")).default,
  },
  dictionary: {
    summary: "write the data dictionary from the schema",
    load: async () => (await import("./dictionary.ts")).default,
  },
};

/** The line that a failure is told with: the message without its line breaks. */
export function failureLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text
    .replace(/^error: /, "")
    .replace(/\s*\n\s*/g, " ")
    .trim();
  const isExpected = error instanceof UserError || error instanceof CommanderError;
  return isExpected ? `atlas: ${line}` : `atlas: ${line} (ATLAS_DEBUG=1 shows where)`;
}

/** The program with the subcommand `name` in full and the others by their summaries. */
export async function programFor(name: string | undefined): Promise<Command> {
  const program = new Command("atlas")
    .description("Personas grounded in census figures, and measures of them.")
    .version(packageFile.version)
    .exitOverride()
    // The one line is printed where the process ends.
    .configureOutput({ outputError: () => {} })
    .showSuggestionAfterError();
  for (const [key, { summary, load }] of Object.entries(SUBCOMMANDS)) {
    if (key === name) (await load())(program);
    else program.command(key).description(summary);
  }
  return program;
}

/** The subcommand that is called, or that help is asked for. */
function subcommandOf(args: readonly string[]): string | undefined {
  const names = args.filter((argument) => !argument.startsWith("-"));
  return names[0] === "help" ? names[1] : names[0];
}

/** Runs the command. Returns the code to exit with. */
export async function atlas(args: readonly string[]): Promise<number> {
  try {
    const program = await programFor(subcommandOf(args));
    if (args.length === 0) program.help();
    await program.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (process.env.ATLAS_DEBUG) console.error(error);
    else process.stderr.write(`${failureLine(error)}\n`);
    return 2;
  }
}
