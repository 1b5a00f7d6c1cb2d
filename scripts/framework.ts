/** Runs Observable Framework's command: telemetry off, every request outside refused. */
import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(import.meta.dirname, "..");
const COMMAND = resolve(ROOT, "node_modules/@observablehq/framework/dist/bin/observable.js");
const PRELOAD = pathToFileURL(resolve(ROOT, "scripts/preload.js")).href;

/** Calls `onLine` with each line that a process prints. */
function readLines({ stdout, stderr }: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [stdout, stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (text: string) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine(line);
    });
  }
}

/** The code that a process ends with; the process ends with this one. */
export function codeOf(child: ChildProcess): Promise<number | null> {
  const end = () => void child.kill();
  process.once("exit", end);
  return new Promise<number | null>((done, fail) => {
    child.once("error", fail).once("close", (code) => {
      process.removeListener("exit", end);
      done(code);
    });
  });
}

/**
 * Runs `observable` with some arguments.
 * @param onLine gets each line that it prints; without it, they go to this process's output.
 * @throws with the last lines that it printed, if it fails.
 */
export async function framework(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  onLine?: (line: string) => void,
): Promise<void> {
  const output = onLine === undefined ? "inherit" : "pipe";
  const child = spawn(process.execPath, ["--import", PRELOAD, COMMAND, ...args], {
    cwd: ROOT,
    env: { ...process.env, OBSERVABLE_TELEMETRY_DISABLE: "1", ...env },
    stdio: ["ignore", output, output],
  });
  const lines: string[] = [];
  readLines(child, (line) => {
    lines.push(line);
    onLine?.(line);
  });
  const code = await codeOf(child);
  if (code === 0) return;
  throw new Error(`observable ${args[0]} ended with code ${code}\n${lines.slice(-40).join("\n")}`);
}
