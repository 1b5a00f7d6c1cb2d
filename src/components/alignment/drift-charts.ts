/** A persona in a long conversation: how coherent its judgements stay, and what a turn costs. */
import { anchorOf } from "../../schema/bench-variants.ts";
import type { Estimate } from "../../stats/bench/rows.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { svg } from "../dom.ts";
import { type DotRow, dotRows, dotRowsHeight } from "../dot-rows.ts";
import { formatCount, formatNumber, formatPoints } from "../format.ts";
import { fitText } from "../text-fit.ts";
import { INK, TYPE } from "../theme.ts";
import { type RunFigures, type RunPartFigures, runNote } from "./figures.ts";
import { type Line, type LinePoint, leastOf, lineChart } from "./line-chart.ts";

const COMMAND = "npx atlas bench --task drift";

/** Of a sequence: coherence by turn, drift and inertia. */
interface Sequence {
  /** The model, and its run where there are several. */
  readonly model: string;
  /** Turns after which the profile is shown again; 0 for never. */
  readonly anchorEvery: number;
  readonly turns: readonly (LinePoint & { readonly n: number })[];
  readonly drift: Estimate;
  readonly inertia: Estimate;
}

function sequencesOf(model: string, { estimates }: RunPartFigures): Sequence[] {
  const named = new Map(estimates.map((estimate) => [estimate.group ?? "", estimate]));
  const names = [...named.keys()].flatMap((group) =>
    group.endsWith(": drift per turn") ? [group.slice(0, group.indexOf(":"))] : [],
  );
  return names.map((name): Sequence => {
    const turns = estimates.flatMap(({ group, n, estimate, low, high }) => {
      const [, turn] = group?.match(/^.*: turn (\d+)$/) ?? [];
      return turn && group?.startsWith(`${name}:`)
        ? [{ x: Number(turn), n, estimate, low, high }]
        : [];
    });
    return {
      ...{ model, turns, anchorEvery: anchorOf(name) ?? 0 },
      drift: named.get(`${name}: drift per turn`) as Estimate,
      inertia: named.get(`${name}: inertia`) as Estimate,
    };
  });
}

const shownAgain = (every: number) =>
  every > 0 ? `profile shown again every ${every} turns` : "profile shown once";

/** Both charts over the runs that were made of the task; an empty state where there is none. */
export function driftCharts(runs: readonly RunFigures[], provenance: string): ChartFrame[] {
  const own = runs.filter(({ task }) => task === "drift");
  const sequences = own.flatMap((run) =>
    run.parts.flatMap((part) => sequencesOf(`${part.model}${runNote(own, run)}`, part)),
  );
  const shared = {
    n: own.reduce((sum, { counts }) => sum + counts.judged, 0),
    provenance: own[0]?.provenance ?? provenance,
    sql: null,
    method: "./method",
  };
  const charts = [
    chartFrame({
      ...shared,
      name: "coherence",
      title: "Does it stay the persona through a long conversation?",
      subtitle:
        "Share of judgements on the side that the same persona takes when asked afresh, by turn; solid where the profile is shown once, dashed where it is shown again",
      interval: "Bands are 95 % intervals clustered by persona and prompt.",
      columns: [
        { key: "model", label: "Model", kind: "text" },
        { key: "profile", label: "Profile", kind: "text" },
        { key: "turn", label: "Turn", kind: "count" },
        { key: "n", label: "Judgements", kind: "count" },
        { key: "estimate", label: "As afresh", kind: "share" },
        { key: "low", label: "95 % from", kind: "share" },
        { key: "high", label: "to", kind: "share" },
      ],
      rows: () =>
        sequences.flatMap(({ model, anchorEvery, turns }) =>
          turns.map(({ x, ...rest }) => ({
            ...{ model, profile: shownAgain(anchorEvery), turn: x },
            ...rest,
          })),
        ),
      draw: (width) => coherenceLines(sequences, width),
      height: (width) => coherenceHeight(sequences, width),
    }),
    chartFrame({
      ...shared,
      name: "drift",
      title: "What is lost with every turn?",
      subtitle:
        "Drift: judgements lost to another side a turn, in points; at the end of a row inertia, 1 less drift over what another wording changes",
      interval:
        "Thin lines are 95 % intervals of the slope, clustered by persona and prompt. Inertia is 1 where nothing is lost, and 0 where a turn changes as many judgements as another wording of the profile does.",
      columns: [
        { key: "model", label: "Model", kind: "text" },
        { key: "profile", label: "Profile", kind: "text" },
        { key: "n", label: "Judgements", kind: "count" },
        { key: "drift", label: "Lost a turn", kind: "points" },
        { key: "low", label: "95 % from", kind: "points" },
        { key: "high", label: "to", kind: "points" },
        { key: "inertia", label: "Inertia", kind: "number" },
        { key: "inertiaLow", label: "95 % from", kind: "number" },
        { key: "inertiaHigh", label: "to", kind: "number" },
      ],
      rows: () =>
        sequences.map(({ model, anchorEvery, drift, inertia }) => ({
          ...{ model, profile: shownAgain(anchorEvery), n: drift.n },
          ...{ drift: drift.estimate, low: drift.low, high: drift.high },
          ...{ inertia: inertia.estimate, inertiaLow: inertia.low, inertiaHigh: inertia.high },
        })),
      draw: (width) => driftRows(sequences, width),
      height: (width) => dotRowsHeight(sequences.length || 8, width),
    }),
  ];
  if (sequences.length === 0) {
    for (const chart of charts) {
      chart.showEmpty(`No run of this task over the dataset yet. Make one with ${COMMAND}.`);
    }
  }
  return charts;
}

