/** Visits a page, and holds it to what every page promises: no error and no request outside. */
import { expect } from "vitest";
import { type OpenPage, openPage, type View } from "./site.ts";

/**
 * Opens a path, waits until `ready` is there, lets `work` look, and then asks that nothing was
 * logged as an error and nothing was requested outside the site.
 */
export async function visit(
  path: string,
  ready: string,
  work: (site: OpenPage) => Promise<void>,
  view?: View,
): Promise<void> {
  const site = await openPage(path, view);
  try {
    await site.page.waitForSelector(ready);
    await work(site);
    expect(site.errors).toEqual([]);
    expect(site.outsideRequests).toEqual([]);
  } finally {
    await site.close();
  }
}
