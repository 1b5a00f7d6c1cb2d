import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { askParquet } from "./parquet.ts";
import { axeViolations, horizontalOverflow, type OpenPage, useBrowser, type View } from "./site.ts";
import { visit } from "./visit.ts";

useBrowser();

const withIndex = (path: string, work: (site: OpenPage) => Promise<void>, view?: View) =>
  visit(path, ".picture-legend-list button", work, view);

/** The canvas on screen, wherever the page was. */
async function canvasBox(page: Page) {
  await page.locator(".picture-stage").scrollIntoViewIfNeeded();
  const box = await page.locator(".picture-canvas").boundingBox();
  if (!box) throw new Error("the canvas is not shown");
  return box;
}

async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const box = await canvasBox(page);
  const at = ([x, y]: [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 4 });
  await page.mouse.up();
}

const LINE = /^(Man|Woman|Boy|Girl), \d+(, [^,].*)?, [A-Z]/;

describe("the signature picture", () => {
  test("keeps arrangement and colour in the address, back and forward", async () => {
    await withIndex("", async ({ page }) => {
      const title = page.locator("#chart-every-persona .frame-title");
      const first = await title.textContent();
      await page.locator("label", { hasText: "Map" }).click();
      await page.locator("label", { hasText: "Education" }).click();
      expect(new URL(page.url()).search).toBe("?arrangement=map&color=education");
      expect(await title.textContent()).not.toBe(first);
      await page.goBack();
      await page.goBack();
      expect(new URL(page.url()).search).toBe("");
      expect(await title.textContent()).toBe(first);
    });
  });

  test("ignores what it does not know and says so", async () => {
    await withIndex("?arrangement=spiral&color=%3Cb%3E", async ({ page }) => {
      expect(await page.locator(".picture-problem").textContent()).toMatch(/spiral.*<b>/);
    });
  });

  test("says who a dot is, and opens its card", async () => {
    await withIndex("?arrangement=crowd", async ({ page }) => {
      const box = await canvasBox(page);
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      const line = (await page.locator(".picture-tip").textContent()) ?? "";
      expect(line).toMatch(LINE);
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await page.waitForSelector("dialog[open]");
      const id = new URL(page.url()).searchParams.get("persona");
      const [[sex, age, state]] = await askParquet(
        `SELECT sex, age, state FROM personas WHERE persona_id = '${id}'`,
      );
      expect(line).toContain(`, ${age}, `);
      expect(line.endsWith(`, ${state}`)).toBe(true);
      expect(/^(Woman|Girl)/.test(line)).toBe(sex === "Female");
      await page.keyboard.press("Escape");
      await page.waitForSelector("dialog[open]", { state: "detached" });
      expect(new URL(page.url()).searchParams.has("persona")).toBe(false);
    });
  });

  test("is walked by the keyboard and tells each step", async () => {
    await withIndex("", async ({ page }) => {
      await page.locator(".picture-canvas").focus();
      await page.keyboard.press("ArrowRight");
      const spoken = page.locator(".picture-stage [aria-live]");
      const first = await spoken.textContent();
      expect(first).toMatch(LINE);
      await page.keyboard.press("ArrowRight");
      expect(await spoken.textContent()).toMatch(LINE);
      await page.keyboard.press("Space");
      expect(await page.locator(".picture-selected strong").textContent()).toMatch(/ of 1,586$/);
      await page.keyboard.press("Enter");
      await page.waitForSelector("dialog[open]");
    });
  });

  test.each([
    ["pyramid", [0.05, 0.1], [0.45, 0.35]],
    ["map", [0.02, 0.3], [0.3, 0.8]],
    ["beliefs", [0.25, 0.15], [0.45, 0.5]],
    ["crowd", [0.3, 0.3], [0.6, 0.6]],
  ] as const)(
    "a brush over the %s leads to as many personas on their page",
    async (name, from, to) => {
      await withIndex(`?arrangement=${name}`, async ({ page }) => {
        await drag(page, [...from], [...to]);
        const link = page.locator(".picture-explore");
        const n = Number((await link.textContent())?.replace(/\D/g, ""));
        expect(n).toBeGreaterThan(10);
        expect(n).toBeLessThan(1586);
        await link.click();
        await page.waitForSelector("#explorer-bar[data-ready] .slice-n");
        await expect
          .poll(async () =>
            Number((await page.locator(".slice-n").textContent())?.replace(/\D/g, "")),
          )
          .toBe(n);
      });
    },
  );

  test("counts in the legend as in the Parquet, and selects by colour", async () => {
    const [[women]] = await askParquet(
      "SELECT count(*)::INTEGER FROM personas WHERE sex = 'Female'",
    );
    await withIndex("?color=sex", async ({ page }) => {
      const female = page.locator(".picture-legend-list button", { hasText: "Female" });
      const count = (await female.locator(".picture-legend-number").textContent()) ?? "";
      expect(Number(count.replace(/\D/g, ""))).toBe(women);
      await female.click();
      expect(await page.locator(".picture-explore").textContent()).toContain(count);
    });
  });

  test("moves in under a second at a steady pace, and not at all with reduced motion", async () => {
    await withIndex(
      "",
      async ({ page }) => {
        const frames = await page.evaluate(async () => {
          const stage = document.querySelector(".picture-stage") as HTMLElement;
          const start = performance.now();
          (document.querySelector("input[value='map']") as HTMLElement).click();
          const times: number[] = [];
          while (stage.classList.contains("moving")) {
            await new Promise(requestAnimationFrame);
            times.push(performance.now() - start);
          }
          return times;
        });
        // 900 ms by design, 55 frames on an idle machine; room for a busy one.
        expect(frames.at(-1)).toBeLessThan(1500);
        expect(frames.length).toBeGreaterThan(12);
      },
      { reducedMotion: "no-preference" },
    );
    await withIndex("", async ({ page }) => {
      await page.locator("label", { hasText: "Map" }).click();
      expect(await page.locator(".picture-stage.moving").count()).toBe(0);
    });
  });

  test("shows SQL that DuckDB answers with the same counts, in every arrangement", async () => {
    await withIndex("?color=income", async ({ page }) => {
      await page.locator("#chart-every-persona .menu-button").click();
      await page.locator("#chart-every-persona [role^=menuitem]", { hasText: /^SQL$/ }).click();
      const status = page.locator("#chart-every-persona .sql-status");
      for (const [arrangement, color] of [
        ["Age pyramid", "Income"],
        ["Map", "Age"],
        ["Party by religion", "Sex"],
        ["Crowd", "Race"],
      ]) {
        await page.locator(".radio-group label", { hasText: arrangement }).click();
        await page.locator(".radio-group label", { hasText: color }).last().click();
        await page.locator("#chart-every-persona .sql-run").click();
        await expect.poll(() => status.textContent(), { timeout: 20_000 }).toMatch(/^DuckDB/);
        expect(await status.textContent()).toMatch(/the same/);
      }
    });
  });

  test("saves an SVG with a circle for every persona", async () => {
    await withIndex("", async ({ page }) => {
      await page.locator("#chart-every-persona .menu-button").click();
      const [saved] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("#chart-every-persona [role^=menuitem]", { hasText: "Save SVG" }).click(),
      ]);
      const stream = await saved.createReadStream();
      let text = "";
      for await (const chunk of stream) text += chunk;
      expect(text.match(/<circle/g)).toHaveLength(1586);
    });
  });

  test("is accessible and whole on a narrow dark screen with a selection", async () => {
    await withIndex(
      "?arrangement=beliefs",
      async (site) => {
        await site.page.locator(".picture-legend-list button").first().click();
        expect(await axeViolations(site)).toEqual([]);
        expect(await horizontalOverflow(site)).toBe(0);
      },
      { width: 375, colorScheme: "dark" },
    );
  });
});
