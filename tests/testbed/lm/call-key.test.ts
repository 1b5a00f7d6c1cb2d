import fc from "fast-check";
import { expect, test } from "vitest";
import { callKey, canonicalJson } from "../../../src/testbed/lm/call-key.ts";
import { callOf } from "./calls.ts";

test("everything that is sent is part of the key, but not what the call is for", () => {
  const call = callOf("q");
  const others = [
    { model: "other" },
    { template: "test-2" },
    { messages: [{ role: "system" as const, content: "q" }] },
    { parameters: { temperature: 1 } },
    { schema: undefined },
    { sample: 1 },
  ];
  const keys = others.map((more) => callKey({ ...call, ...more }));
  expect(new Set([callKey(call), ...keys]).size).toBe(others.length + 1);
  expect(callKey({ ...call, purpose: "critic" })).toBe(callKey(call));
});

test("the order of an object's keys makes no difference, that of an array does", () => {
  expect(canonicalJson({ b: [2, 1], a: { d: 1, c: 2 } })).toBe('{"a":{"c":2,"d":1},"b":[2,1]}');
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
