/** npm run build: the site in dist/. */
import { buildSite } from "./site.ts";

await buildSite();
