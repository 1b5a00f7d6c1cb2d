import { tableFromArrays } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { groupingOf } from "../../../src/components/feedback/grouping.ts";
import { judgesOf, sharesOf } from "../../../src/components/prompt/judges.ts";
import { byGroup, byUtility, HALF, LINE } from "../../../src/components/prompt/judges-layout.ts";
import { readView, writeView } from "../../../src/components/prompt/view.ts";
import { answersOf } from "../../../src/components/prompt/words.ts";
import { EVERYBODY } from "../../../src/components/slices/slice.ts";
import { broadAttribute } from "../../../src/schema/broad-groups.ts";
import { personasOf } from "../personas-of.ts";

const ids = ["q0001", "q0002"];

describe("the view in the address", () => {
  test("comes back as it was", () => {
    const view = { id: "q0002", slice: { ...EVERYBODY, adults: true }, by: "race", also: "sex" };
    expect(readView(writeView(view), ids, 10)).toEqual({ value: view, problems: [] });
  });

  test("shows the first prompt where none is named, and says so where it is unknown", () => {
    expect(readView("", ids, 10)).toMatchObject({ value: { id: "q0001" }, problems: [] });
    expect(readView("id=%3Cb%3E", ids, 10)).toMatchObject({
      value: { id: "q0001" },
      problems: ['There is no prompt "<b>"; this is the first one.'],
    });
  });
});

test("judges are those of the prompt and the slice; shares add up; ties count half", () => {
  const personas = personasOf(6, 1);
  const sex = Uint8Array.from([0, 0, 0, 1, 1, 1]);
  const grouping = groupingOf(
    { ...personas, codes: { ...personas.codes, sex } },
    [broadAttribute("sex")],
    new Uint8Array(6).fill(1),
  );
  const choices = {
    n: 7,
    persona: Uint16Array.from([0, 1, 2, 3, 4, 5, 0]),
    prompt: Uint16Array.from([1, 1, 1, 1, 1, 1, 0]),
    choice: Uint8Array.from([0, 0, 2, 1, 1, 0, 1]),
    swapped: new Uint8Array(7),
    split: new Uint8Array(7),
  };
  const utility = Float32Array.from([1, 2, 0, -1, -2, 3, 9]);
  const mask = Uint8Array.from([1, 1, 1, 1, 1, 0]);
  const judges = judgesOf(1, choices, utility, mask, grouping);
  expect(judges.map(({ persona, utility: of }) => [persona, of])).toEqual([
    [0, 1],
    [1, 2],
    [2, 0],
    [3, -1],
    [4, -2],
  ]);
  const shares = sharesOf(judges, grouping);
  expect(shares.map(({ label, n, first }) => [label, n, first])).toEqual([
    ["Everybody in the slice", 5, 2.5],
    ["Male", 3, 2.5],
    ["Female", 2, 0],
  ]);
  expect(judgesOf(1, choices, null, mask, grouping)[0].utility).toBeNaN();
});

test("answers of a prompt come position 0 first, whatever their order in the file", () => {
  const table = tableFromArrays({
    prompt: Uint16Array.from([0, 0, 1]),
    position: Uint8Array.from([1, 0, 0]),
    response_id: ["q0001-1", "q0001-2", "q0002-1"],
    text: ["against", "for", "other"],
    words: Uint16Array.from([61, 62, 63]),
    hedging: [0.5, -1, 0],
    formality: [0, 0.5, 0],
    warmth: [1, 0, 0],
  });
  expect(answersOf(table, 0)).toEqual([
    { id: "q0001-2", position: 0, text: "for", words: 62, style: [-1, 0.5, 0] },
    { id: "q0001-1", position: 1, text: "against", words: 61, style: [0.5, 0, 1] },
  ]);
});

test("judges without a utility stand by side and group, ties on the line, none on another", () => {
  const judges = Array.from({ length: 90 }, (_, at) => ({
    ...{ persona: at, utility: Number.NaN },
    ...{ choice: at % 9 === 0 ? 2 : at % 3 === 0 ? 1 : 0, group: (at * 7) % 4 },
  }));
  expect(byUtility(judges, (utility) => utility, 5)).toEqual([]);
  for (const width of [260, 900]) {
    const placed = byGroup(judges, width, 5, 110);
    expect(placed).toHaveLength(judges.length);
    expect(new Set(placed.map(({ cx, cy }) => `${cx} ${cy}`)).size).toBe(judges.length);
    for (const { judge, cx, cy } of placed) {
      expect(cx).toBeLessThan(width);
      expect(cy < HALF ? 0 : cy > HALF + LINE ? 1 : 2).toBe(judge.choice);
    }
    const first = placed.filter(({ judge }) => judge.choice === 0);
    expect(first.map(({ judge }) => judge.group)).toEqual(
      first.map(({ judge }) => judge.group).toSorted((a, b) => a - b),
    );
  }
});
