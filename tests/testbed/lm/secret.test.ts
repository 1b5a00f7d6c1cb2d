import { expect, test } from "vitest";
import { Secret } from "../../../src/testbed/lm/secret.ts";

test("a text loses every occurrence, also as JSON or an address writes it", () => {
  const secret = new Secret('a"b/c d1');
  expect(secret.redact('x a"b/c d1 y a"b/c d1')).toBe("x *** y ***");
  expect(secret.redact('{"k":"a\\"b/c d1"}')).toBe('{"k":"***"}');
  expect(secret.redact("?k=a%22b%2Fc%20d1")).toBe("?k=***");
});

test("a stand-in for a key leaves texts alone", () => {
  expect(new Secret("none").redact("none of them")).toBe("none of them");
});
