/** Persona by persona: whether the answers given for a persona are those of that persona. */
import { cellGrid, type Grid, gridHeight } from "../cell-grid.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { colourKey } from "../colour-key.ts";
import { html } from "../dom.ts";
import { formatCount, formatNumber } from "../format.ts";
import { SMALL_N } from "../theme.ts";
import type { PersonaAgreement } from "./measure.ts";
import { MOST_PERSONAS, sideName } from "./panels.ts";

export interface MatrixOptions {
  readonly agreement: PersonaAgreement;
  readonly provenance: string;
  readonly who: (persona: string) => string;
  readonly allPersonas: number;
  readonly controls: HTMLElement;
}

const HINT = "Point at a cell to read it.";

export function personaMatrixFrame(options: MatrixOptions): HTMLElement {
  const { agreement, provenance, who, allPersonas, controls } = options;
  const { personas, kappas, rows, columns } = agreement;
  const grid = gridOf(agreement, who);
  const reading = html("p", { class: "cross-tab-reading" }, HINT);
  const read = (at: number | null) => {
    reading.textContent = at === null ? HINT : grid.cells[at].sentence;
  };
  const left = allPersonas - personas.length;
  const frame: ChartFrame = chartFrame({
    name: "persona-matrix",
    title: "Are the answers those of the right person?",
    subtitle: `Cohen’s kappa, 1 at most, 0 as by chance. Rows: ${sideName(rows)}, answering for a persona. Columns: ${sideName(columns)}, answering for a persona. Framed: the same persona`,
    n: personas.length,
    interval: `Intervals in the reading line and the table are by Fleiss, Cohen and Everitt (1969) and take prompts as independent; with few prompts they are too narrow. Cells of under ${SMALL_N.suppressed} shared prompts are hatched, of under ${SMALL_N.faded} are faded. A dash: both sides gave one and the same answer throughout, so that agreement cannot be told from chance.${left > 0 ? ` ${formatCount(left)} personas with fewer judgements are left out; the matrix has ${MOST_PERSONAS} at most.` : ""}`,
    provenance,
    sql: null,
    columns: [
      { key: "row", label: "Answered for (rows)", kind: "text" },
      { key: "column", label: "Answered for (columns)", kind: "text" },
      { key: "kappa", label: "Kappa", kind: "number" },
      { key: "low", label: "95 % from", kind: "number" },
      { key: "high", label: "to", kind: "number" },
      { key: "prompts", label: "Shared prompts", kind: "count" },
    ],
    rows: () =>
      kappas.map(({ value, low, high, units }, at) => {
        const isRead = Math.round(units) >= SMALL_N.suppressed && Number.isFinite(value);
        return {
          row: personas[Math.floor(at / personas.length)],
          column: personas[at % personas.length],
          kappa: isRead ? value : null,
          low: isRead ? low : null,
          high: isRead ? high : null,
          prompts: Math.round(units),
        };
      }),
    draw: (width) =>
      cellGrid(grid, Math.min(width, 230 + personas.length * 60), { choose: read, read }),
    height: () => gridHeight(grid),
    controls,
    beneath: html("div", {}, reading, colourKey(LEGEND)),
    legend: () => LEGEND,
    method: "#how-it-is-measured",
  });
  return html("div", { class: "cross-tab" }, frame);
}

/** @param kappa full colour at 1. */
export const kappaPaint = (kappa: number, strength: number) =>
  `color-mix(in srgb, var(--atlas-population) ${Math.round(Math.max(0, Math.min(1, kappa)) * 72 * strength)}%, var(--theme-background))`;

export const LEGEND = [
  { paint: kappaPaint(0, 1), label: "0 or less" },
  { paint: kappaPaint(0.5, 1), label: "0.5" },
  { paint: kappaPaint(1, 1), label: "1" },
  { paint: "url(#few)", label: `fewer than ${SMALL_N.suppressed} prompts, or not defined` },
];

function gridOf({ personas, kappas }: PersonaAgreement, who: (persona: string) => string): Grid {
  return {
    label: "Kappa of personas; arrows move between cells",
    rows: personas.map((id) => ({ label: `${id} · ${who(id)}` })),
    columns: personas.map((id) => ({ label: id })),
    cells: kappas.map(({ value, low, high, units, reason }, at) => {
      const [i, j] = [Math.floor(at / personas.length), at % personas.length];
      const pair = i === j ? `${personas[i]} with itself` : `${personas[i]} with ${personas[j]}`;
      const where = i === j ? "diagonal " : "";
      const n = Math.round(units);
      if (n < SMALL_N.suppressed) {
        const why = n === 0 ? "nothing to compare" : `${n} shared prompts, too few to read`;
        return {
          text: n === 0 ? "" : `<${SMALL_N.suppressed}`,
          paint: "url(#few)",
          reading: `${where}suppressed`,
          sentence: `${pair}: ${why}.`,
        };
      }
      if (!Number.isFinite(value)) {
        return {
          text: "–",
          paint: "url(#few)",
          reading: `${where}suppressed`,
          sentence: `${pair}: ${reason ?? "not defined"}.`,
        };
      }
      const isFaded = n < SMALL_N.faded;
      return {
        text: value.toFixed(2).replace("-", "−"),
        paint: kappaPaint(value, isFaded ? 0.75 : 1),
        reading: `${where}${isFaded ? "faded" : "full"}`,
        sentence: `${pair}: kappa ${formatNumber(value)} on ${n} shared prompts (95 % interval ${formatNumber(low)} to ${formatNumber(high)}).`,
      };
    }),
  };
}
