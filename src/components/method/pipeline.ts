/** The way from census figures to personas, with the counts of this dataset at each step. */
import type { Manifest } from "../../schema/manifest.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { html } from "../dom.ts";
import { formatCount } from "../format.ts";
import type { MeasuredFit } from "./measured-fit.ts";

interface Step {
  readonly count: number;
  readonly unit: string;
  readonly what: string;
}

const CHOICE: Readonly<Record<Manifest["calibration"]["method"], string>> = {
  "combinatorial-optimisation": "chosen so that the margins match the census",
  systematic: "the first that pass, drawn evenly within every table",
  none: "taken as drawn",
};

/** Steps of a dataset, from its manifest and its targets. */
export function pipelineSteps(manifest: Manifest, fit: MeasuredFit): Step[] {
  const { counts, calibration, rules, inputs } = manifest;
  const census = fit.attributes.filter(({ source }) => source === "census");
  const rejected = rules.reduce((sum, rule) => sum + rule.rejected, 0);
  return [
    {
      count: Math.max(0, ...census.map(({ n }) => n)),
      unit: "people in the census sample",
      what: "answered the American Community Survey; their rows are not stored here",
    },
    {
      count: Object.keys(inputs).length,
      unit: "tables of figures",
      what: "weighted counts, survey models and written sets, committed with their sources",
    },
    {
      count: counts.candidates,
      unit: "candidates",
      what: "drawn attribute by attribute, each given those before it",
    },
    {
      count: rejected,
      unit: "rejected",
      what: `by ${rules.length} rules of consistency`,
    },
    {
      count: calibration.pool,
      unit: "in the pool",
      what: "all consistent, none yet chosen",
    },
    { count: counts.personas, unit: "personas", what: CHOICE[calibration.method] },
  ];
}

export function pipeline(manifest: Manifest, fit: MeasuredFit): ChartFrame {
  const steps = pipelineSteps(manifest, fit);
  return chartFrame({
    name: "pipeline",
    title: "From figures to personas",
    subtitle: `The steps of this dataset, made with seed ${manifest.seed} by version ${manifest.codeVersion}`,
    n: manifest.counts.personas,
    interval: "Counts of one run: the same seed gives the same personas.",
    provenance: manifest.provenance,
    sql: null,
    columns: [
      { key: "step", label: "Step", kind: "text" },
      { key: "count", label: "Count", kind: "count" },
      { key: "what", label: "What happens", kind: "text" },
    ],
    rows: () => steps.map(({ unit, count, what }) => ({ step: unit, count, what })),
    height: (width) => (width < 520 ? 400 : width < 900 ? 200 : 130),
    draw: () =>
      html(
        "ol",
        { class: "pipeline" },
        ...steps.map(({ count, unit, what }) =>
          html(
            "li",
            {},
            html("strong", {}, formatCount(count)),
            html("span", { class: "pipeline-unit" }, unit),
            html("span", { class: "pipeline-what" }, what),
          ),
        ),
      ),
  });
}
