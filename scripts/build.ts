/** npm run build: the site in dist/, and the dataset that it shows. */
import { progressFor } from "../src/cli/progress.ts";
import { buildSite, DIST } from "./site.ts";

await buildSite({ progress: progressFor({}) });
console.log(`The site is in ${DIST}`);
