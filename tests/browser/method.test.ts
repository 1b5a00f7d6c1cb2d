import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { manifestSchema } from "../../src/schema/manifest.ts";
import { openPage, useBrowser } from "./site.ts";

useBrowser();

test("the method page shows the manifest's counts, every rule and every target", async () => {
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile("build/datasets/default/manifest.json", "utf8")),
  );
  const site = await openPage("method");
  try {
    const { page } = site;
    const steps = await page.locator(".pipeline strong").allTextContents();
    expect(steps).toContain(manifest.counts.candidates.toLocaleString("en-US"));
    expect(steps.at(-1)).toBe(manifest.counts.personas.toLocaleString("en-US"));
    const sentences = await page.locator(".rule-sentence").allTextContents();
    expect(sentences.sort()).toEqual(manifest.rules.map(({ sentence }) => sentence).sort());
    expect(await page.locator("#chart-fit-by-attribute svg circle").count()).toBe(36);
    expect(await page.locator("#chart-fit-by-pair svg title").count()).toBe(351);
    expect(await page.locator(".wide-table tbody tr").count()).toBeGreaterThan(45);
    expect(site.errors).toEqual([]);
    expect(site.outsideRequests).toEqual([]);
  } finally {
    await site.close();
  }
});
