import type { Command } from "commander";

/** The first of these options that the user gave, as written on the command line. */
export function givenOption(command: Command, keys: readonly string[]): string | undefined {
  const key = keys.find((one) => command.getOptionValueSource(one) === "cli");
  return command.options.find((option) => option.attributeName() === key)?.long;
}
