/** How near simulated opinions come to the surveys, for the method page; null without choices. */
import { hasFeedback } from "./dataset.ts";

const opinions = hasFeedback() ? (await import("./opinion-fit.ts")).opinions : null;

process.stdout.write(JSON.stringify(opinions));
