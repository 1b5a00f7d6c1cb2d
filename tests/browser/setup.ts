/** Before the browser tests: builds the site unless dist/ is up to date, and serves it. */
import type { TestProject } from "vitest/node";
import { serveSite } from "../../scripts/server.ts";
import { buildSite, DIST } from "../../scripts/site.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the site's first page; empty if there is no site. */
    siteAddress: string;
    /** Why there is no site. The browser tests fail with it, and the others run all the same. */
    siteFailure: string;
  }
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  try {
    await buildSite({ reuse: true });
    const server = await serveSite(DIST, 0);
    provide("siteAddress", server.address);
    provide("siteFailure", "");
    return () => server.close();
  } catch (error) {
    provide("siteAddress", "");
    provide("siteFailure", `the site could not be built: ${(error as Error).message}`);
    return async () => {};
  }
}
