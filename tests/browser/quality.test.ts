import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { formatCount, formatShare } from "../../src/components/format.ts";
import type { QualityAudit } from "../../src/components/quality/audit.ts";
import { askParquet } from "./parquet.ts";
import { addressOf, type OpenPage, openPage, useBrowser } from "./site.ts";
import { visit } from "./visit.ts";

useBrowser();

const withPage = (work: (site: OpenPage) => Promise<void>) =>
  visit("quality", "#chart-closest td", work);

/** Rows of the table in or behind a chart, as texts. */
async function rowsOf(page: Page, chart: string): Promise<string[][]> {
  const rows = `#chart-${chart} tbody tr`;
  await page.waitForSelector(rows, { state: "attached" });
  return page.$$eval(rows, (found) =>
    found.map((row) => Array.from(row.children, (cell) => cell.textContent ?? "")),
  );
}

/** Each choice with what the preferred answer has more of than the other one. */
const CHOICES = `
  WITH pairs AS (
    SELECT split, preferred,
      CASE WHEN preferred = 'a' THEN response_a ELSE response_b END AS chosen,
      CASE WHEN preferred = 'a' THEN response_b ELSE response_a END AS other
    FROM feedback WHERE preferred <> 'tie'
  ), choices AS (
    SELECT split, one.words - two.words AS words, length(one.text) - length(two.text) AS characters,
      one.hedging - two.hedging AS hedging, one.formality - two.formality AS formality,
      one.warmth - two.warmth AS warmth, CASE WHEN preferred = 'a' THEN 1 ELSE -1 END AS shown,
      CASE WHEN one.response_id < two.response_id THEN 1 ELSE -1 END AS id,
      two.position - one.position AS position
    FROM pairs JOIN responses one ON one.response_id = chosen
      JOIN responses two ON two.response_id = other
  )`;

/** Accuracy on test choices of the direction that wins more often in train. */
const accuracy = (feature: string) => `
  avg(CASE WHEN ${feature} = 0 THEN 0.5
    WHEN sign(${feature}) = (
      SELECT CASE WHEN sum(sign(${feature})) >= 0 THEN 1 ELSE -1 END
      FROM choices WHERE split = 'train'
    ) THEN 1 ELSE 0 END)`;

describe("guesses without reading", () => {
  test("are right as often as over the Parquet", async () => {
    const labels = {
      words: "Length in words",
      characters: "Length in characters",
      hedging: "Hedging",
      formality: "Formality",
      warmth: "Warmth",
      shown: "Shown first",
      id: "Order of response ids",
      position: "Number of the position",
    };
    const columns = Object.keys(labels).map(accuracy).join(", ");
    const [found] = await askParquet(`${CHOICES}
      SELECT ${columns}, count(*) FROM choices WHERE split <> 'train'`);
    await withPage(async ({ page }) => {
      const rows = await rowsOf(page, "features");
      Object.values(labels).forEach((label, at) => {
        const row = rows.find(([name]) => name === label);
        expect([label, row?.[2]]).toEqual([label, formatShare(Number(found[at]))]);
        expect(row?.[5]).toBe(formatCount(Number(found.at(-1))));
      });
      expect(await page.locator("#chart-features .dot-mark").count()).toBe(rows.length);
    });
  });
});

describe("choices asked again", () => {
  test("are the same as often as in the Parquet, beside what is expected", async () => {
    const [[n, same, expected]] = await askParquet(`
      SELECT count(*),
        avg((((f.preferred = 'a') <> f.order_swapped) = ((r.preferred = 'a') <> r.order_swapped))::INT),
        avg(r.probability ** 2 + (1 - r.probability) ** 2)
      FROM feedback f JOIN retest r USING (persona_id, prompt_id)`);
    const bins = await askParquet(`
      SELECT count(*) FROM retest
      GROUP BY list_filter([6, 4, 3, 2, 1.5, 1, 0.5, 0], x -> x <= abs(utility))[1]
      ORDER BY min(abs(utility))`);
    await withPage(async ({ page }) => {
      const [all, ...rows] = await rowsOf(page, "again");
      expect([all[1], all[4], all[5]]).toEqual([
        formatShare(Number(same)),
        formatShare(Number(expected)),
        formatCount(Number(n)),
      ]);
      expect(rows.map((row) => row[5])).toEqual(bins.map(([count]) => formatCount(Number(count))));
    });
  });
});

