/** npm run dev: a preview that follows the pages as they are edited. */
import { ensureDataset } from "./dataset.ts";
import { framework } from "./framework.ts";
import { vendor } from "./vendor.ts";

process.on("SIGINT", () => process.exit(130));

await ensureDataset();
await vendor();
await framework(["preview", "--no-open", ...process.argv.slice(2)]);
