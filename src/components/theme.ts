/** Roles of colour on the site, as custom properties declared in src/style/tokens.css. */
export const INK = {
  /** Bars and dots of the population. */
  population: "var(--atlas-population)",
  /** The whole population behind a slice. */
  context: "var(--atlas-context)",
  /** The census or survey target: a tick. */
  target: "var(--atlas-target)",
  /** A difference worth reading. */
  difference: "var(--atlas-difference)",
  /** What the pointer or the keyboard is on, shown across charts. */
  highlight: "var(--atlas-highlight)",
  text: "var(--theme-foreground)",
  muted: "var(--theme-foreground-muted)",
  faint: "var(--theme-foreground-fainter)",
  hairline: "var(--theme-foreground-faintest)",
  background: "var(--theme-background)",
  /** Two hues of equal weight for a diverging scale around nothing. */
  less: "var(--atlas-less)",
  more: "var(--atlas-more)",
} as const;

/** Type sizes inside charts, in pixels. */
export const TYPE = { label: 12, small: 11, title: 15 } as const;

/** Heights in pixels that pages reserve before anything has arrived. */
export const HEIGHT = { bar: 18, frameHead: 64, compactHead: 44 } as const;

/** Samples under the first are not shown, under the second are faded. */
export const SMALL_N = { suppressed: 10, faded: 30 } as const;

/** True where the reader asked for less motion. */
export function prefersReducedMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
