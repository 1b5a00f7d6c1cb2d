/** The fit of a population as text for a terminal. */
import { attributeOf } from "../../schema/attributes.ts";
import type { Fidelity } from "./measure-dataset.ts";

const distance = (value: number) => value.toFixed(4);

/** Attributes and pairs worst first, with the random sample's figures beside the means. */
export function fidelityReport(fidelity: Fidelity): string {
  const { n, attributes, attributesSummary, pairs, srs, modelSrs } = fidelity;
  const model = (of: "attributes" | "pairs", what: "mean" | "max") =>
    modelSrs ? [distance(modelSrs[of][what])] : [];
  const count = n.toLocaleString("en-US");
  const rows = attributes.map((fit) => [
    attributeOf(fit.name).label,
    fit.source,
    fit.controlled ? "yes" : "no",
    distance(fit.tvd),
    fit.maxErrorPp.toFixed(2),
    fit.worstLevel,
  ]);
  const worst = pairs.worst.map(({ a, b, tvd }) => [
    `${attributeOf(a).label} × ${attributeOf(b).label}`,
    distance(tvd),
  ]);
  const summary = [
    [
      "attributes, mean",
      distance(attributesSummary.mean),
      distance(srs.attributes.mean),
      ...model("attributes", "mean"),
    ],
    [
      "attributes, worst",
      distance(attributesSummary.max),
      distance(srs.attributes.max),
      ...model("attributes", "max"),
    ],
    ["pairs, mean", distance(pairs.mean), distance(srs.pairs.mean), ...model("pairs", "mean")],
    ["pairs, worst", distance(pairs.max), distance(srs.pairs.max), ...model("pairs", "max")],
  ];
  return [
    `${count} simulated respondents against census and survey targets.`,
    "TVD: share of the respondents who would have to change level to match (0 to 1).",
    "",
    columns(["attribute", "target", "controlled", "TVD", "points", "worst level"], rows),
    "",
    columns([`worst of ${pairs.count} pairs of census attributes`, "TVD"], worst),
    "",
    columns(["TVD", "these", "census sample", ...(modelSrs ? ["model sample"] : [])], summary),
    "",
    `Census sample: mean of ${srs.draws} draws of ${count}; ${srs.method}.`,
    ...(modelSrs
      ? [`Model sample: mean of ${modelSrs.draws} draws of ${count}; ${modelSrs.method}.`]
      : []),
  ].join("\n");
}

/** Aligns columns; those of numbers to the right. */
function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, c) => Math.max(...all.map((row) => row[c].length)));
  const isNumber = head.map(
    (_, c) => rows.length > 0 && rows.every((row) => /^[\d.]+$/.test(row[c])),
  );
  return all
    .map((row) =>
      row
        .map((cell, c) => (isNumber[c] ? cell.padStart(widths[c]) : cell.padEnd(widths[c])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
