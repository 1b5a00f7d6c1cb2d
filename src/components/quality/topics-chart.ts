/** Prompts by topic, in the train and the held-out pool. */
import { chartFrame } from "../chart-frame.ts";
import { dotRows, dotRowsHeight } from "../dot-rows.ts";
import { formatCount, formatShare } from "../format.ts";
import type { QualityAudit } from "./audit.ts";
import { COUNTED, type Database, POOL_COLORS } from "./coverage-charts.ts";
import { TOPICS_SQL } from "./quality-sql.ts";

export function topicsChart(
  { coverage: { topics } }: QualityAudit,
  provenance: string,
  database: Database,
) {
  const total = (of: (topic: (typeof topics)[number]) => number) =>
    topics.reduce((sum, topic) => sum + of(topic), 0);
  const [train, heldout] = [total((topic) => topic.train), total((topic) => topic.heldout)];
  const shares = topics.map((topic) => ({
    ...topic,
    trainShare: topic.train / train,
    heldoutShare: topic.heldout / heldout,
  }));
  const most = Math.max(...shares.flatMap((row) => [row.trainShare, row.heldoutShare]));
  const step = most <= 0.06 ? 0.01 : most <= 0.3 ? 0.05 : 0.2;
  return chartFrame({
    name: "topics",
    title: "Are topics spread evenly over both pools?",
    subtitle: `Share of a pool’s prompts by topic, in %. Dot: train pool, ${formatCount(train)} prompts; ring: held-out pool, ${formatCount(heldout)}. The line is an even share. Figures: prompts, train and held out`,
    n: null,
    interval: COUNTED,
    provenance,
    sql: TOPICS_SQL,
    columns: [
      { key: "topic", label: "Topic", kind: "text" },
      { key: "train", label: "Train prompts", kind: "count" },
      { key: "heldout", label: "Held-out prompts", kind: "count" },
      { key: "train_share", label: "Of the train pool", kind: "share" },
      { key: "heldout_share", label: "Of the held-out pool", kind: "share" },
    ],
    rows: () =>
      shares.map(({ key, train, heldout, trainShare, heldoutShare }) => ({
        topic: key,
        train,
        heldout,
        train_share: trainShare,
        heldout_share: heldoutShare,
      })),
    height: (width) => dotRowsHeight(topics.length, width),
    draw: (width) =>
      dotRows(
        shares.map(({ label, train, heldout, trainShare, heldoutShare }) => ({
          label,
          dots: [
            { value: trainShare },
            { value: heldoutShare, color: POOL_COLORS.heldout, isOpen: true },
          ],
          figure: `${train}, ${heldout}`,
          sentence: `${label}: ${train} train prompts, ${formatShare(trainShare)}; ${heldout} held-out prompts, ${formatShare(heldoutShare)}`,
        })),
        {
          from: 0,
          to: Math.ceil(most / step) * step,
          step,
          format: (share) => `${Math.round(share * 100)}\u202f%`,
          line: { at: 1 / topics.length, label: "even" },
        },
        width,
        "Share of prompts by topic and pool",
      ),
    method: "./method",
    database,
  });
}
