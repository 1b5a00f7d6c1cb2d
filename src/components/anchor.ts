/** Anchors of charts: the browser looks for an anchor before the chart is there. */

/** How long the page above may still grow, in milliseconds. */
const SETTLING = 5000;

/** The page's address as it is, with an element of the page as its anchor. */
export function linkTo(id: string): string {
  const link = new URL(location.href);
  link.hash = id;
  return link.href;
}

/** Keeps an element in view while the page above it grows, until the reader moves. */
export function leadTo(element: HTMLElement): void {
  const page = new ResizeObserver(() => element.scrollIntoView({ behavior: "instant" }));
  const done = new AbortController();
  const stop = () => {
    page.disconnect();
    done.abort();
  };
  page.observe(document.body);
  for (const move of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    addEventListener(move, stop, { signal: done.signal, passive: true });
  }
  setTimeout(stop, SETTLING);
}
