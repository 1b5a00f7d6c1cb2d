/** Clicks on two pages, from the click to the repainted charts, beside an idle frame. */
import type { Page } from "playwright-core";
import { serveSite } from "../../scripts/server.ts";
import { buildSite, DIST } from "../../scripts/site.ts";
import { startBrowser } from "../browser/chromium.ts";
import { median, timeRepaints } from "../browser/repaint.ts";
import type { Row } from "./benchmark.ts";

export const name = "Repaints: every chart of the personas, the map of 317,200 choices";

const CLICKS = 20;

/** @throws Error where the site cannot be built. */
export async function run(): Promise<Row[]> {
  await buildSite({ reuse: true });
  const server = await serveSite(DIST, 0);
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(new URL("personas", server.address).href);
    await page.waitForSelector("#chart-sex [role=checkbox]");
    const { clicks, frame } = await timeRepaints(page, CLICKS);
    const group = "repaint";
    const rows = (what: string, times: readonly number[]): Row[] => [
      { what: `${what}, median of ${times.length}`, value: median(times), unit: "ms", group },
      { what: `${what}, slowest`, value: times[times.length - 1], unit: "ms", group },
    ];
    await page.goto(new URL("disagreement", server.address).href);
    await page.waitForSelector("#disagreement-bar[data-ready]");
    return [
      { what: "Idle frame, median", value: frame, unit: "ms", group, baseline: true },
      ...rows("Personas: a bar clicked", clicks),
      ...rows("Disagreement: a filter ticked", await timeFilters(page)),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Milliseconds of each tick in the filter menu, ascending. */
async function timeFilters(page: Page): Promise<number[]> {
  await page.locator(".popover-button").click();
  const box = page.locator(".filter-levels input").nth(1);
  const times: number[] = [];
  for (let i = 0; i < CLICKS; i++) {
    await page.evaluate(() => performance.clearMeasures("atlas-repaint"));
    await box.click();
    const duration = await page
      .waitForFunction(() => performance.getEntriesByName("atlas-repaint")[0]?.duration)
      .then((handle) => handle.jsonValue());
    times.push(Number(duration));
    // The list of prompts follows; the next click must not wait for it.
    await page.waitForTimeout(400);
  }
  return times.sort((a, b) => a - b);
}
