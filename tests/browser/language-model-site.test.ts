import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SiteServer } from "../../scripts/server.ts";
import { formatCount, formatShare } from "../../src/components/format.ts";
import { MARKUP, PLAYED, PLAYER, servePlayedSite, WRITER } from "./language-model-site.ts";
import { askParquet } from "./parquet.ts";
import { PAGES } from "./paths.ts";
import { axeViolations, horizontalOverflow, type OpenPage, useBrowser } from "./site.ts";
import { visit } from "./visit.ts";

useBrowser();

let server: SiteServer | undefined;
beforeAll(async () => {
  server = await servePlayedSite();
});
afterAll(() => server?.close());

const withPage = (path: string, ready: string, work: (site: OpenPage) => Promise<void>) =>
  visit(`${server?.address}${path}`, ready, work);

/** Pages that are not the default site's with other numbers: these are searched for violations. */
const DRAWN_OTHERWISE = ["", "prompt", "variance", "quality", "alignment", "method"];

/** What stands on a page, tables behind charts included. */
const textOf = (page: Page) =>
  page.evaluate(() => {
    const copy = document.querySelector("#observablehq-center")?.cloneNode(true) as Element;
    for (const code of copy.querySelectorAll("script, style")) code.remove();
    return copy.textContent ?? "";
  });

/** Rows of the table in or behind a chart, as texts. */
async function rowsOf(page: Page, chart: string): Promise<string[][]> {
  await page.waitForSelector(`#chart-${chart} tbody tr`, { state: "attached" });
  return page.$$eval(`#chart-${chart} tbody tr`, (rows) =>
    rows.map((row) => Array.from(row.children, (cell) => cell.textContent ?? "")),
  );
}

