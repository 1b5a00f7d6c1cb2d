/**
 * npm test: types, lint, and every test. With arguments, only vitest with these arguments.
 * The last line says how many passed and failed; types and lint count as one test each.
 */
import { spawn } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { codeOf } from "./framework.ts";

const ROOT = resolve(import.meta.dirname, "..");
const REPORT = join(ROOT, "build/vitest.json");

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What this reads of vitest's JSON report. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

async function run(file: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [join(ROOT, "node_modules", file), ...args], {
    cwd: ROOT,
    // Some tools colour their output in CI, which has no terminal.
    env: process.stdout.isTTY ? process.env : { NO_COLOR: "1", ...process.env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return (await codeOf(child)) ?? 1;
}

/** One check that passes or fails as a whole. */
async function check(name: string, file: string, args: readonly string[]): Promise<Tally> {
  console.log(`${name} ...`);
  const failed = (await run(file, args)) === 0 ? 0 : 1;
  console.log(`${name}: ${failed === 0 ? "passed" : "failed"}`);
  return { passed: 1 - failed, failed, skipped: 0 };
}

/** Files that failed before or after their tests, and not in one, count as one failure each. */
function tallyOf(report: Report, code: number): Tally {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((result) => result.status === "failed"),
  );
  const failed = report.numFailedTests + broken.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

async function vitest(args: readonly string[]): Promise<Tally> {
  await mkdir(join(ROOT, "build"), { recursive: true });
  await rm(REPORT, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${REPORT}`];
  const code = await run("vitest/vitest.mjs", ["run", ...reporters, ...args]);
  try {
    return tallyOf(JSON.parse(await readFile(REPORT, "utf8")), code);
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const args = process.argv.slice(2);
process.on("SIGINT", () => process.exit(130));
const tallies: Tally[] = [];
if (args.length === 0) {
  tallies.push(await check("types", "typescript/bin/tsc", ["--noEmit"]));
  tallies.push(
    await check("lint", "@biomejs/biome/bin/biome", [
      "ci",
      ...(process.stdout.isTTY ? [] : ["--colors=off"]),
    ]),
  );
}
tallies.push(await vitest(args));

const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
process.exitCode = sum("failed") > 0 ? 1 : 0;
const summary = `${sum("passed")} passed, ${sum("failed")} failed${skipped}`;
await writeFile(join(ROOT, "build/tests.txt"), `${summary}\n`);
console.log(summary);
