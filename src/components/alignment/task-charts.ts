/** What the tasks beside `main` say: leave-one-out, comparison, specificity, stability. */
import type { Task } from "../../schema/bench.ts";
import type { Estimate } from "../../stats/bench/rows.ts";
import { type Unit, unitOf } from "../../stats/bench/summary.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { type DotRow, dotRows, dotRowsHeight } from "../dot-rows.ts";
import { formatCount, formatNumber, formatPoints, formatShare } from "../format.ts";
import { MODE_NAMES, type RunFigures, runNote } from "./figures.ts";

interface TaskText {
  readonly title: string;
  readonly subtitle: string;
  readonly interval: string;
  /** How its estimates read. */
  readonly kind: "share" | "points" | "number";
  readonly command: string;
}

const TEXTS: Readonly<Partial<Record<Task, TaskText>>> = {
  loo: {
    title: "Which attributes does it use?",
    subtitle:
      "Fall of the pass rate when one attribute is left out of the profile, in points; the largest falls",
    interval:
      "Thin lines are 95 % intervals of the paired difference, clustered by persona and prompt. The whole profile stands against the profile without one attribute, on the same prompts.",
    kind: "points",
    command: "npx atlas bench --task loo",
  },
  loo_three: {
    title: "Which attributes turn its answers, where little else is known?",
    subtitle:
      "Cohen’s kappa of the side taken with an attribute and without it, three others shown; a lower kappa is more influence; the lowest",
    interval:
      "Thin lines are 95 % intervals clustered by persona and prompt. The paper’s own leave-one-out: for each attribute, personas of whom three others are told.",
    kind: "number",
    command: "npx atlas bench --task loo_three",
  },
  comparison: {
    title: "Can it tell two personas apart?",
    subtitle:
      "Share of pairs of personas on opposite sides of a prompt for whom both answers pass; a model blind to the persona gets one right at most",
    interval:
      "Thin lines are 95 % intervals; pairs that share a persona or the prompt count as alike. The right answers are known.",
    kind: "share",
    command: "npx atlas bench --task comparison",
  },
  cross_persona: {
    title: "Is an answer made for one persona good for others too?",
    subtitle:
      "Pass rate with the persona that the answer was made for, with others, and the difference",
    interval: "Thin lines are 95 % intervals clustered by persona and prompt.",
    kind: "share",
    command: "npx atlas bench --task cross_persona",
  },
  stability: {
    title: "Does it take the same side when asked in another way?",
    subtitle:
      "Cohen’s kappa of the side taken in the plain case and under each change; 1 is always the same",
    interval:
      "Thin lines are 95 % intervals. For reference models every change is one more answer.",
    kind: "number",
    command: "npx atlas bench --task stability",
  },
};

/** Attributes drawn; the table has all. */
const SHOWN = 6;

/** The chart of a task over the runs that were made of it; an empty state where there is none. */
export function taskChart(task: Task, runs: readonly RunFigures[], provenance: string): ChartFrame {
  const text = TEXTS[task];
  if (!text) throw new RangeError(`The task ${task} has no chart of its own.`);
  const own = runs.filter((run) => run.task === task);
  const parts = own.flatMap((run) => run.parts.map((part) => ({ ...part, run })));
  const rows = parts.flatMap(({ run, model, mode, estimates }) =>
    shownOf(task, estimates).map((estimate) =>
      rowOf(
        unitOf(task, estimate.group),
        `${model}${estimate.group ? `: ${groupName(estimate.group)}` : ""}${runNote(own, run)}`,
        mode,
        estimate,
      ),
    ),
  );
  const frame = chartFrame({
    name: task.replaceAll("_", "-"),
    title: text.title,
    subtitle: text.subtitle,
    n: own.reduce((sum, { counts }) => sum + counts.judged, 0),
    interval: text.interval,
    provenance: own[0]?.provenance ?? provenance,
    sql: null,
    columns: [
      { key: "run", label: "Run", kind: "text" },
      { key: "model", label: "Model", kind: "text" },
      { key: "mode", label: "Mode", kind: "text" },
      { key: "group", label: "Of", kind: "text" },
      { key: "n", label: "Answers", kind: "count" },
      { key: "estimate", label: "Estimate", kind: text.kind },
      { key: "low", label: "95 % from", kind: text.kind },
      { key: "high", label: "to", kind: text.kind },
    ],
    rows: () =>
      parts.flatMap(({ run, model, mode, estimates }) =>
        estimates
          .filter(({ group }) => group !== null || task === "comparison")
          .map(({ group, n, estimate, low, high }) => ({
            ...{ run: run.name, model, mode, group: group ?? "all pairs", n },
            ...{ estimate, low, high },
          })),
      ),
    draw: (width) => dotRows(rows, taskScale(text, rows), width, text.title),
    height: (width) => dotRowsHeight(rows.length || 4, width),
    method: "./method",
  });
  if (rows.length === 0) {
    frame.showEmpty(`No run of this task over the dataset yet. Make one with ${text.command}.`);
  }
  return frame;
}

/** Tells which estimates are drawn. */
function shownOf(task: Task, estimates: readonly Estimate[]): Estimate[] {
  const named = estimates.filter(({ group }) => group !== null);
  if (task === "comparison") return estimates.filter(({ group }) => group === null);
  if (task !== "loo" && task !== "loo_three") return named;
  // What changes nothing has a fall of 0, or a kappa of 1.
  const still = task === "loo" ? 0 : 1;
  const falls = named.filter(({ estimate }) => Math.abs(estimate - still) > 1e-9).slice(0, SHOWN);
  return falls.length > 0 ? falls : named.slice(0, 1).map((one) => ({ ...one, group: "any" }));
}

const groupName = (key: string) => key.replaceAll("_", " ");

function rowOf(
  unit: Unit,
  label: string,
  mode: keyof typeof MODE_NAMES,
  { n, estimate, low, high }: Estimate,
): DotRow {
  const read = { points: formatPoints, share: formatShare, number: formatNumber }[unit];
  const name = mode === "output_only" ? label : `${label}, ${MODE_NAMES[mode].toLowerCase()}`;
  const isKnown = Number.isFinite(estimate);
  return {
    label: name,
    dots: isKnown ? [{ value: estimate, ...(Number.isFinite(low) ? { low, high } : {}) }] : [],
    figure: read(estimate),
    sentence: `${name}: ${read(estimate)} (95 % interval ${read(low)} to ${read(high)}), ${formatCount(n)} answers.`,
    instead: isKnown ? undefined : "not defined",
  };
}

function taskScale({ kind }: TaskText, rows: readonly DotRow[]) {
  const ends = rows.flatMap(({ dots }) =>
    dots.flatMap(({ value, low = value, high = value }) => [low, high]),
  );
  // A difference, and a kappa, may be below zero.
  const from = Math.floor(Math.min(0, ...ends) * 5) / 5;
  if (kind === "share") {
    const format = (value: number) => `${Math.round(value * 100)} %`.replace("-", "−");
    return { from, to: 1, step: 0.2, format };
  }
  if (kind === "number")
    return { from, to: 1, step: from < -0.4 ? 0.4 : 0.2, format: formatNumber };
  const most = Math.ceil(Math.max(0.05, ...ends) * 20) / 20;
  const least = Math.floor(Math.min(0, ...ends) * 20) / 20;
  return {
    from: least,
    to: most,
    step: 0.05,
    format: (value: number) => `${Math.round(value * 100)}`.replace("-", "−"),
    line: { at: 0, label: "no fall" },
  };
}
