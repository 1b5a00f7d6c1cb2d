/** Two slices as two groups that share nobody. */
import type { Grouping } from "../feedback/grouping.ts";

export const SIDE_COLORS = ["var(--atlas-side-a)", "var(--atlas-side-b)"] as const;
export const SIDE_LABELS = ["A", "B"] as const;

export interface Sides {
  /** A and B as groups; -1 for those in neither and for those in both. */
  readonly grouping: Grouping;
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  /** Personas of each slice, and of both. */
  readonly n: readonly [number, number];
  readonly both: number;
}

/** Who is in both would be compared with itself: they are left out of the groups, and counted. */
export function sidesOf(a: Uint8Array, b: Uint8Array): Sides {
  const of = new Int16Array(a.length).fill(-1);
  const only = [0, 0];
  const n: [number, number] = [0, 0];
  let both = 0;
  for (let who = 0; who < a.length; who++) {
    n[0] += a[who];
    n[1] += b[who];
    if (a[who] && b[who]) both++;
    else if (a[who] || b[who]) {
      of[who] = a[who] ? 0 : 1;
      only[of[who]]++;
    }
  }
  return {
    grouping: {
      attributes: [],
      groups: SIDE_LABELS.map((label, at) => ({
        label,
        color: SIDE_COLORS[at],
        at: [at],
        personas: only[at],
      })),
      of,
      notApplicable: 0,
    },
    a,
    b,
    n,
    both,
  };
}
