import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { BenchRun } from "../../src/schema/bench.ts";
import type { GroupReportRow, ReportRow } from "../../src/testbed/bench/report.ts";
import { type OpenPage, useBrowser } from "./site.ts";
import { visit } from "./visit.ts";

useBrowser();

const RUNS = "build/runs/us-1586-seed-2024";
const RUN = `${RUNS}/reference-main`;

const withPage = (path: string, work: (site: OpenPage) => Promise<void>) =>
  visit(path, "#alignment-bar[data-ready]", work);

/** The page of this run, whatever others there are under build/runs. */
const ofRun = (choices: Readonly<Record<string, string>> = {}) =>
  `alignment?${new URLSearchParams({ run: RUN, ...choices })}`;

const report = (...more: string[]) => reportOf(RUN, ...more);

async function reportOf(run: string, ...more: string[]): Promise<(ReportRow | GroupReportRow)[]> {
  const args = ["bin/atlas.js", "bench", "report", run, "--json", ...more];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 26 });
  return JSON.parse(stdout);
}

async function tableOf({ page }: OpenPage, chart: string): Promise<string[][]> {
  await page.waitForSelector(`#chart-${chart} .frame-table tbody tr`, { state: "attached" });
  return page.$$eval(`#chart-${chart} .frame-table tbody tr`, (rows) =>
    rows.map((row) => Array.from(row.children, (cell) => cell.textContent ?? "")),
  );
}

const percent = (value: number | null) =>
  value === null ? "–" : `${(100 * value).toFixed(1)}\u202f%`;

