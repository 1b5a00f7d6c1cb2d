import type { ValueKind } from "../datasets/ratings-file.ts";

/** The coefficients that a file of ratings can be measured by. */
export const AGREEMENT_METRICS = [
  "alpha-nominal",
  "alpha-ordinal",
  "alpha-interval",
  "alpha-ratio",
  "fleiss",
  "cohen",
  "ac1",
] as const;

export type AgreementMetric = (typeof AGREEMENT_METRICS)[number];

/** What the values of a file must be for a metric. */
export function valueKindOf(metric: AgreementMetric): ValueKind {
  if (metric === "alpha-ratio") return "amount";
  return metric === "alpha-ordinal" || metric === "alpha-interval" ? "number" : "text";
}
