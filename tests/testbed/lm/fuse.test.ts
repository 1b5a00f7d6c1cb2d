import { expect, test } from "vitest";
import { failed } from "../../../src/testbed/lm/attempt.ts";
import { Fuse } from "../../../src/testbed/lm/fuse.ts";

const WRONG_KEY = failed("bad-request", "status 401: wrong key", { isGeneral: true });
const BROKEN = failed("server-error", "status 500");
const SILENT_MODEL = failed("refused", "I cannot");

test("three calls in a row with a wrong key are enough", () => {
  const fuse = new Fuse();
  fuse.record(WRONG_KEY);
  fuse.record(WRONG_KEY);
  expect(fuse.blown).toBeNull();
  fuse.record(WRONG_KEY);
  expect(fuse.blown).toEqual({
    reason: "bad-request",
    detail: "not sent, after 3 calls in a row failed: status 401: wrong key",
  });
});

test("of other failures thirty in a row, with no answer between them", () => {
  const fuse = new Fuse();
  for (let call = 0; call < 29; call++) fuse.record(BROKEN);
  fuse.record(SILENT_MODEL);
  for (let call = 0; call < 29; call++) fuse.record(BROKEN);
  expect(fuse.blown).toBeNull();
  fuse.record(BROKEN);
  expect(fuse.blown?.detail).toContain("30 calls in a row");
});
