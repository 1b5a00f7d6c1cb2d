/** A click on the personas page, from the click to the repainted charts, beside an idle frame. */
import { serveSite } from "../../scripts/server.ts";
import { buildSite, DIST } from "../../scripts/site.ts";
import { startBrowser } from "../browser/chromium.ts";
import { median, timeRepaints } from "../browser/repaint.ts";
import type { Row } from "./benchmark.ts";

export const name = "A click on the personas page: every chart counted and repainted";

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
    return [
      { what: "Idle frame, median", value: frame, unit: "ms", group, baseline: true },
      { what: `Click to repaint, median of ${CLICKS}`, value: median(clicks), unit: "ms", group },
      { what: "Click to repaint, slowest", value: clicks[clicks.length - 1], unit: "ms", group },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}
