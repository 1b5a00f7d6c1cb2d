/** Models by mode: how often they serve the persona, and what the mode adds to the baseline. */
import type { Estimate } from "../../stats/bench/rows.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { type DotRow, dotRows, dotRowsHeight } from "../dot-rows.ts";
import { formatCount, formatPoints, formatShare } from "../format.ts";
import { MODE_NAMES, type RunFigures } from "./figures.ts";

export interface ModelsChart {
  readonly element: ChartFrame;
  update(run: RunFigures): void;
}

const COLUMNS = [
  { key: "model", label: "Model", kind: "text" },
  { key: "mode", label: "Mode", kind: "text" },
  { key: "n", label: "Answers judged", kind: "count" },
  { key: "estimate", label: "Pass", kind: "share" },
  { key: "low", label: "95 % from", kind: "share" },
  { key: "high", label: "to", kind: "share" },
  { key: "delta", label: "Less the baseline", kind: "points" },
] as const;

export function modelsChart(provenance: string, controls: HTMLElement): ModelsChart {
  let run: RunFigures | null = null;
  let rows: readonly DotRow[] = [];
  const frame = chartFrame({
    name: "models",
    title: "Which model serves the personas best?",
    subtitle: "",
    n: null,
    interval: "",
    provenance,
    sql: null,
    columns: COLUMNS,
    rows: () => (run ? tableOf(run) : []),
    draw: (width) => dotRows(rows, scaleOf(rows), width, "Pass rate by model and mode"),
    height: (width) => dotRowsHeight(rows.length || 16, width),
    method: "./method",
    controls,
  });
  return {
    element: frame,
    update(next) {
      run = next;
      rows = rowsOf(next);
      const { design, counts, judge } = next;
      frame.update({
        subtitle: `Share of answers that serve the persona, judged by ${judge.kind === "truth" ? "the simulation’s truth" : (judge.model ?? judge.kind)}; at the end of a row, points over the baseline. ${formatCount(design.personas)} personas, ${formatCount(design.prompts)} prompts`,
        interval: `Thin lines are 95 % intervals clustered by persona and prompt: for personas and prompts like these. ${formatCount(counts.failed)} of ${formatCount(counts.rows)} answers failed and are no scores.${failureNote(next)} ${kindNote(next)}`,
        provenance: next.provenance,
      });
      frame.redraw();
    },
  };
}

function failureNote({ counts }: RunFigures): string {
  const reasons = Object.entries(counts.failures);
  if (reasons.length === 0) return "";
  return ` Reasons: ${reasons.map(([reason, times]) => `${reason} ${formatCount(times)}`).join(", ")}.`;
}

function kindNote({ models }: RunFigures): string {
  const references = models.filter(({ kind }) => kind === "reference");
  if (references.length === 0) return "";
  return `Reference models are no language models: ${references.map(({ name, description }) => `${name} ${description}`).join("; ")}.`;
}

const overall = (estimates: readonly Estimate[]) => estimates.find(({ group }) => group === null);

function baselineOf({ parts }: RunFigures, model: string): number {
  const part = parts.find((one) => one.model === model && one.mode === "baseline");
  return (part && overall(part.estimates)?.estimate) ?? Number.NaN;
}

function rowsOf(run: RunFigures): DotRow[] {
  return run.parts.flatMap(({ model, mode, estimates }): DotRow[] => {
    const of = overall(estimates);
    if (!of) return [];
    const delta = of.estimate - baselineOf(run, model);
    const name = `${model}, ${MODE_NAMES[mode].toLowerCase()}`;
    return [
      {
        label: name,
        dots: [{ value: of.estimate, low: of.low, high: of.high }],
        figure: mode === "baseline" ? formatShare(of.estimate) : formatPoints(delta),
        sentence: `${name}: ${formatShare(of.estimate)} of ${formatCount(of.n)} answers (95 % interval ${formatShare(of.low)} to ${formatShare(of.high)}).`,
      },
    ];
  });
}

/** A scale of whole ten per cents around what is drawn. */
export function scaleOf(rows: readonly DotRow[]) {
  const ends = rows.flatMap(({ dots }) =>
    dots.flatMap(({ value, low = value, high = value }) => [low, high, value]),
  );
  const known = ends.filter(Number.isFinite);
  const from = Math.max(0, Math.floor(Math.min(...known, 1) * 10) / 10);
  const to = Math.min(1, Math.ceil(Math.max(...known, 0) * 10) / 10);
  const step = to - from > 0.5 ? 0.2 : to - from > 0.2 ? 0.1 : 0.05;
  return {
    from: Math.min(from, to - step),
    to,
    step,
    format: (value: number) => `${Math.round(value * 100)} %`,
  };
}

function tableOf(run: RunFigures) {
  return run.parts.flatMap(({ model, mode, estimates }) => {
    const of = overall(estimates);
    if (!of) return [];
    const { n, estimate, low, high } = of;
    const delta = estimate - baselineOf(run, model);
    return [{ model, mode, n, estimate, low, high, delta: Number.isFinite(delta) ? delta : null }];
  });
}
