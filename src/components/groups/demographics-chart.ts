/** Who is in A and who in B: the attributes that differ most, level by level. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { html } from "../dom.ts";
import { formatCount, formatPoints, formatShare } from "../format.ts";
import { SMALL_N } from "../theme.ts";
import type { AttributeDifference, LevelDifference } from "./demographics.ts";
import { type DumbbellRow, dumbbells, dumbbellsHeight } from "./dumbbells.ts";
import { sideKey } from "./side-key.ts";
import type { Sides } from "./sides.ts";

/** Attributes shown, and levels of each: those that differ most, in their own order. */
const SHOWN = 5;
const LEVELS = 6;
const HINT = "Point at a row to read it.";

export interface DemographicsChart {
  readonly element: ChartFrame;
  update(differences: readonly AttributeDifference[], sides: Sides): void;
}

export function demographicsChart(provenance: string): DemographicsChart {
  let differences: readonly AttributeDifference[] = [];
  let rows: readonly DumbbellRow[] = [];
  const reading = html("p", { class: "cross-tab-reading" }, HINT);
  const frame = chartFrame({
    name: "side-demographics",
    title: "As people, where do A and B differ?",
    subtitle: "",
    n: null,
    interval: `Thin lines are 95 % Wilson intervals. Attributes that a filter names are left out, and people in both. Distance: half the sum of the absolute differences of the shares. A side with under ${SMALL_N.suppressed} people asked is not drawn, under ${SMALL_N.faded} is faded.`,
    provenance,
    sql: null,
    columns: [
      { key: "attribute", label: "Attribute", kind: "text" },
      { key: "level", label: "Level", kind: "text" },
      { key: "distance", label: "Distance", kind: "share" },
      { key: "a", label: "A", kind: "count" },
      { key: "aOf", label: "A asked", kind: "count" },
      { key: "aShare", label: "A share", kind: "share" },
      { key: "b", label: "B", kind: "count" },
      { key: "bOf", label: "B asked", kind: "count" },
      { key: "bShare", label: "B share", kind: "share" },
    ],
    rows: () =>
      differences.flatMap(({ label, distance, levels }) =>
        levels.map(({ label: level, sides: [a, b] }) => ({
          attribute: label,
          level,
          distance,
          a: a.k,
          aOf: a.n,
          aShare: a.n >= SMALL_N.suppressed ? a.share : null,
          b: b.k,
          bOf: b.n,
          bShare: b.n >= SMALL_N.suppressed ? b.share : null,
        })),
      ),
    draw: (width) =>
      dumbbells(
        {
          rows,
          whole: false,
          label: "Shares of A and B by attribute; the data table has the numbers",
          read(sentence) {
            reading.textContent = sentence ?? HINT;
          },
        },
        width,
      ),
    height: () => (rows.length > 0 ? dumbbellsHeight(rows) : 620),
    method: "./method",
    beneath: html("div", {}, reading, sideKey()),
  });
  return {
    element: frame,
    update(next, { grouping: { groups } }) {
      differences = next;
      rows = next.slice(0, SHOWN).flatMap(({ label, distance, levels }) =>
        widest(levels).map((level, at): DumbbellRow => {
          const [a, b] = level.sides;
          return {
            label: level.label,
            sides: level.sides,
            head:
              at === 0
                ? `${label}: ${formatShare(distance)} apart${levels.length > LEVELS ? `, ${LEVELS} of ${levels.length} levels` : ""}`
                : undefined,
            note: formatPoints(a.share - b.share),
            sentence: `${label}, ${level.label}: A ${formatShare(a.share)} of ${formatCount(a.n)}, B ${formatShare(b.share)} of ${formatCount(b.n)}.`,
          };
        }),
      );
      reading.textContent = HINT;
      frame.update({
        subtitle: `Shares of ${formatCount(groups[0].personas)} personas in A and ${formatCount(groups[1].personas)} in B; at the end of a row A less B, in points. The ${SHOWN} attributes that tell A from B best`,
        height: dumbbellsHeight(rows),
      });
      if (groups.some(({ personas }) => personas === 0)) frame.showEmpty(NOBODY);
      else frame.redraw();
    },
  };
}

function widest(levels: readonly LevelDifference[]): LevelDifference[] {
  const difference = ({ sides: [a, b] }: LevelDifference) => Math.abs(a.share - b.share) || 0;
  const kept = new Set([...levels].sort((x, y) => difference(y) - difference(x)).slice(0, LEVELS));
  return levels.filter((level) => kept.has(level));
}

/** Where a side has nobody of its own. */
export const NOBODY =
  "A or B has nobody of its own. Choose two slices that differ to compare them.";
