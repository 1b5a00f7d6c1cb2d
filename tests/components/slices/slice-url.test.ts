import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EVERYBODY } from "../../../src/components/slices/slice.ts";
import { readSlice, writeSlice } from "../../../src/components/slices/slice-url.ts";
import { slices } from "./slices.ts";

const N = 21;
const read = (query: string) => readSlice(new URLSearchParams(query), N);
const withFilters = (filters: unknown) =>
  read(new URLSearchParams({ filters: JSON.stringify(filters) }).toString());

describe("a slice in the address", () => {
  test("comes back as it was", () => {
    fc.assert(
      fc.property(slices(N), (slice) => {
        const parameters = new URLSearchParams();
        writeSlice(slice, parameters);
        expect(read(parameters.toString())).toEqual({ value: slice, problems: [] });
      }),
    );
  });

  test("leaves no trace where everybody is in, and removes an earlier one", () => {
    const parameters = new URLSearchParams("filters=%7B%7D&adults=1&utm=kept");
    writeSlice(EVERYBODY, parameters);
    expect(parameters.toString()).toBe("utm=kept");
  });

  test("does not depend on the order of keys or levels", () => {
    const a = withFilters({ sex: ["Female"], age: { to: 30, from: 20 } });
    const b = withFilters({ age: { from: 20, to: 30 }, sex: ["Female", "Female"] });
    expect(a).toEqual(b);
    expect(a.value.filters.map(({ key }) => key)).toEqual(["age", "sex"]);
  });

  test("keeps levels beyond ASCII", () => {
    const { value, problems } = withFilters({ age: ["65–69"], income: ["$10,000–24,999"] });
    expect(problems).toEqual([]);
    expect(value.filters).toEqual([
      { kind: "levels", key: "age", levels: [14] },
      { kind: "levels", key: "income", levels: [2] },
    ]);
  });
});

describe("a malformed address", () => {
  test.each([
    ["filters=%7B%22age", "The filters are not valid JSON."],
    ["filters=[1]", "The filters are not an object of attributes."],
    ["filters=null", "The filters are not an object of attributes."],
    ['filters={"shoe_size":["9"]}', '"shoe_size" is not an attribute.'],
    ['filters={"defining_quirks":["x"]}', '"defining_quirks" is not an attribute.'],
    ['filters={"__proto__":{"from":1}}', '"__proto__" is not an attribute.'],
    ['filters={"sex":["Other"]}', '"Other" is not a level of Sex.'],
    ['filters={"sex":[]}', "The filter of Sex names no level."],
    ['filters={"sex":[7]}', '"7" is not a level of Sex.'],
    [
      'filters={"sex":{"from":1}}',
      "The filter of Sex is a range, but the attribute is not a number.",
    ],
    ['filters={"age":{"from":"old"}}', "The filter of Age has a bound that is not a whole number."],
    ['filters={"age":{"from":70,"to":60}}', "The filter of Age ends before it begins."],
    ['filters={"age":{"above":70}}', 'The filter of Age has "above", not from or to.'],
    ['filters={"age":12}', "The filter of Age is neither a list of levels nor a range."],
    ["adults=yes", '"adults" is "yes", but only "1" is known.'],
    ["picked=7.AA", "The personas picked by hand are of another dataset."],
    ["picked=%F0%9F%92%A9", "The personas picked by hand are of another dataset."],
  ])("%s is reported and ignored", (query, problem) => {
    expect(read(query)).toEqual({ value: EVERYBODY, problems: [problem] });
  });

  test("keeps what is understood beside what is not", () => {
    const { value, problems } = withFilters({ sex: ["Female", "Robot"], shoe_size: ["9"] });
    expect(value.filters).toEqual([{ kind: "levels", key: "sex", levels: [1] }]);
    expect(problems).toHaveLength(2);
  });

  test("with more filters than attributes is ignored as a whole", () => {
    const filters = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, ["x"]]));
    expect(withFilters(filters)).toEqual({
      value: EVERYBODY,
      problems: [expect.stringContaining("There are 500 filters")],
    });
  });

  test("with a condition of any length does not throw", () => {
    const { value, problems } = read(`where=${"x".repeat(5000)}`);
    expect(value.where).toBe("");
    expect(problems).toHaveLength(1);
  });

  test("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.json(), (noise, json) => {
        read(`filters=${noise}`);
        withFilters(JSON.parse(json));
        read(`picked=${noise}&adults=${noise}`);
      }),
      { numRuns: 40 },
    );
  });
});
