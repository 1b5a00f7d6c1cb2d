/** Movement of the dots from one arrangement to the next. */

/** Time of one dot's way and of the whole movement, in milliseconds. */
export const MOVE = { dot: 620, all: 900 } as const;

export interface Places {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly radius: number;
}

/**
 * Places at a time after the start. Dots start in waves by `delay` (0 to 1 of the time that is
 * left beside a dot's own way) and slow down at both ends.
 */
export function placesAt(
  from: Places,
  to: Places,
  delay: Float32Array,
  elapsed: number,
  into: { x: Float32Array; y: Float32Array },
): number {
  const spread = MOVE.all - MOVE.dot;
  for (let i = 0; i < to.x.length; i++) {
    const t = ease((elapsed - delay[i] * spread) / MOVE.dot);
    into.x[i] = from.x[i] + (to.x[i] - from.x[i]) * t;
    into.y[i] = from.y[i] + (to.y[i] - from.y[i]) * t;
  }
  return from.radius + (to.radius - from.radius) * ease(elapsed / MOVE.all);
}

/** Delays that make a wave from left to right of where the dots will be. */
export function wave({ x }: { readonly x: Float32Array }, width: number): Float32Array {
  return x.map((place) => Math.min(1, Math.max(0, place / width)));
}

/** Cubic ease in and out, flat outside [0, 1]. */
export function ease(t: number): number {
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  return t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2;
}
