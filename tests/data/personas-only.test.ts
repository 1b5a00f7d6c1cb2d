import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeChoices } from "../../src/components/feedback/choices.ts";
import { decodePrompts } from "../../src/components/feedback/prompts-table.ts";

const run = promisify(execFile);
const options = { encoding: "buffer", maxBuffer: 1 << 26 } as const;

/** Loaders of the tables about feedback: they must not stop a site of personas alone. */
const LOADERS = readdirSync("src/data").filter((name) =>
  /^(feedback|utility|prompts|prompt-texts|responses|issues|variance|glimpses|quality|opinions)\.(arrow|json)\.ts$/.test(
    name,
  ),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-loaders-"));
  const args = ["bin/atlas.js", "personas", "--n", "40", "--out", join(folder, "p"), "--quiet"];
  await run(process.execPath, args);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

async function output(loader: string): Promise<Buffer> {
  const { stdout } = await run(process.execPath, ["--import", "tsx", join("src/data", loader)], {
    ...options,
    env: { ...process.env, ATLAS_DATASET: join(folder, "p") },
  });
  return stdout;
}

test("there are loaders to try", () => {
  expect(LOADERS.length).toBeGreaterThanOrEqual(8);
});

test.each(LOADERS)("%s gives no rows where a dataset has personas alone", async (loader) => {
  const bytes = await output(loader);
  if (loader.endsWith(".json.ts")) {
    const answer = JSON.parse(bytes.toString());
    expect(answer === null || answer.issues.length === 0).toBe(true);
    return;
  }
  const table = tableFromIPC(bytes);
  expect(table.numRows).toBe(0);
  if (loader === "feedback.arrow.ts") expect(decodeChoices(table).n).toBe(0);
  if (loader === "prompts.arrow.ts") expect(decodePrompts(table).n).toBe(0);
});
