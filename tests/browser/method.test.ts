import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { manifestSchema } from "../../src/schema/manifest.ts";
import { readFeedback } from "../../src/testbed/datasets/read-feedback.ts";
import { readPersonas } from "../../src/testbed/datasets/read-personas.ts";
import { readPrompts } from "../../src/testbed/datasets/read-prompts.ts";
import { readShares } from "../../src/testbed/opinions/read-shares.ts";
import {
  COMPARISONS,
  simulatedSupport,
  supportFit,
} from "../../src/testbed/opinions/validation.ts";
import { loadTopics } from "../../src/testbed/prompts/issue.ts";
import { askParquet } from "./parquet.ts";
import { openPage, useBrowser } from "./site.ts";
import { visit } from "./visit.ts";

useBrowser();

const DATASET = "build/datasets/default";
const SUPPORT = "#chart-support-by-group svg.support";
const issues = loadTopics("data/prompts/issues").flatMap((topic) => topic.issues);

test("the method page shows the manifest's counts, every rule and every target", async () => {
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile("build/datasets/default/manifest.json", "utf8")),
  );
  const site = await openPage("method");
  try {
    const { page } = site;
    const steps = await page.locator(".pipeline strong").allTextContents();
    expect(steps).toContain(manifest.counts.candidates.toLocaleString("en-US"));
    expect(steps.at(-1)).toBe(manifest.counts.personas.toLocaleString("en-US"));
    const sentences = await page.locator(".rule-sentence").allTextContents();
    expect(sentences.sort()).toEqual(manifest.rules.map(({ sentence }) => sentence).sort());
    expect(await page.locator("#chart-fit-by-attribute svg circle").count()).toBe(36);
    expect(await page.locator("#chart-fit-by-pair svg title").count()).toBe(351);
    expect(await page.locator(".wide-table tbody tr").count()).toBeGreaterThan(45);
    expect(site.errors).toEqual([]);
    expect(site.outsideRequests).toEqual([]);
  } finally {
    await site.close();
  }
});

test("the method page shows how near simulated groups come to the surveys", async () => {
  const cells = simulatedSupport(
    await readShares("data/survey/opinions"),
    issues,
    (await readPrompts(DATASET)).map(({ issue }) => issue),
    await readPersonas(`${DATASET}/personas.parquet`, { texts: false }),
    await readFeedback(DATASET),
  );
  const linesFor = (by: string) =>
    [false, true].map((held) => {
      const fit = supportFit(
        cells.filter((cell) => cell.isHeldBack === held && COMPARISONS[by].includes(cell.factor)),
      );
      const points = (value: number) => (100 * value).toFixed(1);
      const two = (value: number) => value.toFixed(2).replace("-", "−");
      return [
        `${fit.items} items, ${fit.cells} groups`,
        `Shares ${points(fit.difference)} points apart, rank correlation ${two(fit.rank)}`,
        `Gaps ${points(fit.gapDifference)} points apart, rank correlation ${two(fit.gapRank)}`,
        `Slope of gaps ${two(fit.gapSlope)}`,
      ];
    });
  await visit("method?survey=age", SUPPORT, async ({ page }) => {
    const shown = () => page.locator(SUPPORT).textContent();
    for (const line of linesFor("age").flat()) expect(await shown()).toContain(line);
    const marks = cells.filter(({ factor }) => factor === "age").length;
    expect(await page.locator(`${SUPPORT} .support-mark`).count()).toBe(marks);
    await page.getByLabel("Groups by").selectOption("party");
    for (const line of linesFor("party").flat()) expect(await shown()).toContain(line);
    expect(new URL(page.url()).search).toBe("");
    await page.getByLabel("Show").selectOption("shares");
    expect(new URL(page.url()).search).toBe("?show=shares");
    await page.goBack();
    await page.goBack();
    expect(await page.getByLabel("Groups by").inputValue()).toBe("age");
    for (const by of Object.keys(COMPARISONS)) {
      const rows = page.locator("#chart-support-fit tbody tr");
      const texts = await rows.allTextContents();
      for (const [items] of linesFor(by)) {
        const groups = items.split(", ")[1];
        expect(texts.some((text) => text.includes(groups))).toBe(true);
      }
    }
    expect(await page.locator("#chart-survey-items tbody tr").count()).toBe(64);
  });
});

test("held-back items show the survey's shares and those of native DuckDB on the Parquet", async () => {
  const cells = (await readShares("data/survey/opinions")).filter(
    ({ isHeldBack, factor }) => isHeldBack && factor === "party",
  );
  await visit("method", "#chart-held-back-items tbody tr", async ({ page }) => {
    const shown = await page.$$eval("#chart-held-back-items tbody tr", (rows) =>
      rows.map((row) => Array.from(row.children, (child) => child.textContent ?? "")),
    );
    expect(shown).toHaveLength(16);
    const parties = {
      Democrat: ["Strong Democrat", "Not very strong Democrat", "Independent, leans Democratic"],
      Republican: [
        "Strong Republican",
        "Not very strong Republican",
        "Independent, leans Republican",
      ],
    };
    const share = (value: number) => `${(100 * value).toFixed(1)}\u202f%`;
    for (const { item, level, support, n } of cells) {
      if (level === "Independent") continue;
      const [mirror] = issues.filter(({ survey }) => survey?.item === item);
      const names = parties[level as keyof typeof parties].map((name) => `'${name}'`);
      const [[simulated, choices]] = await askParquet(`
        SELECT avg((responses.position = ${mirror.survey?.support})::INT), count(*)
        FROM feedback JOIN personas USING (persona_id) JOIN prompts USING (prompt_id)
          JOIN responses ON response_id = CASE preferred WHEN 'a' THEN response_a ELSE response_b END
        WHERE issue = '${mirror.id}' AND is_adult AND political_views IN (${names.join(", ")})`);
      const row = shown.find(
        (one) => one[1] === level && one[2] === share(support) && one[5] === String(n),
      );
      expect(row?.[6]).toBe(share(Number(simulated)));
      expect(row?.[9]).toBe(String(choices));
    }
  });
});

test("a link to the method page that is not understood is reported", async () => {
  await visit("method?survey=shoes", SUPPORT, async ({ page }) => {
    expect(await page.locator(".notice").textContent()).toContain('"shoes"');
    expect(await page.getByLabel("Groups by").inputValue()).toBe("party");
  });
});
