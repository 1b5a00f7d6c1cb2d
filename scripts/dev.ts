/** npm run dev: a preview that follows the pages as they are edited. */
import { DEFAULT_DATASET, ensureDataset } from "./dataset.ts";
import { framework } from "./framework.ts";
import { ensureRuns } from "./runs.ts";
import { vendor } from "./vendor.ts";

process.on("SIGINT", () => process.exit(130));

const named = process.env.ATLAS_DATASET;
await ensureDataset(named);
await ensureRuns(named ?? DEFAULT_DATASET);
await vendor();
await framework(["preview", "--no-open", ...process.argv.slice(2)]);
