import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { NOT_APPLICABLE } from "../../../../src/schema/attribute.ts";
import { OCCUPATION } from "../../../../src/schema/levels.ts";
import { allowed, choicesFor } from "../../../../src/testbed/personas/written/chooser.ts";
import {
  CORPUS_FILES,
  type Corpora,
  loadCorpora,
} from "../../../../src/testbed/personas/written/corpora.ts";
import { type Entry, parseCorpus } from "../../../../src/testbed/personas/written/corpus.ts";
import {
  FACTS,
  HOUSEHOLDS,
  WORK,
  type Work,
} from "../../../../src/testbed/personas/written/vocabulary.ts";

const FOLDER = "data/personas";
const NAMES = Object.keys(CORPUS_FILES) as (keyof Corpora)[];
const CORPORA = loadCorpora(FOLDER);
const entries = (name: keyof Corpora): readonly Entry[] => {
  const path = join(FOLDER, CORPUS_FILES[name]);
  return parseCorpus(path, JSON.parse(readFileSync(path, "utf8")));
};
const youngest = ({ when }: Entry) => when?.age?.[0] ?? (when?.adult ? 18 : 0);

/** Every kind of work that an age allows. */
function worksAt(age: number): Work[] {
  if (age < 16) return [age < 5 ? "too young" : "student"];
  const idle: Work = age < 18 ? "student" : age < 62 ? "not working" : "retired";
  const works: Work[] = ["employed", "unemployed", idle];
  return age >= 17 && age < 65 ? [...works, "armed forces"] : works;
}

describe.each(NAMES)("%s", (name) => {
  const list = entries(name);

  test("is large enough, for adults and for children", () => {
    expect(list.length).toBeGreaterThanOrEqual(300);
    expect(list.filter((entry) => youngest(entry) >= 18).length).toBeGreaterThanOrEqual(150);
  });

  test("has entries enough for everyone, even with every difficulty", () => {
    const occupation = OCCUPATION.indexOf(NOT_APPLICABLE);
    const difficulties = FACTS.reduce(
      (mask, fact, i) => mask | (/disability|difficulty/.test(fact) ? 1 << i : 0),
      0,
    );
    const short: string[] = [];
    for (let age = 0; age <= 100; age++) {
      for (const work of worksAt(age)) {
        for (const [household, living] of HOUSEHOLDS.entries()) {
          const fitting = choicesFor(CORPORA[name], age, WORK.indexOf(work), household);
          const count = (facts: number) =>
            fitting.filter((choice) => allowed(choice, { facts, occupation })).length;
          if (count(0) < 25 || count(difficulties) < 12) short.push(`${age}, ${work}, ${living}`);
        }
      }
    }
    expect(short).toEqual([]);
  });

  test("is made of short phrases in the third person", () => {
    for (const { text } of list) {
      expect(text).toMatch(/^[a-z]/);
      expect(text.length, text).toBeLessThanOrEqual(80);
      expect(text.split(" ").length, text).toBeLessThanOrEqual(16);
      const told = text.replace(/"[^"]*"|thank-you/g, "x");
      expect(told).not.toMatch(/\s\s|[!?]$|\b(I|me|my|you|your|he|she|his|her|him)\b/);
      if (name !== "coreValues") expect(text).toMatch(VERB);
    }
  });

  test("names no faith, nation, party, drink or brand", () => {
    for (const { text } of list) expect(text).not.toMatch(BANNED);
  });

  test("asks of nobody what does not fit", () => {
    for (const entry of list) {
      const { text, when } = entry;
      if (/\bspouse|\bmarriage/.test(text)) expect(when?.needs, text).toContain("spouse at home");
      if (
        /\b(commute|coworkers?|payday|overtime|leaves for work|at work|after work)\b/.test(text)
      ) {
        expect(when?.work, text).toEqual(["employed"]);
      }
      if (/^(drives (?!a cardboard)|parks )/.test(text)) {
        expect(youngest(entry), text).toBeGreaterThanOrEqual(16);
        expect(when?.not, text).toContain("vision difficulty");
      }
      if (/\b(garage|driveway|porch|yard|basement|mows)\b/.test(text)) {
        expect(when?.household?.includes("group quarters") ?? !when?.home, text).toBe(false);
      }
    }
  });
});

/** A verb in the third person. */
const VERB = /^((never|rarely|always|still) )?([a-z-]+s|will|cannot)\b/;
const BANNED =
  /\b(church|mosque|temple|bible|prayer|prays?|says grace|christmas|easter|ramadan|beer|wine|whiskey|cocktails?|drunk|cigarettes?|guns?|votes?|democrat|republican|liberal|conservative|mexican|chinese|italian|irish|indian|black|white|husband|wife|mom|dad|mother|father|girls?|boys?|crazy|insane|spaz|lame)\b/i;

test("no phrase occurs twice", () => {
  const texts = NAMES.flatMap((name) => entries(name).map((entry) => entry.text));
  const seen = new Set<string>();
  expect(texts.filter((text) => seen.size === seen.add(text).size)).toEqual([]);
});

describe("parseCorpus says where it fails", () => {
  const good = { text: "keeps a list" };
  test.each([
    [[good, { text: "ends with a period." }], "x.json, entry 1, text: "],
    [[{ text: "has; two parts" }], "x.json, entry 0, text: "],
    [[{ ...good, when: { age: [9, 3] } }], "x.json, entry 0, when.age: the first age is above"],
    [[{ ...good, when: { work: ["idle"] } }], "x.json, entry 0, when.work.0: "],
    [
      [{ ...good, when: { traits: { openness: "medium" } } }],
      "x.json, entry 0, when.traits.openness: ",
    ],
    [[{ ...good, when: { not: ["blind"] } }], "x.json, entry 0, when.not.0: "],
    [[{ ...good, topics: ["nonsense"] }], "x.json, entry 0, topics.0: "],
    [[{ ...good, wait: 2 }], "x.json, entry 0: "],
    [[{ ...good, weight: 0 }], "x.json, entry 0, weight: "],
    [{}, "x.json: "],
    [[], "x.json: "],
  ])("%j", (content, message) => {
    expect(() => parseCorpus("x.json", content)).toThrow(message);
  });

  test("a missing file", () => {
    expect(() => loadCorpora("data/nowhere")).toThrow("quirks.json: cannot be read");
  });
});