describe("the alignment page", () => {
  test("shows the rates of atlas bench report, by model and mode", async () => {
    const rows = await report();
    expect(rows).toHaveLength(16);
    await withPage(ofRun(), async (site) => {
      const shown = await tableOf(site, "models");
      expect(shown.map((row) => row.slice(0, 6))).toEqual(
        rows.map(({ model, mode, n, estimate, low, high }) => [
          ...[model, mode, n.toLocaleString("en-US")],
          ...[percent(estimate), percent(low), percent(high)],
        ]),
      );
    });
  });

  test("shows the rates by group, suppressed and all", async () => {
    const rows = (await report("--by", "religion")).filter(
      (row): row is GroupReportRow =>
        "gap" in row && row.model === "reference/party" && row.mode === "baseline",
    );
    const choices = { by: "religion", model: "reference/party", mode: "baseline" };
    await withPage(ofRun(choices), async (site) => {
      const shown = await tableOf(site, "groups");
      expect(shown).toHaveLength(rows.length);
      for (const { group, personas, n, estimate, low, high } of rows) {
        const row = shown.find(([label]) => label === group);
        expect(row?.slice(1, 6)).toEqual([
          ...[personas.toLocaleString("en-US"), n.toLocaleString("en-US")],
          ...[percent(estimate), percent(low), percent(high)],
        ]);
      }
      const few = rows.filter(({ personas }) => personas < 10).length;
      expect(await site.page.locator("#chart-groups text", { hasText: "n < 10" }).count()).toBe(
        few,
      );
    });
  });

  test("suppresses cells of under ten personas where two attributes meet", async () => {
    await withPage(ofRun({ by: "religion", also: "race" }), async ({ page }) => {
      const cells = page.locator("#chart-intersections .cell.suppressed");
      expect(await cells.count()).toBeGreaterThan(5);
      expect(await cells.first().textContent()).toContain("<10");
      expect(await cells.first().getAttribute("aria-label")).toContain("fewer than 10 personas");
    });
  });

  test("lists the answers of a group, each with its prompt and persona, and keeps the choice", async () => {
    await withPage(ofRun(), async ({ page }) => {
      await page.getByLabel("Group", { exact: true }).selectOption("Strong Democrat");
      await expect
        .poll(() => page.locator("#chart-answers .frame-subtitle").textContent())
        .toContain("to Strong Democrat");
      await page.reload();
      await page.waitForSelector("#alignment-bar[data-ready]");
      expect(await page.getByLabel("Group", { exact: true }).inputValue()).toBe("Strong Democrat");
      const [prompt, persona] = await page
        .locator("#chart-answers li")
        .first()
        .locator("a")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      expect(prompt).toMatch(/prompt\?id=q\d+/);
      expect(persona).toMatch(/personas\?persona=p\d+/);
    });
  });

  test("draws the other tasks from the runs that npm start makes", async () => {
    await withPage(ofRun(), async ({ page }) => {
      expect(
        await page.locator("#chart-pass-at-k .line-chart-line").count(),
      ).toBeGreaterThanOrEqual(4);
      for (const chart of ["loo", "loo-three", "comparison", "cross-persona", "stability"]) {
        expect(await page.locator(`#chart-${chart} .dot-mark`).count(), chart).toBeGreaterThan(3);
      }
      // A panel a model: the profile shown once, and again.
      expect(await page.locator("#chart-coherence .line-chart-line").count()).toBe(8);
      expect(await page.locator("#chart-drift .dot-mark").count()).toBe(8);
      expect(await page.locator("#chart-runs tbody tr").count()).toBeGreaterThanOrEqual(8);
      expect(await page.locator("#chart-cost .frame-body").textContent()).toContain(
        "reference models read and write none",
      );
    });
  });

  test("shows the drift and inertia of atlas bench report", async () => {
    const rows = await reportOf(`${RUNS}/reference-drift`);
    const points = (value: number | null) => {
      const text = (100 * Math.abs(value as number)).toFixed(2);
      return Number(text) === 0 ? "0" : `${(value as number) < 0 ? "−" : "+"}${text}`;
    };
    const drifts = rows.filter(({ group }) => group?.endsWith(": drift per turn"));
    expect(drifts).toHaveLength(8);
    await withPage(ofRun(), async (site) => {
      const shown = await tableOf(site, "drift");
      expect(shown.map((row) => [row[0], ...row.slice(2, 6)])).toEqual(
        drifts.map(({ model, n, estimate, low, high }) => [
          ...[model, n.toLocaleString("en-US")],
          ...[points(estimate), points(low), points(high)],
        ]),
      );
    });
  });

  test("shows what the summaries of the chosen model drop", async () => {
    const run = JSON.parse(await readFile(`${RUN}/run.json`, "utf8")) as BenchRun;
    const use = run.summaries?.["reference/demographic"];
    const religion = use?.attributes.find(({ attribute }) => attribute === "religion");
    await withPage(ofRun({ model: "reference/demographic" }), async (site) => {
      const shown = await tableOf(site, "summaries");
      expect(shown).toHaveLength(33);
      const { n, named } = religion as NonNullable<typeof religion>;
      const row = shown.find(([label]) => label === "Religion");
      expect(row?.slice(1, 3)).toEqual([n.toLocaleString("en-US"), percent(1 - named / n)]);
      await site.page.getByLabel("Model", { exact: true }).selectOption("reference/generic");
      await expect
        .poll(() => site.page.locator("#chart-summaries .frame-body").textContent())
        .toContain("reference/generic makes no summaries");
    });
  });

  test("draws quality against tokens where a run took some", async () => {
    await withPage(ofRun(), async ({ page }) => {
      await page.route("**/runs*.json", async (route) => {
        const runs = await (await route.fetch()).json();
        const main = runs.find(({ folder }: { folder: string }) => folder === RUN);
        main.parts.forEach((part: { use: unknown }, at: number) => {
          part.use = { n: 10, tokensIn: 100 * at, tokensOut: 50, latencyMs: 900 };
        });
        await route.fulfill({ json: runs });
      });
      await page.reload();
      await page.waitForSelector("#alignment-bar[data-ready]");
      expect(await page.locator("#chart-cost .dot-mark").count()).toBe(16);
      const first = page.locator("#chart-cost .dot-mark").first();
      const last = page.locator("#chart-cost .dot-mark").last();
      const place = async (of: typeof first) => Number(await of.getAttribute("cx"));
      expect(await place(last)).toBeGreaterThan(await place(first));
    });
  });

  test("shows what a model and its judge wrote as text, never as markup", async () => {
    const markup =
      "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
    await withPage(ofRun(), async ({ page }) => {
      const [prompt, persona] = await page
        .locator("#chart-answers li")
        .first()
        .locator("a")
        .evaluateAll((links) =>
          links.map(
            (link) => new URL((link as HTMLAnchorElement).href).searchParams.values().next().value,
          ),
        );
      await page.route("**/written*.json", (route) =>
        route.fulfill({
          contentType: "application/json",
          body: JSON.stringify({
            [RUN]: {
              [`reference/full output_only ${persona} ${prompt}`]: {
                answer: markup,
                debate: [{ critic: markup, says: markup }],
                reason: markup,
              },
            },
          }),
        }),
      );
      await page.reload();
      await page.waitForSelector("#alignment-bar[data-ready]");
      const written = page.locator("#chart-answers .written-answer").first();
      await written.locator("summary").click();
      expect(await written.locator("blockquote").textContent()).toBe(markup);
      expect(await written.locator("img, script").count()).toBe(0);
      expect(await page.title()).not.toBe("owned");
    });
  });

  test("reports what it does not understand in a link", async () => {
    await withPage(ofRun({ model: "gpt", by: "shoe" }), async ({ page }) => {
      const note = await page.locator(".notice").textContent();
      expect(note).toContain('"gpt" is not a known value of "model".');
      expect(note).toContain('"shoe" is not a known value of "by".');
    });
  });
});
