/** Models against each other and against people, over all personas. */
import { cellGrid, type Grid, gridHeight } from "../cell-grid.ts";
import { chartFrame } from "../chart-frame.ts";
import { colourKey } from "../colour-key.ts";
import { html } from "../dom.ts";
import { formatNumber } from "../format.ts";
import { SMALL_N } from "../theme.ts";
import { MOST_RATERS, type RaterMatrix } from "./measure.ts";
import { sideName } from "./panels.ts";
import { kappaPaint, LEGEND } from "./persona-matrix-frame.ts";

const HINT = "Point at a cell to read it.";

export function raterMatrixFrame(
  matrix: RaterMatrix,
  hasModels: boolean,
  provenance: string,
): HTMLElement {
  const grid = gridOf(matrix);
  const names = matrix.raters.map(sideName);
  const reading = html("p", { class: "cross-tab-reading" }, HINT);
  const read = (at: number | null) => {
    reading.textContent = at === null ? HINT : grid.cells[at].sentence;
  };
  const isRead = (at: number) =>
    matrix.kappas[at].units >= SMALL_N.suppressed && Number.isFinite(matrix.kappas[at].value);
  const frame = chartFrame({
    name: "rater-matrix",
    title: hasModels ? "Which models agree, and with people?" : "Which people agree?",
    subtitle:
      "Cohen’s kappa of two raters on the same prompts for the same personas, 1 at most, 0 as by chance",
    n: null,
    interval: `Intervals in the reading line and the table are by Fleiss, Cohen and Everitt (1969), which takes the judgements as independent: answers for one persona are not, so they are too narrow. Cells of under ${SMALL_N.suppressed} shared judgements are hatched, under ${SMALL_N.faded} are faded. Raters shown: ${MOST_RATERS} at most.`,
    provenance,
    sql: null,
    columns: [
      { key: "rater", label: "Rater", kind: "text" },
      { key: "other", label: "With", kind: "text" },
      { key: "kappa", label: "Kappa", kind: "number" },
      { key: "low", label: "95 % from", kind: "number" },
      { key: "high", label: "to", kind: "number" },
      { key: "shared", label: "Shared judgements", kind: "count" },
    ],
    rows: () =>
      matrix.kappas.map(({ value, low, high, units }, at) => ({
        rater: names[Math.floor(at / names.length)],
        other: names[at % names.length],
        kappa: isRead(at) ? value : null,
        low: isRead(at) ? low : null,
        high: isRead(at) ? high : null,
        shared: units,
      })),
    draw: (width) =>
      cellGrid(grid, Math.min(width, 640 + names.length * 40), { choose: read, read }),
    height: () => gridHeight(grid),
    beneath: html("div", {}, reading, colourKey(LEGEND)),
    legend: () => LEGEND,
    method: "#how-it-is-measured",
  });
  if (names.length < 2) frame.showEmpty("There is one rater only; nobody to compare with.");
  return html("div", { class: "cross-tab" }, frame);
}

function gridOf({ raters, kappas }: RaterMatrix): Grid {
  const names = raters.map(sideName);
  return {
    label: "Kappa of raters; arrows move between cells",
    rows: names.map((label) => ({ label })),
    columns: names.map((label) => ({ label })),
    cells: kappas.map(({ value, low, high, units, reason }, at) => {
      const [i, j] = [Math.floor(at / names.length), at % names.length];
      if (i === j) {
        return {
          text: "",
          paint: "var(--theme-background)",
          reading: "empty",
          sentence: `${names[i]}: a rater is not held against itself.`,
        };
      }
      const pair = `${names[i]} with ${names[j]}`;
      if (units < SMALL_N.suppressed || !Number.isFinite(value)) {
        const isFew = units < SMALL_N.suppressed;
        return {
          text: isFew ? (units === 0 ? "" : `<${SMALL_N.suppressed}`) : "–",
          paint: "url(#few)",
          reading: "suppressed",
          sentence: `${pair}: ${isFew ? `${units} shared judgements, too few to read` : (reason ?? "not defined")}.`,
        };
      }
      const isFaded = units < SMALL_N.faded;
      return {
        text: value.toFixed(2).replace("-", "−"),
        paint: kappaPaint(value, isFaded ? 0.75 : 1),
        reading: isFaded ? "faded" : "full",
        sentence: `${pair}: kappa ${formatNumber(value)} on ${units} shared judgements (95 % interval ${formatNumber(low)} to ${formatNumber(high)}).`,
      };
    }),
  };
}
