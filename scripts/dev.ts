/** npm run dev: a preview that follows the pages as they are edited. */
import { ensureDataset } from "./dataset.ts";
import { framework } from "./framework.ts";
import { ensureRuns } from "./runs.ts";
import { vendor } from "./vendor.ts";

process.on("SIGINT", () => process.exit(130));

await ensureDataset();
await ensureRuns(process.env.ATLAS_DATASET ?? "build/datasets/default");
await vendor();
await framework(["preview", "--no-open", ...process.argv.slice(2)]);
