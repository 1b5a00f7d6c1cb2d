/** Does what is asked within the next frame, and what may wait after it. */

export interface FrameTasks<R extends string> {
  /** What must be right at once. */
  first(reason: R): void;
  /** What may follow a moment later. */
  last(reason: R): void;
}

export interface FrameQueue<R extends string> {
  ask(reason: R): void;
}

/**
 * Several askings before a frame are one; the weightiest reason counts, by the order of `ranks`.
 * Each repaint is measured as the performance entry `atlas-repaint`, from the asking to the moment
 * after the browser's frame.
 */
export function frameQueue<R extends string>(
  ranks: readonly R[],
  tasks: FrameTasks<R>,
): FrameQueue<R> {
  let asked: R | null = null;
  let askedAt = 0;
  let turn = 0;
  const paint = () => {
    const reason = asked ?? ranks[0];
    asked = null;
    tasks.first(reason);
    const start = askedAt;
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      performance.measure("atlas-repaint", { start, detail: { reason } });
    };
    channel.port2.postMessage(null);
    const mine = ++turn;
    setTimeout(() => {
      if (mine === turn) tasks.last(reason);
    });
  };
  return {
    ask(reason) {
      if (asked === null) {
        askedAt = performance.now();
        requestAnimationFrame(paint);
      }
      if (asked === null || ranks.indexOf(reason) > ranks.indexOf(asked)) asked = reason;
    },
  };
}
