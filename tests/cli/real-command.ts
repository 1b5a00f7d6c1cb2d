/** Runs the `atlas` command as people do, in a process of its own, on files that a test writes. */
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll } from "vitest";
import type { Ended } from "./call.ts";

/** Runs a command of `atlas`; a failure is an answer like another. */
export async function runAtlas(...args: string[]): Promise<Ended> {
  try {
    const command = ["bin/atlas.js", ...args];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command);
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as Ended;
  }
}

export interface CsvFolder {
  /** Path of a file in the folder. */
  path(name: string): string;
  /** Writes a file of lines. Returns its path. */
  csv(name: string, ...lines: string[]): Promise<string>;
}

/** Call at the top of a test file: a folder of its own, gone after its tests. */
export function useCsvFolder(): CsvFolder {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "atlas-csv-"));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const path = (name: string) => join(folder, name);
  return {
    path,
    async csv(name, ...lines) {
      await writeFile(path(name), `${lines.join("\n")}\n`);
      return path(name);
    },
  };
}
