/** Repaints what is in view within the frame, and the rest when there is a moment. */
import type { Highlight } from "./attribute-chart.ts";

export type RepaintReason = "slice" | "view" | "hover";

export interface RepaintTasks {
  /** Elements of the charts, in the order of `chart`. */
  readonly charts: readonly HTMLElement[];
  /** Counts anew; once per change of the slice. */
  recount(): void;
  /** What must be right at once. */
  first(): void;
  chart(i: number, highlight: Highlight | null): void;
  highlight(): Highlight | null;
  /** What may follow a moment later. */
  last(highlight: Highlight | null, reason: RepaintReason): void;
}

export interface RepaintQueue {
  ask(reason: RepaintReason): void;
}

const RANK: Readonly<Record<RepaintReason, number>> = { hover: 0, view: 1, slice: 2 };

/**
 * Charts out of view are marked and painted in slices of 8 ms, or at once when they scroll in.
 * Each repaint is measured as the performance entry `atlas-repaint`, from the asking to the
 * moment after the browser's frame.
 */
export function repaintQueue(tasks: RepaintTasks): RepaintQueue {
  const inView = new Set<number>();
  const due = new Set<number>();
  let asked: RepaintReason | null = null;
  let askedAt = 0;
  let highlight: Highlight | null = null;
  let following = 0;

  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const i = tasks.charts.indexOf(entry.target as HTMLElement);
        if (!entry.isIntersecting) inView.delete(i);
        else {
          inView.add(i);
          if (due.delete(i)) tasks.chart(i, highlight);
        }
      }
    },
    { rootMargin: "100px" },
  );
  for (const chart of tasks.charts) observer.observe(chart);

  const paint = () => {
    const reason = asked ?? "view";
    asked = null;
    if (reason === "slice") tasks.recount();
    highlight = tasks.highlight();
    if (reason !== "hover") tasks.first();
    for (let i = 0; i < tasks.charts.length; i++) {
      if (inView.has(i)) tasks.chart(i, highlight);
      else due.add(i);
    }
    const start = askedAt;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      performance.measure("atlas-repaint", { start, detail: { reason } });
    };
    channel.port2.postMessage(null);
    follow(reason);
  };
  const follow = (reason: RepaintReason) => {
    const turn = ++following;
    setTimeout(() => {
      if (turn !== following && reason === "hover") return;
      tasks.last(highlight, reason);
      paintDue(turn);
    });
  };
  const paintDue = (turn: number) => {
    if (turn !== following) return;
    const start = performance.now();
    for (const i of due) {
      due.delete(i);
      tasks.chart(i, highlight);
      if (performance.now() - start > 8) break;
    }
    if (due.size > 0) setTimeout(() => paintDue(turn), 16);
  };
  // In print everything must be right, in view or not.
  addEventListener("beforeprint", () => {
    for (const i of due) tasks.chart(i, highlight);
    due.clear();
  });
  return {
    ask(reason) {
      if (asked === null) {
        askedAt = performance.now();
        requestAnimationFrame(paint);
      }
      if (asked === null || RANK[reason] > RANK[asked]) asked = reason;
    },
  };
}
