import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonInText } from "../../../src/testbed/lm/json-in-text.ts";

test.each([
  ['{"a":1}', [{ a: 1 }]],
  ['Sure!\n```json\n{"a": [1, 2,], }\n```\nAnything else?', [{ a: [1, 2] }]],
  ['First {"a":1}, or rather [2]', [{ a: 1 }, [2]]],
  ['{"a":"brace } and \\" quote, ]"}', [{ a: 'brace } and " quote, ]' }]],
  ['{"a":"x,}",}', [{ a: "x,}" }]],
  ['<think>{"a":1}?</think>{"a":2}', [{ a: 2 }]],
  ['a set {x, y} is not {"a":1}', [{ a: 1 }]],
  ['{"a":1', []],
  ['{"a":"cut', []],
  ["none", []],
  ["", []],
])("%s", (text, values) => {
  expect(jsonInText(text)).toEqual(values);
});

const prose = fc.stringMatching(/^[^{}[\]"<]{0,40}$/);

test("any object is found whole between prose", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), prose, prose, (value, a, b) => {
      const text = JSON.stringify(value);
      expect(jsonInText(a + text + b)).toEqual([JSON.parse(text)]);
    }),
  );
});

test("brackets without end take no time", () => {
  const since = performance.now();
  expect(jsonInText("[".repeat(200_000))).toEqual([]);
  expect(performance.now() - since).toBeLessThan(2000);
});
