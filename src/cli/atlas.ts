/** The `atlas` command: finds the subcommand, and turns every failure into one line and code 2. */
import { Command, CommanderError } from "commander";
import packageFile from "../../package.json" with { type: "json" };
import { UserError } from "./user-error.ts";

type Registration = (program: Command) => void;

/** Each subcommand is a module of this folder, loaded only when it is named. */
const SUBCOMMANDS: Readonly<Record<string, string>> = {
  census: "tabulate census microdata into the committed tables",
  survey: "tabulate surveys into the committed tables",
  personas: "generate a population of personas",
  fidelity: "measure how well a population fits the census and the surveys",
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

async function registration(name: string): Promise<Registration> {
  const module: Record<string, unknown> = await import(`./${name}.ts`);
  const found =
    module.default ?? Object.values(module).find((value) => typeof value === "function");
  if (typeof found !== "function") throw new Error(`src/cli/${name}.ts exports no function`);
  return found as Registration;
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
  for (const [key, summary] of Object.entries(SUBCOMMANDS)) {
    if (key === name) (await registration(key))(program);
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
