/** The built site in a real browser. Every request that would leave it is stopped and noted. */
import AxeBuilder from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { startBrowser } from "./chromium.ts";

export interface View {
  /** Of the window, in pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce" | "no-preference";
}

/** A page of the site, and what it did that no page may do. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Addresses outside the site that the page asked for. */
  readonly outsideRequests: string[];
  /** Errors on the console, uncaught exceptions, and requests inside the site that failed. */
  readonly errors: string[];
  close(): Promise<void>;
}

let browser: Browser | undefined;

/** Call at the top of a test file: starts the browser before its tests and ends it after. */
export function useBrowser(): void {
  beforeAll(async () => {
    if (inject("siteAddress") === "") throw new Error(inject("siteFailure"));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    browser = undefined;
  });
}

/** The address of a page by its path in the site, such as `personas?age=65`. */
export function addressOf(path: string): string {
  return new URL(path.replace(/^\//, ""), inject("siteAddress")).href;
}

function watch(page: Page, origin: string, errors: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error.stack ?? error)));
  page.on("response", (response) => {
    if (response.url().startsWith(origin) && response.status() >= 400) {
      errors.push(`${response.status()} ${response.url()}`);
    }
  });
}

/** Opens a page and waits until its network is quiet and no cell of it is still loading. */
export async function openPage(path: string, view: View = {}): Promise<OpenPage> {
  if (browser === undefined) throw new Error("call useBrowser() at the top of the test file");
  const { width = 1280, height = 900, colorScheme = "light", reducedMotion = "reduce" } = view;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion,
    acceptDownloads: true,
  });
  const address = addressOf(path);
  const { origin } = new URL(address);
  const outsideRequests: string[] = [];
  const errors: string[] = [];
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(`${origin}/`)) return route.continue();
    outsideRequests.push(url);
    return route.abort();
  });
  const page = await context.newPage();
  watch(page, origin, errors);
  await page.goto(address, { waitUntil: "networkidle" });
  await settle(page);
  return { page, context, outsideRequests, errors, close: () => context.close() };
}

/** Waits until no cell of the page is loading any more. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector("observablehq-loading") === null);
}

export interface Violation {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  /** The elements, by selector. */
  readonly targets: readonly string[];
}

/**
 * Takes the rows after the 20th out of the tables behind charts: they are alike, and axe would
 * take minutes for them. Returns how to put them back.
 */
async function shortenTables(page: Page): Promise<() => Promise<void>> {
  const removed = await page.evaluateHandle(() =>
    [...document.querySelectorAll(".frame-table tbody")].map((body) => {
      const rows = [...body.children].slice(20);
      for (const row of rows) row.remove();
      return { body, rows };
    }),
  );
  return async () => {
    await removed.evaluate((tables) => {
      for (const { body, rows } of tables) body.append(...rows);
    });
    await removed.dispose();
  };
}

/** What axe finds on the page that is serious or critical; must be empty. */
export async function axeViolations({ page }: OpenPage): Promise<Violation[]> {
  const restoreTables = await shortenTables(page);
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .analyze();
  await restoreTables();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: String(impact),
      help,
      targets: nodes.map((node) => node.target.join(" ")),
    }));
}

/** By how many pixels the page is wider than its window; must be 0. */
export async function horizontalOverflow({ page }: OpenPage): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** Writes a picture of the whole page to build/screenshots/, for people to look at. */
export async function screenshot({ page }: OpenPage, name: string): Promise<string> {
  const path = `build/screenshots/${name}.png`;
  await page.screenshot({ path, fullPage: true });
  return path;
}
