import { expect, it } from "vitest";
import { readPicture, START, writePicture } from "../../../src/components/index/picture-state.ts";

it("leaves no trace of defaults and keeps other parameters", () => {
  expect(writePicture(START, "arrangement=map&x=1")).toBe("x=1");
});

it("comes back from the address as it went in", () => {
  const state = { arrangement: "beliefs", color: "education", persona: "p00007" };
  expect(readPicture(writePicture(state, "")).state).toEqual(state);
});

it("reports and ignores what it does not know", () => {
  const { state, problems } = readPicture("arrangement=spiral&color=<b>");
  expect(state).toEqual(START);
  expect(problems).toHaveLength(2);
});
