/** Times a click on the personas page: from the click to the end of the repaint. */
import type { Page } from "playwright-core";

export interface Repaints {
  /** Milliseconds of each click's repaint, ascending. */
  readonly clicks: readonly number[];
  /** Milliseconds between two frames of the idle page, median: 16.7 on an idle machine. */
  readonly frame: number;
}

export const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)];

/** Clicks the first bar of the sex chart `clicks` times; the page must be ready. */
export async function timeRepaints(page: Page, clicks: number): Promise<Repaints> {
  const row = page.locator("#chart-sex [role=checkbox]").first();
  await row.scrollIntoViewIfNeeded();
  const times: number[] = [];
  const frames: number[] = [];
  for (let i = 0; i < clicks; i++) {
    frames.push(...(await idleFrames(page)));
    await page.evaluate(() => performance.clearMeasures("atlas-repaint"));
    await row.click();
    const duration = await page
      .waitForFunction(
        () =>
          performance
            .getEntriesByName("atlas-repaint")
            .find((entry) => (entry as PerformanceMeasure).detail.reason === "slice")?.duration,
      )
      .then((handle) => handle.jsonValue());
    times.push(Number(duration));
  }
  const ascending = (a: number, b: number) => a - b;
  return { clicks: times.sort(ascending), frame: median(frames.sort(ascending)) };
}

/** Gaps between frames. The function runs in the page: it must name no function of its own. */
function idleFrames(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const gaps: number[] = [];
    let last = performance.now();
    for (let i = 0; i < 12; i++) {
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      if (i >= 2) gaps.push(now - last);
      last = now;
    }
    return gaps;
  });
}
