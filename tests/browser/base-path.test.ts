import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sirv from "sirv";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DIST } from "../../scripts/site.ts";
import { openPage, useBrowser } from "./site.ts";

useBrowser();

const BASE = "/some/atlas/";
let server: Server;
let address: string;

beforeAll(async () => {
  const files = sirv(DIST, { extensions: ["html"] });
  server = createServer((request, response) => {
    if (!request.url?.startsWith(BASE)) {
      response.statusCode = 404;
      return void response.end();
    }
    request.url = request.url.slice(BASE.length - 1);
    files(request, response);
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BASE}`;
});
afterAll(() => void server?.close());

test("the site works below a path, as on a project's pages", async () => {
  const site = await openPage(address);
  try {
    const links = await site.page
      .locator("#observablehq-sidebar a")
      .evaluateAll((elements) => elements.map((element) => (element as HTMLAnchorElement).href));
    expect(links).toContain(`${address}personas`);
    for (const link of links) {
      expect(link.startsWith(address)).toBe(true);
      await site.page.goto(link, { waitUntil: "networkidle" });
    }
    expect(site.errors).toEqual([]);
    expect(site.outsideRequests).toEqual([]);
  } finally {
    await site.close();
  }
});
