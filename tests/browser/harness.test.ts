import { expect, test } from "vitest";
import { axeViolations, horizontalOverflow, openPage, useBrowser } from "./site.ts";

useBrowser();

// What the other browser tests rely on must be able to fail.
test("a request outside, an error, a bad element and an overflow are noticed", async () => {
  const site = await openPage("method");
  try {
    await site.page.evaluate(async () => {
      await fetch("https://example.com/").catch(() => {});
      await fetch("/no-such-file.json");
      console.error("a complaint");
      setTimeout(() => {
        throw new Error("an accident");
      });
      const image = document.createElement("img");
      image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
      image.style.cssText = "display: block; max-width: none; width: 3000px; height: 9px";
      document.querySelector("main")?.append(image);
      await new Promise((done) => setTimeout(done, 50));
    });
    expect(site.outsideRequests).toEqual(["https://example.com/"]);
    const errors = site.errors.join("\n");
    expect(errors).toContain("404 ");
    expect(errors).toContain("a complaint");
    expect(errors).toContain("an accident");
    expect((await axeViolations(site)).map(({ rule }) => rule)).toContain("image-alt");
    expect(await horizontalOverflow(site)).toBeGreaterThan(0);
  } finally {
    await site.close();
  }
});

test("the search finds pages, and its results are accessible", async () => {
  const site = await openPage("");
  try {
    await site.page.getByRole("searchbox", { name: "Search" }).fill("personas");
    await site.page.locator("#observablehq-search-results a").first().waitFor();
    expect(await axeViolations(site)).toEqual([]);
    expect(site.outsideRequests).toEqual([]);
    expect(site.errors).toEqual([]);
  } finally {
    await site.close();
  }
});
