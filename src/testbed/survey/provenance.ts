/** What the header comments of the committed tables say about their sources. */

export const REGENERATE = "npx atlas survey tabulate --dir ../shared/data";

export const GSS_SOURCE =
  "General Social Survey, NORC at the University of Chicago (public use), read through kjhealy/gssr";
export const CES_SOURCE = "Cooperative Election Study 2016, read through svmiller/stevedata";
export const ACS_SOURCE = "American Community Survey 2024 1-year PUMS, US Census Bureau";
export const PEW_STATES =
  "Pew Research Center, 2014 Religious Landscape Study (published/religion_by_state_2014.csv)";
export const PEW_ORIGINS = "Pew Research Center 2022-23 (published/religion_by_origin.csv)";
export const NORMS_SOURCE =
  "Johnson's IPIP-NEO-120 norms by sex and age, read through NeuroQuestAi/five-factor-e (MIT)";
export const SCORES_SOURCE =
  "Open-source psychometrics project, Big Five test of 2012 (openpsychometrics.org), read through jcl132";

export interface Provenance {
  readonly title: string;
  readonly source: string;
  readonly year: string;
  readonly universe: string;
  readonly weight: string;
  readonly n: string;
  readonly note?: string;
}

/** Lines of a header comment, in the same order in every table. */
export function headerLines({ title, note, ...rest }: Provenance): string[] {
  return [
    title,
    ...Object.entries(rest).map(([key, value]) => `${key}: ${value}`),
    ...(note === undefined ? [] : [`note: ${note}`]),
    `made by: ${REGENERATE}`,
  ];
}
