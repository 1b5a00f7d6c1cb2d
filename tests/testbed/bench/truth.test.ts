import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Manifest } from "../../../src/schema/manifest.ts";
import { contentUtility, readTruth, type Truth } from "../../../src/testbed/bench/truth.ts";
import { withQuery } from "../../../src/testbed/datasets/check/query.ts";
import { generateDataset } from "../../../src/testbed/datasets/generate-dataset.ts";
import { readFeedback } from "../../../src/testbed/datasets/read-feedback.ts";
import { thousandth } from "../../../src/testbed/feedback/choose.ts";
import { STYLE_TASTES, WORDS_PER_UNIT } from "../../../src/testbed/feedback/settings.ts";
import { styleTastes } from "../../../src/testbed/feedback/style-tastes.ts";
import { SILENT } from "../../../src/testbed/progress.ts";
import { UserError } from "../../../src/testbed/user-error.ts";
import { ROOT } from "../pairs/small-pairs-dataset.ts";

let folder: string;
let truth: Truth;
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "atlas-truth-")), "dataset");
  await generateDataset(
    {
      root: ROOT,
      n: 30,
      name: "small",
      out: folder,
      seed: 5,
      train: 45,
      heldout: 15,
      leastMinority: 0.1,
      // Not the defaults: the truth follows the settings of the dataset.
      settings: { attributeShare: 0.2, retest: 0.75 },
      quota: { train: 10, testSeen: 5, testHeldout: 5 },
    },
    SILENT,
  );
  truth = await readTruth(folder, ROOT);
}, 60_000);
afterAll(() => rm(dirname(folder), { recursive: true }));

/** By prompt and style: what the answer of position 0 has more of than that of position 1. */
async function stylesByPrompt(): Promise<number[][]> {
  return withQuery(async (query, view) => {
    await view("responses", join(folder, "responses.parquet"));
    const rows = await query("SELECT * FROM responses WHERE mode = 'position'");
    return truth.prompts.map(({ prompt_id }) => {
      const of = (position: number) =>
        rows.find((row) => row.prompt_id === prompt_id && Number(row.position) === position) ?? {};
      return STYLE_TASTES.map(({ style }) =>
        style === "length"
          ? (Number(of(0).words) - Number(of(1).words)) / WORDS_PER_UNIT
          : Number(of(0)[style]) - Number(of(1)[style]),
      );
    });
  });
}

describe("the truth derived again", () => {
  it("is, with the style of the answers, the utility that the dataset stores", async () => {
    const { n, persona, prompt, utility } = await readFeedback(folder);
    const tastes = styleTastes(truth.personas);
    const styles = await stylesByPrompt();
    expect(n).toBe(600);
    let styled = 0;
    for (let row = 0; row < n; row++) {
      const [who, what] = [persona[row], prompt[row]];
      const style = tastes.reduce((sum, taste, f) => sum + taste[who] * styles[what][f], 0);
      const expected = thousandth(contentUtility(truth, who, what) + style);
      // Words and styles are stored rounded to a hundredth at the finest.
      expect(Math.abs(utility[row] - expected)).toBeLessThan(0.0021);
      if (Math.abs(style) > 0.05) styled++;
    }
    expect(styled).toBeGreaterThan(100);
  });

  it("has every persona, prompt and issue of the dataset", () => {
    expect(truth.personas.n).toBe(30);
    expect(truth.prompts).toHaveLength(60);
    expect(truth.standing).toHaveLength(truth.issues.length);
    truth.prompts.forEach(({ issue }, at) => {
      expect(truth.issues[truth.issueOf[at]].id).toBe(issue);
    });
  });
});

describe("a dataset without a known truth", () => {
  const manifestPath = () => join(folder, "manifest.json");
  const changed = async (respondents: (of: Record<string, unknown>) => unknown) => {
    const before = await readFile(manifestPath(), "utf8");
    const manifest = JSON.parse(before) as Manifest;
    const after = { ...manifest, respondents: respondents({ ...manifest.respondents }) };
    await writeFile(manifestPath(), JSON.stringify(after));
    const error = await readTruth(folder, ROOT).catch((caught) => caught);
    await writeFile(manifestPath(), before);
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message;
  };

  it("is refused where its feedback is not simulated", async () => {
    expect(await changed(() => undefined)).toBe(
      `${folder}: its feedback is not simulated, so no truth is known; judge with --judge critic`,
    );
  });

  it("is refused where other code or settings made the feedback", async () => {
    const message = await changed((of) => ({ ...of, ownVariance: 1.23 }));
    expect(message).toContain("was made by another version (variance 1.23, here ");
    expect(message).toContain("atlas generate");
  });
});
