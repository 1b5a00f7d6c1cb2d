import { describe, expect, test } from "vitest";
import { AXIS_KEYS } from "../../src/schema/value-axes.ts";
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

/** Answers of native DuckDB as the page writes them. */
const written = (rows: readonly (readonly unknown[])[]) =>
  rows.map((row) =>
    row.map((cell) =>
      typeof cell === "number" || typeof cell === "bigint"
        ? Number(cell).toLocaleString("en-US")
        : String(cell ?? "null"),
    ),
  );

/** The choices with the position preferred, by way of the answers themselves. */
const CHOICES = `(SELECT feedback.persona_id, feedback.prompt_id, responses.position FROM feedback
  JOIN responses ON response_id = CASE preferred WHEN 'a' THEN response_a ELSE response_b END
  WHERE preferred <> 'tie')`;

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

  test("knows all choices as native DuckDB knows them", async () => {
    const bySplit =
      "SELECT split, preferred, order_swapped, count(*) AS n FROM feedback GROUP BY ALL ORDER BY ALL";
    const byTopic = (choices: string) =>
      `SELECT topic, position, count(*) AS n, count(DISTINCT persona_id) AS personas
       FROM ${choices} JOIN prompts USING (prompt_id) GROUP BY ALL ORDER BY ALL LIMIT 20`;
    await withSql(ask("SHOW TABLES"), async (site) => {
      expect(await cells(site)).toEqual([
        ["feedback"],
        ["issues"],
        ["personas"],
        ["prompts"],
        ["states"],
      ]);
      await run(site, bySplit);
      await expect.poll(() => cells(site)).toEqual(written(await askParquet(bySplit)));
      await run(site, byTopic("feedback"));
      await expect.poll(() => cells(site)).toEqual(written(await askParquet(byTopic(CHOICES))));
    });
  });

  test("draws who mostly chooses control of guns, one row per persona", async () => {
    const guns = AXIS_KEYS.indexOf("guns");
    const isMain = AXIS_KEYS.map((key, at) =>
      at === guns
        ? "stance_guns <> 0"
        : `abs(stance_guns) ${at < guns ? ">" : ">="} abs(stance_${key})`,
    );
    const expected = await askParquet(`
      SELECT political_views, count(*) FILTER (share > 0.5), count(*)
      FROM personas JOIN (
        SELECT persona_id, avg(((position = 0) = (stance_guns > 0))::INT) AS share
        FROM ${CHOICES}
          JOIN (SELECT prompt_id, stance_guns FROM responses
            WHERE mode = 'position' AND position = 0 AND ${isMain.join(" AND ")}) USING (prompt_id)
        GROUP BY persona_id
      ) USING (persona_id)
      WHERE is_adult AND share <> 0.5 GROUP BY political_views`);
    await withSql("sql", async ({ page }) => {
      await page.waitForSelector("#chart-gun-control svg.chart circle");
      await page.waitForSelector("#chart-gun-control tbody tr");
      const shown = await page.$$eval("#chart-gun-control tbody tr", (rows) =>
        rows.map((row) => Array.from(row.children, (cell) => cell.textContent ?? "").slice(0, 3)),
      );
      expect(shown.sort()).toEqual(written(expected).sort());
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
