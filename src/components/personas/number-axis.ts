/** Places of a number attribute's bins along an axis, and the ranges that a brush over it means. */
import { type Attribute, NOT_APPLICABLE } from "../../schema/attribute.ts";
import type { RangeFilter } from "../slices/slice.ts";

/** Highest age on the axis; the last bin ends here. */
const OLDEST = 99;

export interface NumberAxis {
  readonly attribute: Attribute;
  /** Bins drawn, as levels, left to right, "Not applicable" aside. */
  readonly levels: readonly number[];
  /** Start and end of each bin in axis units, 0 to 1. */
  readonly spans: readonly (readonly [number, number])[];
  /** Units of the attribute that a bin covers, to draw shares per unit; all 1 where bins are bands. */
  readonly sizes: readonly number[];
  /** The filter of a brush from one place to another, in axis units. */
  range(from: number, to: number): RangeFilter;
  /** Where a filter lies on the axis, or null where it lies outside. */
  extent(filter: RangeFilter): readonly [number, number] | null;
}

/** Age in years on a true scale; other numbers as bands of equal width. */
export function numberAxis(attribute: Attribute): NumberAxis {
  return attribute.key === "age" ? yearsAxis(attribute) : bandsAxis(attribute);
}

function yearsAxis(attribute: Attribute): NumberAxis {
  const bins = attribute.bins ?? [];
  const ends = bins.map((_, i) => bins[i + 1] ?? OLDEST + 1);
  const span = OLDEST + 1;
  const clamp = (age: number) => Math.max(0, Math.min(span, age));
  return {
    attribute,
    levels: bins.map((_, i) => i),
    spans: bins.map((from, i) => [from / span, ends[i] / span]),
    sizes: bins.map((from, i) => ends[i] - from),
    range(from, to) {
      const first = clamp(Math.round(from * span));
      const last = clamp(Math.round(to * span)) - 1;
      return {
        kind: "range",
        key: attribute.key,
        from: first <= 0 ? null : first,
        to: last >= OLDEST ? null : Math.max(first, last),
      };
    },
    extent: ({ from, to }) => [clamp(from ?? 0) / span, clamp((to ?? OLDEST) + 1) / span],
  };
}

function bandsAxis(attribute: Attribute): NumberAxis {
  const bins = attribute.bins ?? [];
  const n = attribute.levels.filter((level) => level !== NOT_APPLICABLE).length;
  const levels = Array.from({ length: n }, (_, i) => i);
  /** Place of a value: its band, and how far within it. */
  const placeOf = (value: number): number => {
    let band = 0;
    while (band + 1 < n && value >= bins[band + 1]) band++;
    const from = bins[band];
    const to = bins[band + 1];
    // Within an open band nothing is known but where it begins.
    if (!Number.isFinite(from) || to === undefined) return value === from ? band : band + 0.5;
    return band + (value - from) / (to - from);
  };
  return {
    attribute,
    levels,
    spans: levels.map((band) => [band / n, (band + 1) / n]),
    sizes: levels.map(() => 1),
    range(from, to) {
      const first = Math.max(0, Math.min(n - 1, Math.round(from * n)));
      const end = Math.max(first + 1, Math.min(n, Math.round(to * n)));
      return {
        kind: "range",
        key: attribute.key,
        from: first === 0 ? null : bins[first],
        to: end === n ? null : bins[end] - 1,
      };
    },
    extent: ({ from, to }) => [
      (from === null ? 0 : placeOf(from)) / n,
      (to === null ? n : placeOf(to + 1)) / n,
    ],
  };
}
