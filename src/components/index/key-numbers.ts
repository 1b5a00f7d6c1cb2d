/** The population in a few figures. */
import { html } from "../dom.ts";
import { formatCount, formatNumber, formatShare } from "../format.ts";

/** Figures of the dataset shown, computed from its manifest and its fit (src/data/overview.json.ts). */
export interface Overview {
  readonly personas: number;
  readonly attributes: number;
  readonly censusAttributes: number;
  readonly surveyAttributes: number;
  /** People in the census sample that the figures are tabulated from. */
  readonly censusPeople: number;
  /** Mean total variation distance over pairs of census attributes; of the dataset and of a simple random sample. */
  readonly pairs: { readonly dataset: number; readonly sample: number };
  /** Largest level error of a controlled attribute, in percentage points. */
  readonly worstControlledPp: number | null;
  /** Distance of each attribute to its target, and that of a random sample; worst first. */
  readonly fits: readonly (readonly [distance: number, expected: number])[];
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
  figures.push([
    formatCount(overview.censusPeople),
    "people answered the census survey behind the figures",
  ]);
  if (overview.worstControlledPp !== null)
    figures.push([
      `${formatNumber(overview.worstControlledPp)} pp`,
      "percentage points: the largest error of any level of any attribute with a target",
    ]);
  figures.push([
    formatShare(pairs.dataset),
    `of people would have to move to make an average pair of attributes exact; ${formatShare(pairs.sample)} in a random sample of census rows`,
  ]);
  return html(
    "dl",
    { class: "key-numbers" },
    ...figures.map(([figure, meaning]) =>
      html("div", {}, html("dd", {}, figure), html("dt", {}, meaning)),
    ),
  );
}
