import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { itemsOf, studyKey } from "../../src/schema/study.ts";
import { expectInert, HOSTILE, serveHostileTexts } from "./hostile.ts";
import { askParquet } from "./parquet.ts";
import { axeViolations, horizontalOverflow, type OpenPage, useBrowser } from "./site.ts";
import { DATASET, tenItems } from "./studies.ts";
import { visit } from "./visit.ts";

useBrowser();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-annotate-"));
});
afterAll(() => rm(folder, { recursive: true }));

const withPage = (path: string, work: (site: OpenPage) => Promise<void>, width = 1280) =>
  visit(path, "#annotate[data-ready]", work, { width });

async function begin(page: Page, rater: string): Promise<void> {
  await page.keyboard.press("Tab");
  await page.locator("#annotate-rater").focus();
  await page.keyboard.type(rater);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".annotate-item");
}

const placeOf = (page: Page) => page.locator(".annotate-place").textContent();
const countOf = (page: Page) => page.locator(".annotate-count").textContent();
const pressed = (page: Page) =>
  page.$$eval('.annotate-item [aria-pressed="true"]', (buttons) =>
    buttons.map((of) => of.getAttribute("data-preferred") ?? of.getAttribute("data-confidence")),
  );

async function save(page: Page, ending: "json" | "csv"): Promise<string> {
  const downloading = page.waitForEvent("download");
  await page.locator(`[data-save="${ending}"]`).click();
  const download = await downloading;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

const atlas = (...args: string[]) =>
  promisify(execFile)(process.execPath, ["bin/atlas.js", ...args]);

const KEYS = ["1", "b", "0", "A", "2", "t", "1", "1", "2", "b"];
const CHOSEN = ["a", "b", "tie", "a", "b", "tie", "a", "a", "b", "b"];

describe("a study of ten items", () => {
  test("is judged by keyboard, outlives a reload, and its file is imported and compared", async () => {
    const { study, paths } = await tenItems();
    let first = "";
    await withPage(paths[0], async (site) => {
      const { page } = site;
      await begin(page, "Ann");
      for (const key of KEYS.slice(0, 4)) {
        await page.keyboard.press(key);
        await page.keyboard.press("s");
        await page.keyboard.press("Enter");
      }
      expect(await placeOf(page)).toContain("question 5 of 10");
      await page.keyboard.press("2");
      await page.keyboard.press("r");
      await page.keyboard.type(`${HOSTILE} half a sen`);
      await page.reload({ waitUntil: "networkidle" });
      await page.waitForSelector(".annotate-item");
      expect(await placeOf(page)).toContain("question 5 of 10");
      expect(await countOf(page)).toBe("5 of 10 judged");
      expect(await pressed(page)).toEqual(["b"]);
      expect(await page.locator("#annotate-reason").inputValue()).toBe(`${HOSTILE} half a sen`);
      await page.keyboard.press("r");
      await page.keyboard.press("End");
      await page.keyboard.type("tence");
      await page.keyboard.press("Enter");
      for (const key of KEYS.slice(5)) {
        await page.keyboard.press(key);
        await page.keyboard.press("Enter");
      }
      await page.waitForSelector(".annotate-done");
      expect(await countOf(page)).toBe("10 of 10 judged");
      first = await save(page, "json");
      await expectInert(site);
    });
    const { judgements } = JSON.parse(await readFile(first, "utf8"));
    const items = itemsOf(study, 1);
    expect(judgements.map((row: { preferred: string }) => row.preferred)).toEqual(CHOSEN);
    expect(judgements.map((row: { prompt_id: string }) => row.prompt_id)).toEqual(
      items.map(({ prompt }) => prompt),
    );
    expect(judgements[4].reason).toBe(`${HOSTILE} half a sentence`);
    expect(judgements[4].confidence).toBeNull();
    expect(judgements[0].confidence).toBe(3);

    let second = "";
    await withPage(paths[1], async ({ page }) => {
      await begin(page, "Bob");
      for (let at = 0; at < 10; at++) {
        await page.keyboard.press(at % 2 === 0 ? "1" : "2");
        await page.keyboard.press("Enter");
      }
      second = await save(page, "csv");
    });

    const out = join(folder, "judgements.parquet");
    const imported = await atlas(
      ...["import", "judgements", first, second, "--dataset", DATASET, "--out", out],
    );
    expect(imported.stdout).toContain(
      "20 rows: 20 judgements, 0 there twice word for word, 0 faulty",
    );
    const rows = await askParquet(
      `SELECT rater, count(*)::INTEGER, count(reason)::INTEGER FROM read_parquet('${out}') GROUP BY 1 ORDER BY 1`,
    );
    expect(rows).toEqual([
      ["Ann", 10, 1],
      ["Bob", 10, 0],
    ]);

    const units = await askParquet(`
      SELECT 'unit,rater,value' UNION ALL
      SELECT prompt_id || ',' || rater || ',' || coalesce(position::VARCHAR, 'tie')
      FROM read_parquet('${out}')`);
    const ratings = join(folder, "ratings.csv");
    const { writeFile } = await import("node:fs/promises");
    await writeFile(ratings, units.map(([line]) => line).join("\n"));
    const alpha = JSON.parse(
      (await atlas("agreement", ratings, "--metric", "alpha-nominal", "--json")).stdout,
    );
    await visit("agreement", "#agreement-source[data-ready]", async (site) => {
      const { page } = site;
      await page.locator("#judgement-files").setInputFiles([first, second]);
      await page.waitForSelector(".judgement-source[data-kind=files]");
      expect(await page.locator(".judgement-count").textContent()).toBe(
        "20 judgements by 2 people and 0 models, 1 study",
      );
      await page.waitForSelector("#chart-raters-agree .frame-table tbody tr", {
        state: "attached",
      });
      const row = await page
        .locator("#chart-raters-agree .frame-table tbody tr")
        .first()
        .locator("th, td")
        .allTextContents();
      expect(row[0]).toBe("Krippendorff’s alpha");
      const shown = Number(row[1].replace("−", "-"));
      expect(Math.abs(shown - alpha.value)).toBeLessThan(0.001);
      expect(row.slice(4)).toEqual(["10", "20"]);
      const reason = await page.locator("#chart-reasons tbody td").last().textContent();
      expect(reason).toBe(`${HOSTILE} half a sentence`);
      await expectInert(site);
      expect(await axeViolations(site)).toEqual([]);
    });
    expect(studyKey(study)).toBe(judgements[0].study);
  });

  test("shows the pair as it is in the Parquet, in the order of the sitting", async () => {
    const { study, paths } = await tenItems();
    const [{ prompt, swapped }] = itemsOf(study, 1);
    const [[text]] = await askParquet(`SELECT text FROM prompts WHERE prompt_id = '${prompt}'`);
    const answers = await askParquet(
      `SELECT text FROM responses WHERE prompt_id = '${prompt}' AND mode = 'position'
       ORDER BY position ${swapped ? "DESC" : ""}`,
    );
    await withPage(paths[0], async ({ page }) => {
      await begin(page, "Ann");
      expect(await page.locator(".prompt-text").textContent()).toBe(text);
      expect(await page.locator(".answer-text").allTextContents()).toEqual(
        answers.map(([words]) => words),
      );
    });
  });

  test("goes back, takes back, and asks for what is missing", async () => {
    const { paths } = await tenItems();
    await withPage(paths[0], async ({ page }) => {
      await begin(page, "Ann");
      await page.keyboard.press("Enter");
      expect(await page.locator(".annotate-status").textContent()).toContain("Choose first");
      await page.keyboard.press("1");
      await page.keyboard.press("Enter");
      await page.keyboard.press("ArrowLeft");
      expect(await placeOf(page)).toContain("question 1 of 10");
      expect(await pressed(page)).toEqual(["a"]);
      await page.keyboard.press("Backspace");
      expect(await pressed(page)).toEqual([]);
      expect(await countOf(page)).toBe("0 of 10 judged");
      await page.getByRole("button", { name: "Prefers the second" }).click();
      await page.keyboard.press("Enter");
      for (let at = 0; at < 8; at++) await page.keyboard.press("ArrowRight");
      await page.keyboard.press("0");
      await page.keyboard.press("Enter");
      expect(await placeOf(page)).toContain("question 2 of 10");
      expect(await page.locator(".annotate-status").textContent()).toContain("not judged yet");
      // Another rater at the same machine begins anew, and the first one's work is kept.
      await page.getByRole("button", { name: "Not you?" }).click();
      await begin(page, "Bob");
      expect(await countOf(page)).toBe("0 of 10 judged");
      await page.getByRole("button", { name: "Not you?" }).click();
      await begin(page, "Ann");
      expect(await countOf(page)).toBe("2 of 10 judged");
    });
  });

  test.each([1280, 375])("is whole at %d px while somebody judges", async (width) => {
    const { paths } = await tenItems();
    await withPage(
      paths[0],
      async (site) => {
        expect(await axeViolations(site)).toEqual([]);
        await begin(site.page, "Ann");
        await site.page.keyboard.press("1");
        expect(await axeViolations(site)).toEqual([]);
        expect(await horizontalOverflow(site)).toBe(0);
      },
      width,
    );
  });
});

describe("links that are no study", () => {
  const note = (page: Page) => page.locator(".notice").textContent();

  test("are reported, and an example is offered", async () => {
    const { paths } = await tenItems();
    await withPage(paths[0].replace("&sitting", "x&sitting"), async ({ page }) => {
      expect(await note(page)).toContain("not understood");
      await page.getByRole("link", { name: "Try a short one" }).click();
      await page.waitForSelector(".annotate-form");
      await begin(page, "Ann");
      expect(await placeOf(page)).toBe("Person 1 of 2, question 1 of 5");
    });
    await withPage(paths[0].replace("sitting=1", "sitting=77"), async ({ page }) => {
      expect(await note(page)).toContain("not one of 1 to 2");
      expect(await page.locator("#annotate-sitting").count()).toBe(1);
    });
  });

  test("of another dataset are not shown", async () => {
    const { study } = await tenItems();
    const { writeStudy } = await import("../../src/schema/study.ts");
    const code = writeStudy({ ...study, dataset: "00000000" });
    await withPage(`annotate?study=${code}&sitting=1`, async ({ page }) => {
      expect(await note(page)).toContain("made on another dataset");
      expect(await page.locator(".annotate-item").count()).toBe(0);
    });
  });
});

describe("personas, prompts and answers that hold markup", () => {
  test("are shown as text on every page", async () => {
    const { study, paths } = await tenItems();
    const [id] = study.personas;
    const [prompt] = study.prompts;
    await withPage(paths[0], async (site) => {
      const { page } = site;
      await serveHostileTexts(site);
      await page.reload({ waitUntil: "networkidle" });
      await begin(page, HOSTILE);
      const text = await page.locator("#annotate").textContent();
      // Persona, prompt, both answers, and the rater's own name.
      expect((text ?? "").split(HOSTILE).length - 1).toBeGreaterThanOrEqual(5);
      await expectInert(site);
      const { origin, pathname } = new URL(page.url());
      const base = `${origin}${pathname.replace(/annotate$/, "")}`;
      for (const [path, ready] of [
        [`prompt?id=${prompt}`, "#prompt-bar[data-ready]"],
        [`personas?persona=${id}`, ".persona-card[open]"],
        ["disagreement", "#disagreement-bar[data-ready]"],
        ["agreement?source=simulated", "#chart-reasons tbody tr"],
      ]) {
        await page.goto(`${base}${path}`, { waitUntil: "networkidle" });
        await page.waitForSelector(ready);
        await page.waitForFunction(
          (words) => document.body.textContent?.includes(words),
          '<img src=x onerror="window.hacked=1">',
        );
        await expectInert(site);
      }
    });
  });
});