describe("where a language model played the personas", () => {
  test.each(PAGES.map((path) => path.split("?")[0]))(
    "page /%s is whole and says so",
    async (path) => {
      await withPage(path, "#observablehq-footer", async (site) => {
        expect(await site.page.textContent("#observablehq-footer")).toContain(
          `role-played by the language model ${PLAYER}; no person was asked`,
        );
        expect(await site.page.textContent("#observablehq-footer")).toContain(WRITER);
        const text = await textOf(site.page);
        expect(text).not.toMatch(/\b(NaN|undefined|Infinity|null)\b|\{\{|\}\}/);
        expect(text).not.toMatch(/truth of the simulation|no language model was used/);
        for (const about of await site.page.locator(".frame-about").allTextContents()) {
          expect(about).toContain(PLAYER);
        }
        expect(
          await site.page.locator("svg [height=NaN], svg [width=NaN], svg [x=NaN]").count(),
        ).toBe(0);
        if (DRAWN_OTHERWISE.includes(path)) expect(await axeViolations(site)).toEqual([]);
        await site.page.setViewportSize({ width: 375, height: 900 });
        await expect.poll(() => horizontalOverflow(site)).toBe(0);
      });
    },
  );

  test.each([
    ["kept", "model"],
    ["rejected", "template"],
  ])("a persona whose texts were %s says that they are by a %s", async (outcome, word) => {
    const [[persona, quirks]] = await askParquet(
      `SELECT persona_id, p.defining_quirks FROM personas p JOIN enrichment e USING (persona_id)
      WHERE outcome = '${outcome}' ORDER BY persona_id LIMIT 1`,
      PLAYED,
    );
    await withPage(`personas?persona=${persona}`, "dialog.persona-card[open]", async (site) => {
      const card = site.page.locator("dialog.persona-card[open]");
      // As text: the markup that the model wrote is not one of the page.
      expect(await card.textContent()).toContain(String(quirks));
      expect(await card.locator("b[onmouseover]").count()).toBe(0);
      expect(String(quirks).includes(MARKUP)).toBe(word === "model");
      const sources = card.locator(".source-written", { hasText: word });
      // Five texts, and with the templates' also the core values.
      expect(await sources.count()).toBe(word === "model" ? 5 : 6);
      if (word === "model") expect(await sources.first().getAttribute("title")).toContain(WRITER);
      expect(await axeViolations(site)).toEqual([]);
    });
  });

  test("gaps count ties as half, as the Parquet and DuckDB in the page do", async () => {
    const rows = await askParquet(
      `SELECT p.political_views, count(*), sum(CASE WHEN preferred = 'tie' THEN 0.5
        WHEN CASE WHEN preferred = 'a' THEN ra.stance_guns ELSE rb.stance_guns END > 0 THEN 1
        ELSE 0 END)::DOUBLE
      FROM feedback f JOIN personas p USING (persona_id) JOIN prompts q USING (prompt_id)
        JOIN responses ra ON ra.response_id = f.response_a
        JOIN responses rb ON rb.response_id = f.response_b
      WHERE q.topic = 'guns' AND ra.stance_guns <> 0 AND p.political_views <> 'Not applicable'
      GROUP BY ALL`,
      PLAYED,
    );
    await withPage("disagreement", "#disagreement-bar[data-ready]", async ({ page }) => {
      const shown = (await rowsOf(page, "gap-map")).filter(([row]) => row === "Guns");
      expect(shown).toHaveLength(rows.length);
      for (const [party, n, favouring] of rows) {
        const cell = shown.find(([, group]) => group === party);
        expect(cell?.slice(3, 5)).toEqual([Number(n), Number(favouring)].map(formatCount));
      }
      await page.locator("#chart-gap-map .menu-button").click();
      await page.getByRole("menuitemcheckbox", { name: "SQL" }).click();
      await page.locator("#chart-gap-map .sql-run").click();
      const status = page.locator("#chart-gap-map .sql-status[data-agrees]");
      await status.waitFor({ timeout: 45_000 });
      expect(await status.getAttribute("data-agrees")).toBe("true");
    });
  });

  test("quality tells how far the order decides, and what is open for want of choices", async () => {
    const [[n, same]] = await askParquet(
      `SELECT count(*), avg((CASE WHEN f.preferred = 'tie' OR r.preferred = 'tie'
        THEN f.preferred = r.preferred ELSE f.preferred <> r.preferred END)::INT)
      FROM feedback f JOIN retest r USING (persona_id, prompt_id)`,
      PLAYED,
    );
    await withPage("quality", "#chart-again svg", async ({ page }) => {
      const [[, agreement, , , count]] = await rowsOf(page, "again");
      expect([agreement, count]).toEqual([formatShare(Number(same)), formatCount(Number(n))]);
      const text = await textOf(page);
      expect(text).toContain("put to the language model in both orders");
      expect(text).toContain("no true utility is stored");
      const summary = await page.locator(".checks-passed").textContent();
      expect(summary).toMatch(/open for want of choices, \d failed/);
      const [first] = await page.locator("[data-check=shown_first]").allTextContents();
      expect(first).toContain("Failed: Shown first");
    });
  });

  test("a prompt shows its judges by side, though no utility is known", async () => {
    const sides = await askParquet(
      `SELECT count(*) FROM feedback WHERE prompt_id = 'q0002'`,
      PLAYED,
    );
    await withPage("prompt?id=q0002", "#prompt-bar[data-ready]", async ({ page }) => {
      await page.waitForSelector("#chart-judges circle");
      expect(await page.locator("#chart-judges circle").count()).toBe(Number(sides[0][0]));
      expect(await page.locator(".prompt-about").textContent()).toContain(`choices by ${PLAYER}`);
      expect((await rowsOf(page, "judges"))[0]).toHaveLength(3);
    });
  });

  test("what needs the truth says that there is none, and how to get more", async () => {
    await withPage("variance", "#chart-parts-by-topic .frame-empty", async ({ page }) => {
      expect((await rowsOf(page, "parts"))[0]).toHaveLength(4);
      expect(await textOf(page)).not.toMatch(/ceiling/);
    });
    await withPage("alignment", "#alignment-bar .frame-empty", async ({ page }) => {
      expect(await textOf(page)).toContain("npx atlas bench");
      expect(await page.locator("h2:visible").count()).toBe(0);
    });
  });
});
