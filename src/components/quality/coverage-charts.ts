/** Who judged what: judges of a prompt, and prompts that two personas share. */
import { chartFrame } from "../chart-frame.ts";
import { formatCount, formatShare } from "../format.ts";
import type { Answerer } from "../sql-panel.ts";
import { INK } from "../theme.ts";
import type { CountSpread, QualityAudit } from "./audit.ts";
import { HISTOGRAM_HEIGHT, histogram } from "./histogram.ts";
import { JUDGES_SQL, SHARED_SQL } from "./quality-sql.ts";

export type Database = () => Promise<Answerer>;

const POOL_NAMES: Readonly<Record<string, string>> = {
  train: "Train pool",
  heldout: "Held-out pool",
};
export const POOL_COLORS: Readonly<Record<string, string>> = {
  train: INK.population,
  heldout: INK.more,
};
export const COUNTED = "Counts of this dataset: there is no interval.";

export function judgesChart({ coverage }: QualityAudit, provenance: string, database: Database) {
  const { judges, judgesSpread } = coverage;
  const prompts = judges.reduce((sum, row) => sum + row.prompts, 0);
  const pools = [...new Set(judges.map(({ pool }) => pool))];
  return chartFrame({
    name: "judges",
    title: "How many judge each prompt?",
    subtitle: `Prompts by number of judges. ${spreadText(judgesSpread)}. ${formatCount(prompts)} prompts`,
    n: null,
    interval: `${COUNTED} The choices of a pool are spread over its own prompts, as evenly as whole people allow.`,
    provenance,
    sql: JUDGES_SQL,
    columns: [
      { key: "pool", label: "Pool", kind: "text" },
      { key: "judges", label: "Judges", kind: "count" },
      { key: "prompts", label: "Prompts", kind: "count" },
    ],
    rows: () => judges.map((row) => ({ ...row })),
    height: HISTOGRAM_HEIGHT,
    draw: (width) =>
      histogram(
        {
          series: pools.map((pool) => ({
            label: POOL_NAMES[pool] ?? pool,
            color: POOL_COLORS[pool] ?? INK.population,
            bins: judges
              .filter((row) => row.pool === pool)
              .map(({ judges: from, prompts: count }) => ({ from, count })),
          })),
          binWidth: 1,
          things: "prompts",
          axis: "judges",
          label: "Prompts by number of judges",
        },
        width,
      ),
    method: "./method",
    database,
  });
}

export function sharedChart({ coverage }: QualityAudit, provenance: string, database: Database) {
  const { shared, sharedSpread, pairs } = coverage;
  const none = shared?.find(({ prompts }) => prompts === 0)?.pairs ?? 0;
  const frame = chartFrame({
    name: "shared",
    title: "How many prompts do two personas share?",
    subtitle: `Pairs of personas by number of prompts that both judged. ${spreadText(sharedSpread)}. ${formatCount(pairs)} pairs`,
    n: null,
    interval: `Every pair is counted: there is no interval. ${formatCount(none)} pairs (${formatShare(none / pairs)}) share none: two personas who are dealt prompts from one shuffled pool get different ones. Agreement of such a pair cannot be measured.`,
    provenance,
    sql: SHARED_SQL,
    columns: [
      { key: "prompts", label: "Prompts shared", kind: "count" },
      { key: "pairs", label: "Pairs of personas", kind: "count" },
    ],
    rows: () => (shared ?? []).map((row) => ({ ...row })),
    height: HISTOGRAM_HEIGHT,
    draw: (width) =>
      histogram(
        {
          series: [
            {
              label: "Pairs of personas",
              color: INK.population,
              bins: (shared ?? []).map(({ prompts: from, pairs: count }) => ({ from, count })),
            },
          ],
          binWidth: 1,
          things: "pairs",
          axis: "prompts in common",
          label: "Pairs of personas by prompts in common",
        },
        width,
      ),
    method: "./method",
    database,
  });
  if (shared === null) {
    frame.showEmpty(
      "Too many pairs to count them all. The figures above come from a random sample of pairs.",
    );
  }
  return frame;
}

function spreadText({ least, median, most }: CountSpread): string {
  return `Least ${formatCount(least)}, median ${formatCount(median)}, most ${formatCount(most)}`;
}
