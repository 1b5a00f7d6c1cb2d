/** Random coded rows for tests of tables. */
import fc from "fast-check";
import type { ParentColumn } from "../../../src/testbed/census/conditional-table.ts";

export interface CodedRows {
  readonly child: Uint8Array;
  readonly levels: number;
  readonly parents: readonly ParentColumn[];
  readonly weights: Float64Array;
}

/** Up to 120 rows with up to three parents of up to four levels. */
export const codedRows: fc.Arbitrary<CodedRows> = fc
  .record({
    n: fc.integer({ min: 1, max: 120 }),
    levels: fc.integer({ min: 1, max: 5 }),
    parentLevels: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 3 }),
  })
  .chain(({ n, levels, parentLevels }) => {
    const column = (below: number) =>
      fc.array(fc.nat(below - 1), { minLength: n, maxLength: n }).map((of) => Uint8Array.from(of));
    return fc.record({
      child: column(levels),
      levels: fc.constant(levels),
      parents: fc
        .tuple(...parentLevels.map(column))
        .map((columns) =>
          columns.map((codes, i) => ({ name: `parent${i}`, levels: parentLevels[i], codes })),
        ),
      weights: fc
        .array(fc.integer({ min: 1, max: 300 }), { minLength: n, maxLength: n })
        .map((of) => Float64Array.from(of)),
    });
  });
