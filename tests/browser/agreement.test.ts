import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import {
  coefficientsOf,
  personaAgreement,
  raterMatrix,
} from "../../src/components/agreement-page/measure.ts";
import { tableOf } from "../../src/components/agreement-page/panels.ts";
import { simulatedJudgements } from "../../src/components/agreement-page/simulated.ts";
import { formatNumber } from "../../src/components/format.ts";
import type { Judgement } from "../../src/schema/judgement.ts";
import { SIMULATED } from "../../src/schema/manifest.ts";
import { expectInert, HOSTILE } from "./hostile.ts";
import { askParquet } from "./parquet.ts";
import { axeViolations, horizontalOverflow, type OpenPage, useBrowser } from "./site.ts";
import { visit } from "./visit.ts";

useBrowser();

const withPage = (path: string, work: (site: OpenPage) => Promise<void>, width = 1280) =>
  visit(path, "#agreement-source[data-ready]", work, { width });

/** Cells of the table behind a chart. */
async function tableBehind(page: Page, chart: string): Promise<string[][]> {
  await page.waitForSelector(`#chart-${chart} .frame-table tbody tr`, { state: "attached" });
  return page.$$eval(`#chart-${chart} .frame-table tbody tr`, (lines) =>
    lines.map((line) => Array.from(line.children, (cell) => cell.textContent ?? "")),
  );
}

async function simulated(): Promise<Judgement[]> {
  const adults = await askParquet("SELECT persona_id FROM personas WHERE is_adult ORDER BY 1");
  const prompts = await askParquet("SELECT prompt_id FROM prompts");
  return simulatedJudgements(
    adults.map(([id]) => String(id)),
    prompts.map(([id]) => String(id)),
  );
}

const asFile = (name: string, judgements: readonly unknown[]) => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(
    JSON.stringify({ format: "persona-atlas-judgements", version: 1, judgements }),
  ),
});

