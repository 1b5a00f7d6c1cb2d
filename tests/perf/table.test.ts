import { expect, test } from "vitest";
import { table } from "./table.ts";

test("aligns rows and divides them by the baseline of their group", () => {
  expect(
    table([
      { what: "typed arrays", value: 2.3, unit: "ms", group: "slice" },
      { what: "DuckDB", value: 27.6, unit: "ms", group: "slice", note: "equal" },
      { what: "personas", value: 120_400, unit: "personas/s" },
    ]),
  ).toBe(
    [
      "  typed arrays      2.3  ms           1x",
      "  DuckDB           27.6  ms          12x  equal",
      "  personas      120,000  personas/s",
    ].join("\n"),
  );
});
