#!/usr/bin/env node
// The command is TypeScript: tsx compiles its modules as they are loaded.
import { register } from "tsx/esm/api";

register();

for (const [signal, number] of [
  ["SIGINT", 2],
  ["SIGTERM", 15],
]) {
  process.on(signal, () => process.exit(128 + number));
}
// A reader such as `head` may close the pipe early.
process.stdout.on("error", (error) => process.exit(error.code === "EPIPE" ? 0 : 2));

const { atlas } = await import("../src/cli/atlas.ts");
process.exitCode = await atlas(process.argv.slice(2));
