/** The heat map of the disagreement page in its frame. */

import { FALSE_DISCOVERY } from "../../stats/benjamini-hochberg.ts";
import type { Outvoted } from "../../stats/outvoted.ts";
import { cellGrid, type Grid, gridHeight } from "../cell-grid.ts";
import { chartFrame } from "../chart-frame.ts";
import { colourKey } from "../colour-key.ts";
import { html } from "../dom.ts";
import { groupingName } from "../feedback/grouping.ts";
import { countOf, formatCount } from "../format.ts";
import type { Answerer } from "../sql-panel.ts";
import {
  drawnCells,
  drawnGroups,
  GAP_COLUMNS,
  gapGrid,
  gapLegend,
  gapRows,
  MOST_GROUPS,
  OUTVOTED_COLUMNS,
  outvotedRows,
} from "./gap-grid.ts";
import type { GapMap } from "./measure.ts";
import type { DisagreementView } from "./view.ts";

export interface GapMapEvents {
  openTopic(topic: string): void;
}

export interface GapMapFrame {
  readonly element: HTMLElement;
  update(
    map: GapMap,
    outvoted: readonly Outvoted[] | null,
    view: DisagreementView,
    sql: string,
  ): void;
}

const HINT = "Point at a cell to read it.";

export function gapMapFrame(
  provenance: string,
  controls: HTMLElement,
  events: GapMapEvents,
  database: () => Promise<Answerer>,
): GapMapFrame {
  let map: GapMap | null = null;
  let outvoted: readonly Outvoted[] | null = null;
  let grid: Grid | null = null;
  let view: DisagreementView | null = null;
  const reading = html("p", { class: "cross-tab-reading" }, HINT);
  const key = html("div", {}, colourKey(gapLegend(false)));
  const frame = chartFrame({
    name: "gap-map",
    title: "Where do groups part?",
    subtitle: "",
    n: null,
    interval: "",
    provenance,
    sql: "",
    columns: GAP_COLUMNS,
    rows: () => (!map ? [] : outvoted ? outvotedRows(map, outvoted) : gapRows(map)),
    draw(width) {
      if (!map || !grid) return html("div");
      const present = map;
      const cells = drawnCells(present);
      const sentences = grid.cells.map(({ sentence }) => sentence);
      const openRow = (row: number) => {
        if (view?.rows === "topics" && view.topic === null) {
          events.openTopic(present.rows.rows[row].key);
        }
      };
      return cellGrid(grid, width, {
        choose: (at) => openRow(cells[at].row),
        read(at) {
          reading.textContent = at === null ? HINT : sentences[at];
        },
        chooseRow: (at) => openRow(present.order[at]),
      });
    },
    height: () => (grid ? gridHeight(grid) : 760),
    method: "./method",
    database,
    controls,
    beneath: html("div", {}, reading, key),
    legend: () => gapLegend(outvoted !== null),
  });
  return {
    element: html("div", { class: "cross-tab" }, frame),
    update(next, nextOutvoted, nextView, sql) {
      map = next;
      outvoted = nextOutvoted;
      view = nextView;
      grid = gapGrid(next, nextOutvoted, nextView.rows === "topics" && nextView.topic === null);
      key.replaceChildren(colourKey(gapLegend(outvoted !== null)));
      reading.textContent = HINT;
      frame.update({
        title: titleOf(nextView, next),
        subtitle: outvoted
          ? `Share of prompts on which the group’s majority is not that of all others, in %. ${groupingName(next.grouping)}; below: personas. ${formatCount(next.n)} choices`
          : `Share of the group’s choices for ${nextView.topic === null ? "one pole of the row" : "the first position"}, less that of all others, in points. ${groupingName(next.grouping)}; below: personas. ${formatCount(next.n)} choices`,
        n: null,
        interval: outvoted ? outvotedNote(next) : gapNote(next),
        sql: outvoted ? null : sql,
        columns: outvoted ? OUTVOTED_COLUMNS : GAP_COLUMNS,
        height: gridHeight(grid),
      });
      if (next.order.length === 0 || next.grouping.groups.length < 2) {
        frame.showEmpty(
          next.n === 0
            ? "No choice meets these conditions. Remove a filter to fill the map."
            : "A gap needs two groups at least. Remove a filter, or compare by another attribute.",
        );
      } else frame.redraw();
    },
  };
}

function titleOf({ topic, measure, rows }: DisagreementView, { rows: { rows: named } }: GapMap) {
  if (measure === "outvoted") return "Who is outvoted?";
  if (topic !== null) return `Where do groups part? ${countOf(named.length, "issue")} of one topic`;
  return rows === "axes" ? "On which values do groups part?" : "Where do groups part?";
}

function gapNote({ n, skipped, grouping, rows, tests }: GapMap): string {
  const hidden = grouping.groups.length - drawnGroupsCount(grouping.groups.length);
  const parts = [
    `${formatCount(n)} choices counted; ${formatCount(skipped)} left out: of personas outside the slice or to whom the attribute does not apply, or of prompts filtered out or on issues without a stance on the row’s axis (${formatCount(rows.withoutPole)} prompts).`,
    `Intervals are 95 %, clustered by persona and prompt. An open cell is not distinguishable from no gap at a false discovery rate of ${FALSE_DISCOVERY * 100} % over ${formatCount(tests)} cells (Benjamini and Hochberg). Cells under 10 personas are hatched, under 30 are faded.`,
  ];
  if (hidden > 0)
    parts.push(
      `The ${MOST_GROUPS} largest of ${grouping.groups.length} groups are drawn; all are counted.`,
    );
  return parts.join(" ");
}

const drawnGroupsCount = (groups: number) => Math.min(groups, MOST_GROUPS);

function outvotedNote(map: GapMap): string {
  return `Only prompts with at least 10 judges of the group and 10 others are compared. Intervals are 95 % Wilson intervals over prompts. An open cell holds no more than chance alone would give at this size: a small group’s majority flips easily. Cells under 10 prompts are hatched. ${drawnGroups(map).length} groups.`;
}
