import { describe, expect, test } from "vitest";
import { askParquet } from "./parquet.ts";
import { type OpenPage, useBrowser } from "./site.ts";
import { visit } from "./visit.ts";

useBrowser();

const withPage = (work: (site: OpenPage) => Promise<void>) =>
  visit("variance", "#chart-parts svg.chart", work);

async function tableOf({ page }: OpenPage, chart: string): Promise<string[][]> {
  await page.waitForSelector(`#chart-${chart} .frame-table tbody tr`, { state: "attached" });
  return page.$$eval(`#chart-${chart} .frame-table tbody tr`, (rows) =>
    rows.map((row) => Array.from(row.children, (cell) => cell.textContent ?? "")),
  );
}

const percent = (text: string) => Number(text.replace("\u202f%", ""));

describe("the variance page", () => {
  test("splits the variance into four parts, with the true noise of the Parquet", async () => {
    const [[signal]] = await askParquet("SELECT avg(utility * utility)::DOUBLE FROM feedback");
    const noise = Math.PI ** 2 / 3;
    await withPage(async (site) => {
      const rows = await tableOf(site, "parts");
      expect(rows.map(([part]) => part)).toEqual([
        "The prompt",
        "Attributes",
        "The persona’s own",
        "Noise",
      ]);
      for (const column of [1, 4]) {
        const sum = rows.reduce((total, row) => total + percent(row[column]), 0);
        expect(sum).toBeCloseTo(100, 0);
      }
      expect(percent(rows[3][4])).toBeCloseTo((100 * noise) / (Number(signal) + noise), 1);
    });
  });

  test("gives the ceiling as the share of choices that follow the true utility", async () => {
    const [[share]] = await askParquet(`
      SELECT avg(((utility > 0) = (CASE WHEN preferred = 'a' THEN ra.position ELSE rb.position END = 0))::INT)
      FROM feedback f JOIN responses ra ON ra.response_id = f.response_a
        JOIN responses rb ON rb.response_id = f.response_b
      WHERE split = 'test_seen'`);
    await withPage(async (site) => {
      const rows = await tableOf(site, "prediction");
      const ceiling = rows.find(
        ([split, by]) => split === "seen prompts" && by.includes("ceiling"),
      );
      expect(percent(ceiling?.[3] ?? "")).toBeCloseTo(100 * Number(share), 1);
    });
  });

  test("has every topic, and names the published figures' sources", async () => {
    const topics = await askParquet("SELECT topic, count(*) FROM prompts GROUP BY topic");
    await withPage(async (site) => {
      expect(await tableOf(site, "parts-by-topic")).toHaveLength(topics.length);
      expect(await site.page.locator(".sources-line a").count()).toBe(2);
    });
  });
});
