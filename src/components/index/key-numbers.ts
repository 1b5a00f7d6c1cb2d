/** The population in a few figures. */
import { html } from "../dom.ts";
import { formatCount, formatNumber, formatShare } from "../format.ts";

/** Figures of the dataset shown, computed from its manifest and its fit (src/data/overview.json.ts). */
export interface Overview {
  readonly personas: number;
  readonly attributes: number;
  readonly censusAttributes: number;
  readonly surveyAttributes: number;
  /** People in the census microdata that the figures are tabulated from; null where the tables do not say. */
  readonly censusPeople: number | null;
  /** Mean total variation distance over pairs of census attributes; of the dataset and of a simple random sample. */
  readonly pairs: { readonly dataset: number; readonly sample: number } | null;
  /** Largest level error of a controlled attribute, in percentage points. */
  readonly worstControlledPp: number | null;
  readonly candidates: number;
  readonly rules: number;
  readonly rejected: number;
}

/** A list of figures with what they count. */
export function keyNumbers(overview: Overview): HTMLElement {
  const { personas, attributes, censusAttributes, surveyAttributes, pairs } = overview;
  const written = attributes - censusAttributes - surveyAttributes;
  const figures: [string, string][] = [
    [formatCount(personas), "personas, simulated"],
    [
      formatCount(attributes),
      `attributes: ${censusAttributes} from the census, ${surveyAttributes} from surveys, ${written} written`,
    ],
  ];
  if (overview.censusPeople !== null)
    figures.push([
      formatCount(overview.censusPeople),
      "people in the census sample behind the figures",
    ]);
  if (overview.worstControlledPp !== null)
    figures.push([
      `${formatNumber(overview.worstControlledPp)} pp`,
      "largest error of any level of an attribute that is held to the census",
    ]);
  if (pairs)
    figures.push([
      formatShare(pairs.dataset),
      `of people in the wrong cell for an average pair of attributes; ${formatShare(pairs.sample)} in a random sample of census rows`,
    ]);
  return html(
    "dl",
    { class: "key-numbers" },
    ...figures.map(([figure, meaning]) =>
      html("div", {}, html("dd", {}, figure), html("dt", {}, meaning)),
    ),
  );
}
