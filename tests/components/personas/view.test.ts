import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryAddress } from "../../../src/components/address.ts";
import { LIST_KEYS } from "../../../src/components/personas/list-columns.ts";
import {
  DEFAULT_VIEW,
  readView,
  type View,
  writeView,
} from "../../../src/components/personas/view.ts";
import { EVERYBODY, toggleLevel } from "../../../src/components/slices/slice.ts";
import { viewStore } from "../../../src/components/view-store.ts";
import { COUNTABLE } from "../../../src/schema/attributes.ts";
import { slices } from "../slices/slices.ts";

const ids = Array.from({ length: 12 }, (_, i) => `p${i}`);
const keys = COUNTABLE.map(({ key }) => key);

const views: fc.Arbitrary<View> = fc
  .record({
    slice: slices(ids.length),
    pair: fc.uniqueArray(fc.constantFrom(...keys), { minLength: 2, maxLength: 2 }),
    arrangement: fc.constantFrom("fit" as const, "topic" as const),
    map: fc.constantFrom("count" as const, "ratio" as const),
    order: fc.record({
      key: fc.constantFrom("persona_id", ...LIST_KEYS),
      descending: fc.boolean(),
    }),
    persona: fc.option(fc.constantFrom(...ids)),
  })
  .map(({ pair: [rows, columns], ...rest }) => ({ ...rest, rows, columns }));

describe("a view in the address", () => {
  test("comes back as it was", () => {
    fc.assert(
      fc.property(views, (view) => {
        const { value, problems } = readView(writeView(view), ids);
        expect(problems).toEqual([]);
        expect(value).toEqual(view);
      }),
    );
  });

  test("of defaults is empty", () => {
    expect(writeView(DEFAULT_VIEW)).toBe("");
    expect(readView("", ids)).toEqual({ value: DEFAULT_VIEW, problems: [] });
  });

  test.each([
    ["rows=shoes", '"shoes" is not a known value of "rows".'],
    ["persona=p99", 'There is no persona "p99".'],
    ["sort=-nothing", '"-nothing" is not a known value of "sort".'],
    ["map=globe", '"globe" is not a known value of "map".'],
    ["columns=religion", "A cross-tab of Religion with itself says nothing."],
  ])("%s is reported and ignored", (query, problem) => {
    expect(readView(query, ids)).toEqual({ value: DEFAULT_VIEW, problems: [problem] });
  });
});

const codec = { write: writeView, read: (query: string) => readView(query, ids) };

describe("viewStore", () => {
  test("makes an entry in the history for every choice, and goes back and forward", () => {
    const address = memoryAddress();
    const store = viewStore(address, codec);
    const seen: number[] = [];
    store.subscribe(({ slice }) => seen.push(slice.filters.length));
    store.change({ slice: toggleLevel(EVERYBODY, "sex", 1) });
    store.change({ slice: toggleLevel(store.view().slice, "race", 0) });
    address.back();
    address.back();
    address.forward();
    expect(seen).toEqual([1, 2, 1, 0, 1]);
    expect(store.view().slice).toEqual(toggleLevel(EVERYBODY, "sex", 1));
  });

  test("a drag is one entry", () => {
    const address = memoryAddress();
    const store = viewStore(address, codec);
    const age = (from: number): View["slice"] => ({
      ...EVERYBODY,
      filters: [{ kind: "range", key: "age", from, to: null }],
    });
    for (const from of [60, 62, 64]) store.change({ slice: age(from) }, { passing: true });
    store.change({ slice: age(65) });
    store.change({ slice: toggleLevel(store.view().slice, "sex", 0) });
    address.back();
    expect(store.view().slice).toEqual(age(65));
    address.back();
    expect(store.view().slice).toEqual(EVERYBODY);
  });

  test("a choice that changes nothing makes no entry", () => {
    const address = memoryAddress();
    const store = viewStore(address, codec);
    store.change({ map: "ratio" });
    store.change({ map: "ratio" });
    address.back();
    expect(store.view()).toEqual(DEFAULT_VIEW);
  });

  test("tells what it did not understand until the next choice", () => {
    const store = viewStore(memoryAddress("filters=%7B"), codec);
    expect(store.problems()).toEqual(["The filters are not valid JSON."]);
    store.change({ map: "ratio" });
    expect(store.problems()).toEqual([]);
  });
});
