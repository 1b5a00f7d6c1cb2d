import { describe, expect, test } from "vitest";
import { askParquet } from "./parquet.ts";
import { type OpenPage, useBrowser } from "./site.ts";
import { visit } from "./visit.ts";

useBrowser();

const withPage = (path: string, work: (site: OpenPage) => Promise<void>) =>
  visit(path, "#prompt-bar[data-ready] .slice-n", work);

const ID = "q0100";

describe("the page of one prompt", () => {
  test("shows its words and both answers as they are in the Parquet", async () => {
    const [[text]] = await askParquet(`SELECT text FROM prompts WHERE prompt_id = '${ID}'`);
    const answers = await askParquet(
      `SELECT text FROM responses WHERE prompt_id = '${ID}' AND mode = 'position' ORDER BY position`,
    );
    await withPage(`prompt?id=${ID}`, async ({ page }) => {
      expect(await page.locator(".prompt-text").textContent()).toBe(text);
      expect(await page.locator(".answer-text").allTextContents()).toEqual(
        answers.map(([words]) => words),
      );
      expect(await page.title()).toContain(String(text));
    });
  });

  test("counts judges by group, and does not read groups of under ten", async () => {
    const rows = await askParquet(`
      SELECT p.race, count(*)::INTEGER,
        (count(*) FILTER (CASE WHEN preferred = 'a' THEN ra.position ELSE rb.position END = 0))::INTEGER
      FROM feedback f JOIN personas p USING (persona_id)
        JOIN responses ra ON ra.response_id = f.response_a
        JOIN responses rb ON rb.response_id = f.response_b
      WHERE f.prompt_id = '${ID}' AND p.race IN ('White', 'Asian') GROUP BY ALL`);
    await withPage(`prompt?id=${ID}&by=race`, async ({ page }) => {
      await page.waitForSelector("#chart-shares .frame-table tbody tr", { state: "attached" });
      const shown = await page.$$eval("#chart-shares .frame-table tbody tr", (lines) =>
        lines.map((line) => Array.from(line.children, (cell) => cell.textContent ?? "")),
      );
      for (const [race, n, first] of rows) {
        const cell = shown.find(([group]) => group === race);
        expect(cell?.slice(1, 3).map(Number)).toEqual([n, first]);
        if (Number(n) < 10) expect(cell?.slice(3)).toEqual(["–", "–", "–"]);
        else expect(cell?.[3]).toBe(`${((100 * Number(first)) / Number(n)).toFixed(1)}\u202f%`);
      }
      const few = shown.filter(([, n]) => Number(n) < 10).length;
      expect(await page.locator("#chart-shares svg text", { hasText: "n < 10" }).count()).toBe(few);
    });
  });

  test("draws every judge at the true utility, on the side chosen", async () => {
    const rows = await askParquet(`
      SELECT persona_id, utility FROM feedback WHERE prompt_id = '${ID}'`);
    await withPage(`prompt?id=${ID}`, async ({ page }) => {
      const labels = await page.$$eval("circle.judge", (dots) =>
        dots.map((dot) => dot.getAttribute("aria-label") ?? ""),
      );
      expect(labels).toHaveLength(rows.length);
      const places = await page.$$eval("circle.judge", (dots) =>
        dots.map((dot) => [
          dot.getAttribute("aria-label")?.slice(0, 6),
          Number(dot.getAttribute("cx")),
        ]),
      );
      const at = new Map(places.map(([id, x]) => [id, Number(x)]));
      const [low, high] = [...rows]
        .sort((a, b) => Number(a[1]) - Number(b[1]))
        .flatMap((row, i, all) => (i === 0 || i === all.length - 1 ? [String(row[0])] : []));
      expect(at.get(low)).toBeLessThan(at.get(high) ?? 0);
      await page.locator("circle.judge").first().focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(/personas\?persona=p\d+/);
    });
  });

  test("goes to another prompt on the issue, and back", async () => {
    await withPage(`prompt?id=${ID}`, async ({ page }) => {
      const text = await page.locator(".prompt-text").textContent();
      await page.locator(".relatives summary").click();
      await page.locator(".relatives a").first().click();
      await expect.poll(() => page.locator(".prompt-text").textContent()).not.toBe(text);
      expect(new URL(page.url()).searchParams.get("id")).not.toBe(ID);
      await page.goBack();
      await expect.poll(() => page.locator(".prompt-text").textContent()).toBe(text);
    });
  });

  test("says that a prompt is unknown, and shows text as text", async () => {
    await withPage("prompt?id=%3Cimg%20src%3Dx%3E", async ({ page }) => {
      expect(await page.locator(".notice").textContent()).toContain(
        'There is no prompt "<img src=x>"',
      );
      expect(await page.locator(".notice img").count()).toBe(0);
    });
  });
});
