/** How well the dataset shown fits its targets, for the method page. */
import { measureFit } from "./fit.ts";

process.stdout.write(JSON.stringify(await measureFit()));
