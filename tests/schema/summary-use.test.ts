import { expect, test } from "vitest";
import { keptMost } from "../../src/schema/summary-use.ts";

const use = (named: Readonly<Record<string, number>>) => ({
  ...{ summaries: 10, meanNamed: 1, unknown: {} },
  attributes: Object.entries(named).map(([attribute, count]) => ({
    ...{ attribute, n: 10, named: count, low: 0, high: 1 },
  })),
});

test("attributes stand in the order of the mean share that names them", () => {
  const summaries = { one: use({ age: 2, sex: 9, race: 0 }), other: use({ age: 9, sex: 1 }) };
  // Age 0.55, sex 0.5, race 0 of one model alone.
  expect(keptMost(summaries)).toEqual(["age", "sex", "race"]);
  expect(keptMost({})).toEqual([]);
});
