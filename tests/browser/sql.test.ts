import { describe, expect, test } from "vitest";
import { askParquet } from "./parquet.ts";
import { axeViolations, horizontalOverflow, type OpenPage, useBrowser, type View } from "./site.ts";
import { visit } from "./visit.ts";

useBrowser();

const withSql = (path: string, work: (site: OpenPage) => Promise<void>, view?: View) =>
  visit(path, ".query-input", work, view);

async function cells({ page }: OpenPage): Promise<string[][]> {
  await page.waitForSelector(".result-rows tbody tr");
  return page.$$eval(".result-rows tbody tr", (rows) =>
    rows.map((row) => Array.from(row.children, (cell) => cell.textContent ?? "")),
  );
}

/** Types a query and runs it by the keyboard. */
async function run({ page }: OpenPage, sql: string): Promise<void> {
  await page.locator(".query-input").fill(sql);
  await page.locator(".query-input").press("Control+Enter");
}

const ask = (sql: string) => `sql?${new URLSearchParams({ query: sql })}`;

describe("the sql page", () => {
  test("draws its three worked examples", async () => {
    await withSql("sql", async ({ page }) => {
      for (const name of ["alone-after-65", "party-by-schooling", "uninsured-workers"])
        await page.waitForSelector(`#chart-${name} svg.chart circle`);
      expect(await page.locator(".frame-error").count()).toBe(0);
      const shown = await page.$$eval("#chart-party-by-schooling tbody tr", (rows) =>
        rows.map((row) => Array.from(row.children, (cell) => cell.textContent ?? "")),
      );
      // Levels by name here, by order there.
      const bachelors = await askParquet(
        `SELECT count(*) FILTER (political_views IN
           ('Strong Democrat', 'Not very strong Democrat', 'Independent, leans Democratic')), count(*)
         FROM personas WHERE age >= 25 AND education = 'Bachelor''s degree'`,
      );
      const row = shown.find(
        ([group, series]) => group.startsWith("Bach") && series === "Democratic",
      );
      expect(row?.slice(2, 4)).toEqual(
        bachelors[0].map((count) => Number(count).toLocaleString("en-US")),
      );
    });
  });

  test("answers a query in the box as native DuckDB answers it on the Parquet", async () => {
    const sql =
      "SELECT state, count(*) AS n, sum(age) AS years FROM personas GROUP BY state ORDER BY n DESC, state::VARCHAR LIMIT 15";
    const expected = await askParquet(sql);
    await withSql("sql", async (site) => {
      const { page } = site;
      await run(site, sql);
      const found = await cells(site);
      expect(found).toEqual(
        expected.map((row) =>
          row.map((cell) =>
            typeof cell === "string" ? cell : Number(cell).toLocaleString("en-US"),
          ),
        ),
      );
      expect(await page.locator(".query-status").textContent()).toMatch(/^15 rows in .* ms\.$/);
      expect(new URL(page.url()).searchParams.get("query")).toBe(sql);
    });
  });

  test("runs the query of a link, and pages through it", async () => {
    await withSql(ask("SELECT persona_id FROM personas ORDER BY persona_id"), async (site) => {
      expect((await cells(site))[0]).toEqual(["p00001"]);
      await site.page.locator(".result-pages button", { hasText: "Next" }).click();
      expect((await cells(site))[0]).toEqual(["p00021"]);
    });
  });

  test("orders levels as declared, shows markup as text, and stops when cancelled", async () => {
    await withSql("sql", async (site) => {
      await run(site, "SELECT DISTINCT education FROM personas ORDER BY education");
      expect((await cells(site))[0]).toEqual(["No schooling"]);
      await run(site, "SELECT '<img src=x onerror=alert(1)>' AS markup");
      await expect.poll(() => cells(site)).toEqual([["<img src=x onerror=alert(1)>"]]);
      expect(await site.page.locator(".result-rows img").count()).toBe(0);
      await run(site, "SELECT count(*) FROM range(100000000) a, range(1000) b");
      await site.page.locator(".query-bar button", { hasText: "Cancel" }).click();
      const error = await site.page.waitForSelector(".query-error");
      expect(await error.textContent()).toBe("The query was cancelled.");
    });
  });

  test("says plainly why a query fails, and asks nobody outside", async () => {
    const failures: [string, RegExp][] = [
      ["SELEC 1", /syntax error at or near "SELEC"/],
      ["SELECT nobody FROM personas", /"nobody" not found/],
      ["SELECT * FROM read_csv('https://example.com/a.csv')", /asks nobody/],
      ["SET enable_external_access = true", /locked/],
      ["LOAD httpfs", /asks nobody/],
    ];
    await withSql("sql", async (site) => {
      for (const [sql, reason] of failures) {
        await run(site, sql);
        const message = () => site.page.locator(".query-error").textContent();
        await expect.poll(message).toMatch(reason);
        expect(await message()).not.toMatch(/exception_type|worker/);
      }
    });
  });

  test("is accessible and whole on a narrow screen with a result", async () => {
    await withSql(
      ask("SELECT state, count(*) FROM personas GROUP BY state"),
      async (site) => {
        await cells(site);
        expect(await axeViolations(site)).toEqual([]);
        expect(await horizontalOverflow(site)).toBe(0);
      },
      { width: 375 },
    );
  });
});
