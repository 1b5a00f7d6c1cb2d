/** Golden files: what a function gave when a person last looked at it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";

const FOLDER = join(import.meta.dirname, "golden");

/**
 * Compares a text with the file `tests/golden/<name>`. A missing file is written, to be looked
 * at and committed; in CI it is a failure. To accept a change, delete the file and run again.
 */
export function expectGolden(name: string, actual: string): void {
  const path = join(FOLDER, name);
  if (!existsSync(path)) {
    if (process.env.CI)
      throw new Error(`tests/golden/${name} is missing: run the test and commit it`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  expect(actual).toBe(readFileSync(path, "utf8"));
}