describe("coverage", () => {
  test("counts judges, shared prompts, splits and topics as the Parquet does", async () => {
    const text = (rows: Awaited<ReturnType<typeof askParquet>>) =>
      rows.map((row) =>
        row.map((cell) => (typeof cell === "string" ? cell : formatCount(Number(cell)))),
      );
    const judges = await askParquet(`
      SELECT pool, n, count(*) FROM (
        SELECT pool, prompt_id, count(*) AS n FROM feedback JOIN prompts USING (prompt_id) GROUP BY ALL
      ) GROUP BY ALL ORDER BY pool DESC, n`);
    const shared = await askParquet(`
      SELECT n, count(*) FROM (
        SELECT count(*) AS n FROM feedback a JOIN feedback b USING (prompt_id)
        WHERE a.persona_id < b.persona_id GROUP BY a.persona_id, b.persona_id
      ) GROUP BY n ORDER BY n`);
    const topics = await askParquet(`
      SELECT topic, count(*) FILTER (pool = 'train'), count(*) FILTER (pool = 'heldout')
      FROM prompts GROUP BY topic ORDER BY topic`);
    const splits = await askParquet(`
      SELECT sum(n), min(n), median(n), max(n) FROM (
        SELECT split, count(*) AS n FROM feedback GROUP BY split, persona_id
      ) GROUP BY split ORDER BY list_position(['train', 'test_seen', 'test_heldout'], split)`);
    await withPage(async ({ page }) => {
      expect(await rowsOf(page, "judges")).toEqual(text(judges));
      const pairs = await rowsOf(page, "shared");
      expect(pairs.filter(([prompts]) => prompts !== "0")).toEqual(text(shared));
      expect((await rowsOf(page, "topics")).map((row) => row.slice(0, 3))).toEqual(text(topics));
      expect((await rowsOf(page, "splits")).map((row) => row.slice(1))).toEqual(text(splits));
    });
  });

  test.each(["judges", "shared", "topics", "splits"])("SQL of %s gives its rows", async (chart) => {
    await withPage(async ({ page }) => {
      const frame = page.locator(`#chart-${chart}`);
      await frame.locator(".menu-button").click();
      await frame.getByRole("menuitemcheckbox", { name: "SQL" }).click();
      await frame.locator(".sql-run").click();
      const status = frame.locator(".sql-status[data-agrees]");
      await status.waitFor({ timeout: 45_000 });
      expect(await status.textContent()).toContain("DuckDB gives the same");
    });
  });
});

describe("the checks", () => {
  test("are counted on top and named one by one", async () => {
    await withPage(async ({ page }) => {
      const passed = await page.$$eval(".check-group li", (items) =>
        items.map((item) => (item as HTMLElement).dataset.passed === "true"),
      );
      expect(passed.length).toBeGreaterThan(25);
      expect(await page.locator(".checks-passed").textContent()).toBe(
        `Checks passed: ${passed.filter(Boolean).length} of ${passed.length}`,
      );
    });
  });

  test("say what failed, and rows under ten choices are not drawn", async () => {
    const site = await openPage("quality");
    try {
      const { page } = site;
      await page.route("**/quality*.json", async (route) => {
        const audit = (await (await route.fetch()).json()) as QualityAudit;
        const rows = audit.again.rows.map((row, at) => (at === 2 ? { ...row, n: 9 } : row));
        const checks = audit.checks.map((check, at) => ({ ...check, passed: at > 0 }));
        await route.fulfill({ json: { ...audit, checks, again: { ...audit.again, rows } } });
      });
      await page.goto(addressOf("quality?changed"), { waitUntil: "networkidle" });
      await page.waitForSelector("#chart-again svg");
      expect(await page.locator(".checks-passed").textContent()).toContain("1 failed");
      expect(await page.locator('[data-passed="false"]').textContent()).toContain("Failed: ");
      expect(await page.locator("#chart-again svg").textContent()).toContain("n < 10");
      const rows = await rowsOf(page, "again");
      expect(rows[2].slice(1)).toEqual(["–", "–", "–", "–", "9"]);
      const drawn = await page.locator("#chart-again .dot-mark").count();
      expect(drawn).toBe(rows.length - 1);
    } finally {
      await site.close();
    }
  });
});