describe("the agreement page", () => {
  test("without judgements says how to get them, and shows simulated ones as such", async () => {
    await withPage("agreement", async ({ page }) => {
      const panel = page.locator(".judgement-source");
      expect(await panel.textContent()).toContain("has no judgements of raters yet");
      expect(await page.locator("#observablehq-main figure").count()).toBe(0);
      await page.getByRole("button", { name: "Try it with simulated raters" }).click();
      await page.waitForSelector("#chart-persona-matrix svg");
      expect(page.url()).toContain("source=simulated");
      expect(await panel.textContent()).toContain("No person and no model judged");
      for (const about of await page.locator(".frame-about").allTextContents()) {
        expect(about).toContain("Simulated judgements");
      }
      await page.goBack();
      await page.waitForSelector(".judgement-source[data-kind=none]");
      expect(await page.locator("#observablehq-main figure").count()).toBe(0);
    });
  });

  test("shows the numbers that the functions give on the same judgements", async () => {
    const table = tableOf(await simulated(), null);
    await withPage("agreement?source=simulated", async ({ page }) => {
      const matrix = await tableBehind(page, "persona-matrix");
      const { kappas, personas } = personaAgreement(table, "majority", `model:${table.models[0]}`);
      expect(matrix).toHaveLength(Math.min(200, kappas.length));
      matrix.forEach(([row, column, kappa], at) => {
        expect(row).toBe(personas[Math.floor(at / personas.length)]);
        expect(column).toBe(personas[at % personas.length]);
        expect(kappa).toBe(formatNumber(kappas[at].value));
      });
      const coefficients = await tableBehind(page, "raters-agree");
      const { all, byPersona } = coefficientsOf(table);
      expect(coefficients.map(([, value, low, high]) => [value, low, high])).toEqual(
        [...all, ...byPersona].map(({ value, low, high }) => [value, low, high].map(formatNumber)),
      );
      const raters = await tableBehind(page, "rater-matrix");
      const between = raterMatrix(table);
      expect(raters.map(([, , kappa]) => kappa)).toEqual(
        between.kappas.map(({ value }) => formatNumber(value)),
      );
    });
  });

  test("compares the sides that the address names, and reports those that are not there", async () => {
    const table = tableOf(await simulated(), null);
    const side = `model:${table.models[1]}` as const;
    const query = new URLSearchParams({ source: "simulated", rows: "people", columns: side });
    await withPage(`agreement?${query}`, async ({ page }) => {
      const matrix = await tableBehind(page, "persona-matrix");
      const { kappas } = personaAgreement(table, "people", side);
      expect(matrix.map(([, , kappa]) => kappa)).toEqual(
        kappas.map(({ value }) => formatNumber(value)),
      );
      await page.locator("select[name=rows]").selectOption(side);
      await page.waitForURL(/rows=model/);
      expect(await page.locator("select[name=rows]").inputValue()).toBe(side);
    });
    await withPage("agreement?source=simulated&rows=nobody", async ({ page }) => {
      expect(await page.locator(".notice").textContent()).toContain("no rater “nobody”");
    });
  });

  test("hatches cells of under ten prompts", async () => {
    const judgements = (await simulated()).filter(({ prompt_id }) => prompt_id < "q1500");
    const [first] = judgements;
    const own = judgements.filter(({ persona_id }) => persona_id === first.persona_id);
    const prompts = new Set(own.map(({ prompt_id }) => prompt_id));
    expect(prompts.size).toBeLessThan(10);
    await withPage("agreement", async ({ page }) => {
      await page.locator("#judgement-files").setInputFiles([asFile("few.json", own)]);
      await page.waitForSelector("#chart-persona-matrix .cell.suppressed");
      expect(await page.locator("#chart-persona-matrix .cell.full").count()).toBe(0);
      const [[, , kappa, , , shared]] = await tableBehind(page, "persona-matrix");
      expect([kappa, Number(shared)]).toEqual(["–", prompts.size]);
    });
  });

  test("says whose judgements are shown, at every chart and not as the dataset's", async () => {
    const all = await simulated();
    const NAMES = ["Ann", "Bo & Co"];
    const own = all.flatMap((row): Judgement[] => {
      const study = row.persona_id === all[0].persona_id ? "second" : "first";
      if (row.rater.startsWith("model A")) return [{ ...row, study, rater: "tester" }];
      const rater = NAMES[(Number(row.rater.match(/\d+$/)?.[0]) - 1) % 3];
      return rater === undefined ? [] : [{ ...row, study, rater }];
    });
    const abouts = ({ page }: OpenPage) => page.locator(".frame-about").allTextContents();
    await withPage("agreement", async (site) => {
      const { page } = site;
      expect(await page.locator("#observablehq-footer").textContent()).toMatch(/^\s*The dataset: /);
      await page.locator("#judgement-files").setInputFiles([asFile("own.json", own)]);
      await page.waitForSelector("#chart-persona-matrix svg");
      const whose =
        "Judgements by 4 people (Ann (first), Ann (second), Bo & Co (first), Bo & Co (second)) and 1 model (tester), asked to answer as a simulated persona would; nobody’s own opinion is measured. From own.json.";
      expect(await page.locator(".judgement-source").textContent()).toContain(whose);
      for (const about of await abouts(site)) {
        expect(about).toContain(`${whose} The dataset itself: ${SIMULATED}`);
      }
      await page.locator("select[name=study]").selectOption("second");
      await page.waitForURL(/study=second/);
      for (const about of await abouts(site)) {
        expect(about).toContain(
          "by 2 people (Ann (second), Bo & Co (second)) and 1 model (tester)",
        );
      }
      await page.locator("select[name=study]").selectOption("first");
      await page.getByRole("button", { name: "Put these away" }).click();
      await page.waitForSelector(".judgement-source[data-kind=none]");
    });
  });

  test("leaves out what is faulty, says where it stands, and shows all text as text", async () => {
    const [one, two] = await simulated();
    const rows = [
      { ...one, study: HOSTILE, rater: HOSTILE, reason: HOSTILE },
      { ...two, study: HOSTILE, persona_id: HOSTILE },
      { ...two, study: "other", preferred: HOSTILE },
    ];
    await withPage("agreement", async (site) => {
      const { page } = site;
      const name = "<img src=x onerror=hacked=1>.json";
      await page.locator("#judgement-files").setInputFiles([asFile(name, rows)]);
      await page.waitForSelector(".judgement-source li");
      const faults = await page.locator(".judgement-source li").allTextContents();
      expect(faults).toHaveLength(2);
      expect(faults.join("\n")).toContain(`${name}, row 2, column persona_id`);
      expect(faults.join("\n")).toContain(`${name}, row 3, column preferred`);
      expect(await page.locator("#chart-reasons tbody td").last().textContent()).toBe(HOSTILE);
      await expectInert(site);
      await page
        .locator("#judgement-files")
        .setInputFiles([
          { name: "x.json", mimeType: "application/json", buffer: Buffer.from("{") },
        ]);
      await page.waitForFunction(() =>
        document.querySelector(".judgement-source li")?.textContent?.includes("is no JSON"),
      );
    });
  });

  test("is whole with judgements, wide and narrow", async () => {
    for (const width of [1280, 375]) {
      await withPage(
        "agreement?source=simulated",
        async (site) => {
          await site.page.waitForSelector("#chart-rater-matrix svg");
          expect(await axeViolations(site)).toEqual([]);
          expect(await horizontalOverflow(site)).toBe(0);
        },
        width,
      );
    }
  });
});
