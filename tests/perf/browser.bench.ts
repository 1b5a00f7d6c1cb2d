/** Slicing in the browser: typed arrays, DuckDB and Arquero on the same query, with equal answers. */

import { serveSite } from "../../scripts/server.ts";
import { buildSite, DIST } from "../../scripts/site.ts";
import type { Race } from "../../src/components/bench/slice-race.ts";
import { startBrowser } from "../browser/chromium.ts";
import type { Row } from "./benchmark.ts";

export const name = "Slicing in the browser: women of 25 and over by education";

/** @throws Error where the site cannot be built, or where two engines disagree. */
export async function run(): Promise<Row[]> {
  await buildSite({ reuse: true });
  const server = await serveSite(DIST, 0);
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    const failed = new Promise<never>((_, fail) => {
      page.on("pageerror", fail);
      page.on("console", (message) => {
        if (message.type() === "error") fail(new Error(message.text()));
      });
    });
    await page.goto(new URL("bench", server.address).href);
    const shown = page.waitForSelector("#race", { timeout: 120_000 });
    const text = await (await Promise.race([shown, failed])).textContent();
    return rowsOf(JSON.parse(text ?? "") as Race);
  } finally {
    await browser.close();
    await server.close();
  }
}

function rowsOf({ results, databaseStart }: Race): Row[] {
  return [
    { what: "DuckDB, start with its tables", value: databaseStart, unit: "ms" },
    ...results.map(({ engine, rows, milliseconds }) => ({
      what: `${engine}, ${rows.toLocaleString("en-US")} rows`,
      value: milliseconds,
      unit: "ms",
      group: `browser ${rows}`,
      baseline: engine === "typed arrays",
      note: "equal answers",
    })),
  ];
}
