import { describe, expect, test } from "vitest";
import { groupReliability } from "../../src/stats/group-reliability.ts";
import { askParquet } from "./parquet.ts";
import { type OpenPage, useBrowser } from "./site.ts";
import { visit } from "./visit.ts";

useBrowser();

const withPage = (path: string, work: (site: OpenPage) => Promise<void>) =>
  visit(path, "#groups-bar[data-ready] .slice-n", work);

const slices = (a: unknown, b: unknown, rest: Record<string, string> = {}) =>
  `groups?${new URLSearchParams({ "a.filters": JSON.stringify(a), "b.filters": JSON.stringify(b), ...rest })}`;

const count = (text: string | null | undefined) => Number(text?.replaceAll(",", ""));

async function tableOf({ page }: OpenPage, chart: string): Promise<string[][]> {
  await page.waitForSelector(`#chart-${chart} .frame-table tbody tr`, { state: "attached" });
  return page.$$eval(`#chart-${chart} .frame-table tbody tr`, (rows) =>
    rows.map((row) => Array.from(row.children, (cell) => cell.textContent ?? "")),
  );
}

describe("two slices", () => {
  test("are counted as in the Parquet, those in both set aside", async () => {
    const [[women, old, both]] = await askParquet(`
      SELECT count(*) FILTER (sex = 'Female'), count(*) FILTER (age >= 65),
        count(*) FILTER (sex = 'Female' AND age >= 65) FROM personas`);
    await withPage(slices({ sex: ["Female"] }, { age: { from: 65 } }), async (site) => {
      const { page } = site;
      const n = await page.locator(".slice-n").allTextContents();
      expect(n.map(count)).toEqual([Number(women), Number(old)]);
      expect(await page.locator(".sides-overlap").textContent()).toContain(
        `${Number(both)} are in both`,
      );
      const rows = await tableOf(site, "parting");
      const [[choices]] = await askParquet(`
        SELECT count(*) FROM feedback JOIN personas USING (persona_id) JOIN prompts q USING (prompt_id)
          JOIN responses r ON r.prompt_id = q.prompt_id AND r.position = 0 AND r.mode = 'position'
        WHERE topic = 'guns' AND r.stance_guns <> 0 AND sex = 'Female' AND age < 65`);
      const guns = rows.find(([row, side]) => row === "Guns" && side === "A");
      expect(count(guns?.[3])).toBe(Number(choices));
    });
  });

  test("agree within and across as computed from the Parquet", async () => {
    const rows = await askParquet(`
      SELECT f.prompt_id, sex,
        count(*), count(*) FILTER (CASE WHEN preferred = 'a' THEN ra.position ELSE rb.position END = 0)
      FROM feedback f JOIN personas USING (persona_id)
        JOIN responses ra ON ra.response_id = f.response_a
        JOIN responses rb ON rb.response_id = f.response_b
      WHERE ra.mode = 'position'
      GROUP BY ALL`);
    const prompts = [...new Set(rows.map(([id]) => id))];
    const place = new Map(prompts.map((id, at) => [id, at]));
    const n = new Float64Array(prompts.length * 2);
    const zero = new Float64Array(prompts.length * 2);
    for (const [id, sex, all, first] of rows) {
      const at = (place.get(id) ?? 0) * 2 + (sex === "Male" ? 0 : 1);
      n[at] = Number(all);
      zero[at] = Number(first);
    }
    const { irr, xrr } = groupReliability({ prompts: prompts.length, groups: 2, n, zero });
    await withPage(slices({ sex: ["Male"] }, { sex: ["Female"] }), async (site) => {
      await site.page.waitForSelector("#groups-bar[data-tested]", { timeout: 60_000 });
      await expect
        .poll(async () => (await tableOf(site, "side-agreement")).map(([, value]) => Number(value)))
        .toEqual([irr[0], irr[1], xrr[0]].map((value) => Number(value.toPrecision(3))));
      const [within] = await tableOf(site, "side-agreement");
      expect(Number(within[2])).toBeLessThan(Number(within[1]));
      expect(Number(within[3])).toBeGreaterThan(Number(within[1]));
    });
  });

  test("agree with DuckDB in the page, swap, and come back by a link", async () => {
    const path = slices({ race: ["Asian"] }, { income: { to: 20_000 } }, { rows: "axes" });
    await withPage(path, async ({ page }) => {
      await page.locator("#chart-parting .menu-button").click();
      await page.getByRole("menuitemcheckbox", { name: "SQL" }).click();
      await page.locator("#chart-parting .sql-run").click();
      const status = page.locator("#chart-parting .sql-status");
      await expect.poll(() => status.textContent(), { timeout: 30_000 }).toMatch(/DuckDB gives/);
      const before = await page.locator(".slice-n").allTextContents();
      await page.getByRole("button", { name: "Swap A and B" }).click();
      await expect
        .poll(() => page.locator(".slice-n").allTextContents())
        .toEqual([...before].reverse());
      await page.reload();
      await page.waitForSelector("#groups-bar[data-ready]");
      expect(await page.locator(".slice-n").allTextContents()).toEqual([...before].reverse());
    });
  });

  test("too small to read are said to be, and nobody is an empty state", async () => {
    const [[few]] = await askParquet(
      "SELECT count(*)::INTEGER FROM personas WHERE religion = 'Hindu' AND age >= 65",
    );
    expect(Number(few)).toBeLessThan(10);
    const small = slices({ religion: ["Hindu"], age: { from: 65 } }, { sex: ["Male"] });
    await withPage(small, async (site) => {
      const rows = await tableOf(site, "parting");
      for (const row of rows.filter(([, side]) => side === "A")) expect(row[6]).toBe("–");
      expect(
        await site.page.locator("#chart-parting text", { hasText: "A: n < 10" }).count(),
      ).toBeGreaterThan(0);
    });
    await withPage(slices({ sex: ["Male"] }, { sex: ["Male"] }), async ({ page }) => {
      expect(await page.locator("#chart-parting .frame-empty").textContent()).toContain(
        "nobody of its own",
      );
    });
  });

  test("the matrix of all groups follows its attribute", async () => {
    await withPage("groups", async ({ page }) => {
      await page.waitForSelector("#groups-bar[data-tested]", { timeout: 60_000 });
      expect(await page.locator("#chart-reliability .cell").count()).toBe(64);
      await page.getByLabel("Groups by", { exact: true }).selectOption("sex");
      await expect.poll(() => page.locator("#chart-reliability .cell").count()).toBe(4);
      expect(new URL(page.url()).searchParams.get("by")).toBe("sex");
    });
  });
});
