/** What the survey models predict: the answers to three questions, without "Not applicable". */
import { NOT_APPLICABLE } from "../../schema/attribute.ts";
import * as levels from "../../schema/levels.ts";

const answers = (declared: readonly string[]) =>
  declared.filter((level) => level !== NOT_APPLICABLE);

export const RELIGIONS = answers(levels.RELIGION);
export const PARTIES = answers(levels.PARTY);
export const IDEOLOGIES = answers(levels.IDEOLOGY);

export const OUTCOMES = ["religion", "party", "ideology"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const CLASSES: Readonly<Record<Outcome, readonly string[]>> = {
  religion: RELIGIONS,
  party: PARTIES,
  ideology: IDEOLOGIES,
};

/** The schema's attribute of each outcome. */
export const ATTRIBUTE_OF: Readonly<Record<Outcome, string>> = {
  religion: "religion",
  party: "political_views",
  ideology: "ideology",
};