const FACET = { height: 220, head: 22, gap: 16 };

/** As many models side by side as have room. */
const facetColumns = (width: number) => (width < 520 ? 1 : 2);

function coherenceHeight(sequences: readonly Sequence[], width: number): number {
  const models = new Set(sequences.map(({ model }) => model)).size || 4;
  return Math.ceil(models / facetColumns(width)) * (FACET.height + FACET.head);
}

/** A panel a model, on one scale. */
function coherenceLines(sequences: readonly Sequence[], width: number): SVGSVGElement {
  const models = [...new Set(sequences.map(({ model }) => model))];
  const linesOf = (model: string, color: number): Line[] =>
    sequences
      .filter((one) => one.model === model)
      .map(({ anchorEvery, turns }) => ({
        name: anchorEvery > 0 ? `every ${anchorEvery}` : "once",
        ...{ points: turns, color, isDashed: anchorEvery > 0 },
      }));
  const most = Math.max(1, ...sequences.map(({ turns }) => turns.length));
  const step = most > 24 ? 10 : 5;
  const ticks = [1, ...Array.from({ length: Math.floor(most / step) }, (_, at) => (at + 1) * step)];
  const least = leastOf(models.flatMap(linesOf));
  const columns = facetColumns(width);
  const facet = (width - FACET.gap * (columns - 1)) / columns;
  const height = coherenceHeight(sequences, width);
  const chart = svg("svg", { class: "chart", width, height, viewBox: `0 0 ${width} ${height}` });
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", "Coherence by turn and model; the data table has the numbers");
  models.forEach((model, at) => {
    const x = (at % columns) * (facet + FACET.gap);
    const y = Math.floor(at / columns) * (FACET.height + FACET.head);
    const size = { width: facet, height: FACET.height, right: 70 };
    const lines = lineChart(linesOf(model, at), { name: "turn", ticks, least }, size, model);
    lines.setAttribute("x", String(x));
    lines.setAttribute("y", String(y + FACET.head));
    chart.append(
      svg("text", { x, y: y + 14, fill: INK.text }, fitText(model, facet, TYPE.label)),
      lines,
    );
  });
  return chart;
}

function driftRows(sequences: readonly Sequence[], width: number): SVGSVGElement {
  const rows = sequences.map(({ model, anchorEvery, drift, inertia }): DotRow => {
    const label = anchorEvery > 0 ? `${model}, shown every ${anchorEvery}` : model;
    const { estimate, low, high } = drift;
    return {
      label,
      dots: Number.isFinite(estimate)
        ? [{ value: estimate, ...(Number.isFinite(low) ? { low, high } : {}) }]
        : [],
      figure: formatNumber(inertia.estimate),
      sentence: `${model}, ${shownAgain(anchorEvery)}: ${formatPoints(estimate)} points a turn (95 % interval ${formatPoints(low)} to ${formatPoints(high)}), inertia ${formatNumber(inertia.estimate)} (${formatNumber(inertia.low)} to ${formatNumber(inertia.high)}), ${formatCount(drift.n)} judgements.`,
      instead: Number.isFinite(estimate) ? undefined : "not defined",
    };
  });
  const ends = rows.flatMap(({ dots }) =>
    dots.flatMap(({ value, low = value, high = value }) => [low, high]),
  );
  const [least, most] = [Math.min(0, ...ends), Math.max(0.002, ...ends)];
  const step = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2].find(
    (one) => (most - least) / one <= 7,
  );
  const size = step ?? 0.5;
  const scale = {
    from: Math.floor(least / size) * size,
    to: Math.ceil(most / size) * size,
    step: size,
    format: (value: number) => formatPoints(value).replace("+", ""),
    line: { at: 0, label: "none lost" },
  };
  return dotRows(rows, scale, width, "Drift per turn by model");
}
