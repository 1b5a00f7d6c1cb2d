/** Accuracy on choices never seen, by what is known, for each kind of test choice. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { svg } from "../dom.ts";
import { countOf, formatShare } from "../format.ts";
import { fitText } from "../text-fit.ts";
import { INK, TYPE } from "../theme.ts";
import { type AccuracyFigure, numberOf, type VarianceFigures } from "./figures.ts";

type Names = Readonly<Record<string, string>>;

/** What each guess knows. */
const namesOf = ({ history }: VarianceFigures): Names => ({
  prompt: "The prompt’s majority",
  attributes: "The persona’s attributes",
  history: `Its ${countOf(history, "choice")}`,
  both: "Attributes and choices",
  ceiling: "Its true utility (ceiling)",
});

const HEAD = 40;
const ROW = 26;
const NARROW = 520;
/** The axis goes from 45 % to 95 %, or as far as the intervals need, in whole tenths. */
function rangeOf(accuracies: readonly AccuracyFigure[]): readonly [number, number] {
  const ends = accuracies.flatMap(({ low, high }) =>
    low === null || high === null ? [] : [low, high],
  );
  const [least, most] = [Math.min(0.45, ...ends), Math.max(0.95, ...ends)];
  return [least < 0.45 ? Math.max(0, Math.floor(least * 10) / 10) : least, Math.min(1, most)];
}

export function predictionChart(figures: VarianceFigures, provenance: string): ChartFrame {
  const { accuracies } = figures;
  const names = namesOf(figures);
  const hasCeiling = accuracies.some(({ by }) => by === "ceiling");
  const splits = [...new Set(accuracies.map(({ split }) => split))];
  const rows = accuracies.length / splits.length;
  const height = splits.length * (HEAD + rows * ROW) + 24;
  return chartFrame({
    name: "prediction",
    title: "How well can a choice be predicted?",
    subtitle:
      "Share of test choices predicted right, by what is known of the persona; half is chance",
    n: accuracies.filter(({ by }) => by === "prompt").reduce((sum, { n }) => sum + n, 0),
    interval: `Thin lines are 95 % intervals, clustered by persona and prompt. Trained on the train choices alone. ${hasCeiling ? "Nobody can beat the ceiling: it is the true utility without the noise of one choice." : "How much could be predicted at best is not known: no true utilities are stored."}`,
    provenance,
    sql: null,
    columns: [
      { key: "split", label: "Test choices", kind: "text" },
      { key: "by", label: "Known", kind: "text" },
      { key: "n", label: "Choices", kind: "count" },
      { key: "share", label: "Right", kind: "share" },
      { key: "low", label: "95 % from", kind: "share" },
      { key: "high", label: "to", kind: "share" },
    ],
    rows: () => accuracies.map((figure) => ({ ...figure, by: names[figure.by] })),
    draw: (width) => draw(splits, accuracies, names, width),
    height,
    method: "./method",
  });
}

function draw(
  splits: readonly string[],
  accuracies: readonly AccuracyFigure[],
  names: Names,
  width: number,
): SVGSVGElement {
  const isNarrow = width < NARROW;
  const left = isNarrow ? 140 : 210;
  const right = 60;
  const rows = accuracies.length / splits.length;
  const height = splits.length * (HEAD + rows * ROW) + 24;
  const [least, most] = rangeOf(accuracies);
  const x = (share: number) => left + ((share - least) / (most - least)) * (width - left - right);
  const chart = svg("svg", {
    class: "chart dumbbells",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-label": "Accuracy by what is known and kind of choice; the data table has the numbers",
  });
  for (let tenth = Math.ceil(least * 10); tenth <= most * 10; tenth++) {
    const share = tenth / 10;
    chart.append(
      svg("line", {
        x1: x(share),
        x2: x(share),
        y1: 18,
        y2: height - 4,
        stroke: share === 0.5 ? INK.faint : INK.hairline,
      }),
      svg(
        "text",
        { class: "axis-label", x: x(share), y: 12, "text-anchor": "middle" },
        isNarrow && tenth % 2 === 0 ? "" : `${tenth * 10} %`,
      ),
    );
  }
  splits.forEach((split, part) => {
    const top = 20 + part * (HEAD + rows * ROW);
    const own = accuracies.filter((figure) => figure.split === split);
    chart.append(
      svg(
        "text",
        { class: "part", x: 0, y: top + 26 },
        `${split.charAt(0).toUpperCase()}${split.slice(1)} (${countOf(own[0].n, "choice")})`,
      ),
    );
    own.forEach(({ by, share, low, high }, at) => {
      const y = top + HEAD + (at + 0.5) * ROW;
      const color = by === "ceiling" ? INK.target : INK.population;
      chart.append(
        svg(
          "text",
          { x: left - 12, y, dy: "0.35em", "text-anchor": "end" },
          fitText(names[by], left - 14, TYPE.label),
        ),
        svg(
          "text",
          { class: "axis-label", x: width - 4, y, dy: "0.35em", "text-anchor": "end" },
          formatShare(numberOf(share)),
        ),
      );
      if (share === null || low === null || high === null) return;
      chart.append(
        svg("line", {
          x1: x(low),
          x2: x(high),
          y1: y,
          y2: y,
          style: `stroke: ${color}`,
          "stroke-width": 1.5,
        }),
        svg("circle", { cx: x(share), cy: y, r: 5, style: `fill: ${color}` }),
      );
    });
  });
  return chart;
}
