import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  datasetMark,
  itemsOf,
  readStudy,
  type Study,
  sittingsOf,
  studyKey,
  writeStudy,
} from "../../src/schema/study.ts";
import { drawStudy } from "../../src/schema/study-draw.ts";

const STUDY: Study = {
  seed: 2024,
  each: 3,
  perSitting: 2,
  dataset: "0cbdaf4a",
  personas: ["p00042", "p00007", "p01585", "p123456"],
  prompts: ["q0001", "q3867", "q12345"],
};

const studies: fc.Arbitrary<Study> = fc
  .record({
    seed: fc.integer({ min: 0, max: 4_294_967_295 }),
    each: fc.integer({ min: 1, max: 100 }),
    dataset: fc.integer({ min: 0, max: 0xffffffff }).map((n) => n.toString(16).padStart(8, "0")),
    personas: fc.uniqueArray(
      fc.oneof(
        fc.integer({ min: 0, max: 200_000 }).map((n) => `p${String(n).padStart(5, "0")}`),
        fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }),
      ),
      { minLength: 1, maxLength: 20 },
    ),
    prompts: fc.uniqueArray(
      fc.integer({ min: 0, max: 20_000 }).map((n) => `q${String(n).padStart(4, "0")}`),
      { minLength: 1, maxLength: 20 },
    ),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ share, ...study }) => ({
    ...study,
    perSitting: 1 + Math.floor(share * (study.personas.length - 1)),
  }));

describe("the code of a study", () => {
  it("is read back as it was, and needs no escape in an address", () => {
    fc.assert(
      fc.property(studies, (study) => {
        const code = writeStudy(study);
        expect(readStudy(code)).toEqual({ study, problem: null });
        expect(new URLSearchParams({ study: code }).toString()).toBe(`study=${code}`);
      }),
    );
  });

  it("is short: 20 personas and 10 prompts fit into 150 characters", () => {
    const personas = Array.from({ length: 20 }, (_, i) => `p0${1000 + 29 * i}`);
    const prompts = Array.from({ length: 10 }, (_, i) => `q${1000 + 250 * i}`);
    expect(writeStudy({ ...STUDY, personas, prompts }).length).toBeLessThan(160);
  });

  it("never throws, and says what is wrong", () => {
    const code = writeStudy(STUDY);
    const problem = (text: string) => readStudy(text).problem;
    expect(problem(code.slice(0, -3))).toContain("changed or lost");
    expect(problem(code.slice(0, 40))).toContain("cut off");
    expect(problem(code.replace("16-", "17-"))).toContain("changed or lost");
    expect(problem("")).toContain("cut off");
    expect(problem(`9${code.slice(1)}`)).toContain("version 9");
    expect(problem("<script>alert(1)</script>")).toContain("not understood");
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(readStudy(text).study).toBeNull();
      }),
    );
  });

  it("is refused where its numbers make no study, though its mark is right", () => {
    const wrong = (changes: Partial<Study>) =>
      readStudy(writeStudy({ ...STUDY, ...changes })).problem;
    expect(wrong({ perSitting: 5 })).toContain("1 to 4 of its personas");
    expect(wrong({ each: 0 })).toContain("raters");
    expect(wrong({ personas: ["p00001", "p00001"], perSitting: 1 })).toContain("twice");
  });

  it("names the study: another seed is another study", () => {
    expect(studyKey(STUDY)).toMatch(/^s[0-9a-f]{8}$/);
    expect(studyKey({ ...STUDY, seed: 2025 })).not.toBe(studyKey(STUDY));
  });

  it("marks datasets by their personas and prompts", () => {
    const file = (path: string, sha256: string) => ({ path, sha256 });
    const files = [file("personas.parquet", "a"), file("prompts.parquet", "b")];
    expect(datasetMark([...files, file("pairs.parquet", "c")])).toBe(datasetMark(files));
    expect(datasetMark([files[0], file("prompts.parquet", "c")])).not.toBe(datasetMark(files));
  });
});

describe("sittings", () => {
  it("give every persona its raters, or one more where it does not divide", () => {
    fc.assert(
      fc.property(studies, (study) => {
        const counts = new Map<string, number>();
        for (let sitting = 1; sitting <= sittingsOf(study); sitting++) {
          const personas = new Set(itemsOf(study, sitting).map(({ persona }) => persona));
          expect(personas.size).toBe(study.perSitting);
          for (const id of personas) counts.set(id, (counts.get(id) ?? 0) + 1);
        }
        for (const id of study.personas) {
          expect([study.each, study.each + 1]).toContain(counts.get(id));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("hold every prompt once for each persona, half of them in either order", () => {
    const prompts = Array.from({ length: 10 }, (_, i) => `q000${i}`);
    const items = itemsOf({ ...STUDY, prompts }, 2);
    expect(items).toHaveLength(20);
    for (const persona of ["p01585", "p123456"]) {
      const own = items.filter((item) => item.persona === persona);
      expect(own.map(({ prompt }) => prompt).sort()).toEqual(prompts);
      expect(own.filter(({ swapped }) => swapped)).toHaveLength(5);
    }
    expect(itemsOf({ ...STUDY, prompts }, 2)).toEqual(items);
    expect(itemsOf({ ...STUDY, prompts }, 4)).not.toEqual(items);
  });
});

describe("drawStudy", () => {
  const pool = {
    personas: Array.from({ length: 50 }, (_, i) => `p0000${i}`),
    prompts: Array.from({ length: 60 }, (_, i) => ({
      id: `q${i}`,
      topic: `t${i % 6}`,
      issue: `i${i % 20}`,
    })),
    dataset: "00000000",
  };
  const plan = { seed: 3, personas: 5, items: 6, each: 2, perSitting: 1 };

  it("takes each topic in turn, and repeats itself", () => {
    const study = drawStudy(plan, pool);
    const topics = study.prompts.map((id) => Number(id.slice(1)) % 6);
    expect(new Set(topics).size).toBe(6);
    expect(new Set(study.personas).size).toBe(5);
    expect(drawStudy(plan, pool)).toEqual(study);
    expect(drawStudy({ ...plan, seed: 4 }, pool)).not.toEqual(study);
  });

  it("says where there are too few", () => {
    expect(() => drawStudy({ ...plan, personas: 51 }, pool)).toThrow("there are 50");
    expect(() => drawStudy({ ...plan, items: 61 }, pool)).toThrow("60 prompts");
  });
});
