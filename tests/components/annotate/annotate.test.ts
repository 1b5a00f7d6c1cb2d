import { describe, expect, it } from "vitest";
import {
  type AnswerIds,
  exportName,
  judgementsCsv,
  judgementsJson,
  judgementsOf,
} from "../../../src/components/annotate/export.ts";
import { type KeyPressed, keyAct } from "../../../src/components/annotate/keys.ts";
import {
  EMPTY_DRAFT,
  newProgress,
  type Progress,
  progressShelf,
  type Shelf,
} from "../../../src/components/annotate/progress.ts";
import { readAddress } from "../../../src/components/annotate/view.ts";
import { readJudgements } from "../../../src/schema/judgement-rows.ts";
import { itemsOf, type Study, studyKey, writeStudy } from "../../../src/schema/study.ts";

const STUDY: Study = {
  seed: 1,
  each: 2,
  perSitting: 1,
  dataset: "00000000",
  personas: ["p00001", "p00002"],
  prompts: ["q0001", "q0002", "q0003"],
};
const ITEMS = itemsOf(STUDY, 1);
const ANSWERS: AnswerIds = (prompt) => [`${prompt}-2`, `${prompt}-1`];

function shelf(): Shelf & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

describe("progress", () => {
  const judged: Progress = {
    rater: "ann",
    at: 2,
    drafts: [
      { preferred: "a", confidence: 3, reason: "half a sen", seconds: 2.5 },
      { preferred: "tie", confidence: null, reason: "", seconds: 1 },
      EMPTY_DRAFT,
    ],
  };

  it("is what it was after a reload, for each rater of a browser", () => {
    const kept = shelf();
    expect(progressShelf(kept, "s 1", 3).last()).toBeNull();
    progressShelf(kept, "s 1", 3).keep(judged);
    expect(progressShelf(kept, "s 1", 3).last()).toEqual(judged);
    const other = progressShelf(kept, "s 1", 3);
    other.leave();
    expect(other.last()).toBeNull();
    expect(other.open("bob")).toEqual(newProgress("bob", 3));
    expect(other.open("ann")).toEqual(judged);
    expect(progressShelf(kept, "s 2", 3).last()).toBeNull();
  });

  it("is set aside, not lost, where it cannot be read", () => {
    const kept = shelf();
    const of = progressShelf(kept, "s 1", 3);
    for (const text of ["{", '{"drafts":[1,2,3]}', '{"at":0,"drafts":[]}']) {
      of.keep(judged);
      kept.setItem("persona-atlas s 1 rater ann", text);
      expect(of.open("ann")).toEqual(newProgress("ann", 3));
      expect(kept.getItem("persona-atlas s 1 rater ann unread")).toBe(text);
    }
  });

  it("says so where the browser keeps nothing", () => {
    const refuse = () => {
      throw new Error("no room");
    };
    const of = progressShelf({ getItem: refuse, setItem: refuse, removeItem: refuse }, "s", 3);
    expect(of.keep(judged)).toBe(false);
    expect(of.last()).toBeNull();
    expect(of.open("ann").drafts).toHaveLength(3);
  });
});

describe("exports", () => {
  const reason = '=HYPERLINK("x") <script>alert(1)</script>, "so"\nand so';
  const progress: Progress = {
    rater: "Ann <b>",
    at: 3,
    drafts: [
      { preferred: "a", confidence: 1, reason, seconds: 3.1274 },
      { preferred: "b", confidence: null, reason: "  ", seconds: 2 },
      EMPTY_DRAFT,
    ],
  };
  const judgements = judgementsOf(STUDY, ITEMS, progress, ANSWERS);

  it("hold the items that are judged, with the order in which they were shown", () => {
    expect(judgements).toHaveLength(2);
    const [{ prompt, swapped, persona }] = ITEMS;
    expect(judgements[0]).toEqual({
      study: studyKey(STUDY),
      persona_id: persona,
      prompt_id: prompt,
      rater: "Ann <b>",
      rater_kind: "person",
      response_a: `${prompt}-${swapped ? 1 : 2}`,
      response_b: `${prompt}-${swapped ? 2 : 1}`,
      preferred: "a",
      order_swapped: swapped,
      confidence: 1,
      reason,
      seconds: 3.1,
    });
  });

  it("are read back as they were, from JSON and from CSV", () => {
    for (const text of [
      judgementsJson(STUDY, 1, progress.rater, judgements),
      judgementsCsv(judgements),
    ]) {
      const file = readJudgements(text, "f");
      expect(file.faults).toEqual([]);
      expect(file.otherColumns).toEqual([]);
      expect(file.judgements.map((placed) => placed.judgement)).toEqual(judgements);
    }
  });

  it("have names that every file system takes", () => {
    expect(exportName(STUDY, 2, "Ann/../é <b>", "csv")).toBe(`${studyKey(STUDY)}-2-ann-b.csv`);
    expect(exportName(STUDY, 2, "李", "json")).toBe(`${studyKey(STUDY)}-2-rater.json`);
  });
});

describe("keys", () => {
  const press = (key: string, changes: Partial<KeyPressed> = {}) =>
    keyAct({ key, shiftKey: false, isCommand: false, on: "page", ...changes });

  it("choose, go on and go back", () => {
    for (const key of ["1", "a", "A"])
      expect(press(key)).toEqual({ kind: "choose", preferred: "a" });
    expect(press("b")).toEqual(press("2"));
    expect(press("0")).toEqual(press("T"));
    expect(press("s")).toEqual({ kind: "sure", confidence: 3 });
    expect(press("Enter")).toEqual({ kind: "next" });
    expect(press("ArrowLeft")).toEqual({ kind: "back" });
    expect(press("constructor")).toBeNull();
  });

  it("leave the browser its own, and a text its letters", () => {
    expect(press("a", { isCommand: true })).toBeNull();
    expect(press("a", { on: "text" })).toBeNull();
    expect(press("Enter", { on: "text", shiftKey: true })).toBeNull();
    expect(press("Enter", { on: "text" })).toEqual({ kind: "next" });
    expect(press("Enter", { on: "control" })).toBeNull();
    expect(press("Enter", { on: "choice" })).toEqual({ kind: "next" });
  });
});

describe("the address", () => {
  const code = writeStudy(STUDY);

  it("names a study and a sitting", () => {
    expect(readAddress(`study=${code}&sitting=4`)).toEqual({
      study: STUDY,
      sitting: 4,
      problems: [],
    });
    expect(readAddress(`study=${code}`)).toMatchObject({ sitting: null, problems: [] });
    expect(readAddress("")).toEqual({ study: null, sitting: null, problems: [] });
  });

  it("is reported where it is not understood", () => {
    expect(readAddress(`study=${code.slice(1)}`).problems[0]).toContain("not understood");
    expect(readAddress(`study=${code}&sitting=5`).problems[0]).toContain("1 to 4");
    expect(readAddress(`study=${code}&sitting=x`).sitting).toBeNull();
    expect(readAddress("sitting=1").problems[0]).toContain("no study");
    expect(readAddress(`study=${code}&colour=red`).problems[0]).toContain("colour");
  });
});
