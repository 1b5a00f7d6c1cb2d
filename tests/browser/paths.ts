/** Every page of the site, by its path. */
export const PAGES = [
  "",
  "personas",
  "disagreement",
  "prompt?id=q0100",
  "groups",
  "variance",
  "quality",
  "alignment",
  "agreement",
  "annotate",
  "sql",
  "method",
];
