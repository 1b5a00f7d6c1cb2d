/** What the targets are made from. */
import type { CesCounts } from "./ces.ts";
import type { GssSample } from "./gss.ts";
import type { PublishedFigures } from "./published.ts";

export interface Sources {
  readonly gss: GssSample;
  readonly ces: CesCounts;
  readonly published: PublishedFigures;
  /** Adults by origin and by state. */
  readonly originSizes: Float64Array;
  readonly stateSizes: Float64Array;
}
