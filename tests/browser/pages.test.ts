import { describe, expect, test } from "vitest";
import { PAGES } from "./paths.ts";
import { axeViolations, horizontalOverflow, openPage, useBrowser } from "./site.ts";

const VIEWS = [
  { width: 1280, colorScheme: "light" },
  { width: 1280, colorScheme: "dark" },
  { width: 375, colorScheme: "light" },
] as const;

useBrowser();

describe.each(PAGES)("page /%s", (path) => {
  test.each(VIEWS)("is whole at $width px in $colorScheme", async (view) => {
    const site = await openPage(path, view);
    try {
      expect(site.outsideRequests).toEqual([]);
      expect(site.errors).toEqual([]);
      expect(await site.page.title()).toContain("Persona Atlas");
      expect(await axeViolations(site)).toEqual([]);
      expect(await horizontalOverflow(site)).toBe(0);
    } finally {
      await site.close();
    }
  });
});
