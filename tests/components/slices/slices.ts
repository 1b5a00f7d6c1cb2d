import fc from "fast-check";
import {
  EVERYBODY,
  type Filter,
  type Slice,
  withFilter,
} from "../../../src/components/slices/slice.ts";
import { attributeOf, COUNTABLE } from "../../../src/schema/attributes.ts";

const keys = COUNTABLE.map(({ key }) => key);
const numberKeys = COUNTABLE.filter(({ kind }) => kind === "number").map(({ key }) => key);

const levelFilters: fc.Arbitrary<Filter> = fc
  .constantFrom(...keys)
  .chain((key) =>
    fc
      .uniqueArray(fc.nat(attributeOf(key).levels.length - 1), { minLength: 1, maxLength: 6 })
      .map((levels): Filter => ({ kind: "levels", key, levels: levels.sort((a, b) => a - b) })),
  );

const rangeFilters: fc.Arbitrary<Filter> = fc
  .record({
    key: fc.constantFrom(...numberKeys),
    from: fc.option(fc.integer({ min: -10, max: 120 })),
    width: fc.option(fc.nat(90)),
  })
  .map(({ key, from, width }): Filter => {
    const scale = key === "age" ? 1 : 2000;
    const low = from === null ? null : from * scale;
    return {
      kind: "range",
      key,
      from: low,
      to: width === null ? null : (low ?? 0) + width * scale,
    };
  });

/** Slices with up to five filters. */
export function slices(n: number): fc.Arbitrary<Slice> {
  return fc
    .record({
      adults: fc.boolean(),
      filters: fc.array(fc.oneof(levelFilters, rangeFilters), { maxLength: 5 }),
      picked: fc.option(
        fc.array(fc.nat(1), { minLength: n, maxLength: n }).map((bits) => Uint8Array.from(bits)),
      ),
      where: fc.constantFrom("", "age > 30", "education = 'Bachelor''s degree' -- é 🗺 & = + %"),
    })
    .map(({ filters, ...rest }) =>
      filters.reduce((slice, filter) => withFilter(slice, filter.key, filter), {
        ...EVERYBODY,
        ...rest,
      } as Slice),
    );
}
