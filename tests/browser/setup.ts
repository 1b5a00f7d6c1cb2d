/** Before the browser tests: builds the site unless dist/ is up to date, and serves it. */
import type { TestProject } from "vitest/node";
import { serveSite } from "../../scripts/server.ts";
import { buildSite, DIST } from "../../scripts/site.ts";

declare module "vitest" {
  export interface ProvidedContext {
    siteAddress: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  await buildSite({ reuse: true });
  const server = await serveSite(DIST, 0);
  provide("siteAddress", server.address);
  return () => server.close();
}
