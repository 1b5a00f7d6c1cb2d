/**
 * Readable titles from the labels of the PUMS dictionary's INDP and OCCP codes.
 * `MED-Registered Nurses` -> `Registered nurses` -> a person is a `registered nurse`.
 */
import { LABEL_TITLES, PROPER_NOUNS } from "./label-exceptions.ts";

/** Title of the label for people outside the question's universe. */
export const NO_TITLE = "Not applicable";
/** Title of code 9920, the same for industry and occupation. */
export const NO_RECENT_WORK = "Unemployed, no work in the last 5 years";

/**
 * A dictionary label as a title in sentence case, without the three-letter prefix.
 * `CMM-Computer Occupations, All Other` -> `Other computer occupations`;
 * `MFG-Beverage` -> `Beverage manufacturing`; `N/A (...)` -> `Not applicable`.
 */
export function readableTitle(label: string): string {
  if (label.startsWith("N/A")) return NO_TITLE;
  if (label.startsWith("Unemployed")) return NO_RECENT_WORK;
  const prefix = /^[A-Z]{3}(?=-)/.exec(label)?.[0] ?? "";
  const name = (prefix ? label.slice(4) : label).trim();
  const known = LABEL_TITLES[name];
  if (known) return known;
  const plain = name
    .replace(/\s*\([^)]*\)/g, "")
    .replace(/,? N\.E\.C\.( Or Not Specified)?$/i, "")
    .replace(/^Miscellaneous /i, "Other ")
    .replace(/^(.*), All Other$/i, "Other $1");
  const title = sentenceCase(plain);
  return prefix === "MFG" && !MADE.test(title) ? `${title} manufacturing` : title;
}

/** Manufacturing names that already say what is done. */
const MADE =
  /(mills|milling|bakeries|refineries|foundries|industries|manufacturing|activities|mills, .*|except tires|boat building|preservation|processing)$/i;

/** First letter upper case, the rest lower, but for proper nouns and abbreviations. */
function sentenceCase(name: string): string {
  const words = name.toLowerCase().split(" ");
  const lower = words.map((word) => PROPER_NOUNS[word] ?? word).join(" ");
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/**
 * A title for the middle of a sentence: lower case, but for proper nouns.
 * `U.S. Army` stays, `Legal services` -> `legal services`.
 */
export function midSentence(title: string): string {
  const first = title.split(/[ ,]/, 1)[0];
  if (Object.values(PROPER_NOUNS).includes(first)) return title;
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** The title with `a` or `an`, by its sound: `an actuary`, `a utility meter reader`. */
export function withArticle(title: string): string {
  return `${/^([aeio]|u(?!ni[^n]|s[aei]|ti|\.))/i.test(title) ? "an" : "a"} ${title}`;
}
