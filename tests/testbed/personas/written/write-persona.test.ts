import { expect, test } from "vitest";
import { seeded } from "../../../../src/stats/random.ts";
import { type Corpora, loadCorpora } from "../../../../src/testbed/personas/written/corpora.ts";
import {
  type Written,
  writePersona,
} from "../../../../src/testbed/personas/written/write-persona.ts";
import { anyone, NURSE } from "./people.ts";

const CORPORA = loadCorpora("data/personas");
const SOURCES: readonly (readonly [keyof Written, keyof Corpora, number])[] = [
  ["lifestyle", "lifestyle", 2],
  ["personal_time", "personalTime", 2],
  ["defining_quirks", "quirks", 3],
  ["mannerisms", "mannerisms", 2],
  ["core_values", "coreValues", 3],
];

const BY_TEXT = new Map(
  SOURCES.flatMap(([, corpus]) => CORPORA[corpus].choices.map((choice) => [choice.text, choice])),
);

/** The compiled entries behind a persona's text, by attribute. */
function entriesOf(written: Written) {
  return SOURCES.map(([key, , count]) => {
    const phrases = written[key].split("; ");
    expect(phrases).toHaveLength(count);
    return phrases.map((phrase, i) => {
      const text = i === 0 ? phrase.charAt(0).toLowerCase() + phrase.slice(1) : phrase;
      const choice = BY_TEXT.get(text);
      if (!choice) throw new Error(`"${text}" is no entry`);
      return choice;
    });
  });
}

test("the same stream writes the same text", () => {
  const write = () => writePersona(CORPORA, NURSE, seeded(7, 3));
  expect(write()).toEqual(write());
  expect(writePersona(CORPORA, NURSE, seeded(8, 3))).not.toEqual(write());
});

test("no two of 1,586 like persons share their text", () => {
  const random = seeded(2024);
  const texts = Array.from({ length: 1586 }, () => {
    const { detailed_job_description: _, ...free } = writePersona(CORPORA, NURSE, random);
    return Object.values(free).join("\n");
  });
  expect(new Set(texts).size).toBe(1586);
});

test("nobody's text repeats a subject, or shows both sides of a trait", () => {
  const random = seeded(11);
  let repeated = 0;
  for (let i = 0; i < 2000; i++) {
    const chosen = entriesOf(writePersona(CORPORA, anyone(random), random)).flat();
    expect(new Set(chosen).size).toBe(12);
    let topics = 0;
    let wants = 0;
    for (const choice of chosen) {
      // With many difficulties at once a subject can run out: rare, and never where any is left.
      if (topics & choice.topics || wants & choice.opposes) repeated++;
      topics |= choice.topics;
      wants |= choice.wants;
    }
  }
  expect(repeated).toBeLessThan(2000 * 12 * 0.002);
});

test("everyone's text fits age, home and difficulties", () => {
  const random = seeded(12);
  for (let i = 0; i < 2000; i++) {
    const person = anyone(random);
    const chosen = entriesOf(writePersona(CORPORA, person, random)).flat();
    for (const choice of chosen) {
      expect(person.age).toBeGreaterThanOrEqual(choice.from);
      expect(person.age).toBeLessThanOrEqual(choice.to);
    }
    const text = chosen.map((choice) => choice.text).join("; ");
    if (person.household_type === 6 || person.household_type === 7) {
      expect(text).not.toMatch(/spouse|children at home|the household|housemates|shares a house/);
    }
    if (person.household_type === 10) expect(text).not.toMatch(/garage|porch|backyard|driveway/);
    if (person.age < 16) expect(text).not.toMatch(/commute|overtime|paycheck|license plates/);
    if (person.vision_difficulty === 0) expect(text).not.toMatch(/watches birds|crossword|drives /);
    if (person.hearing_difficulty === 0)
      expect(text).not.toMatch(/radio on|playlists|harmonica|call-in/);
  }
});

test("traits tip the scales: outgoing text goes with high extraversion", () => {
  const outgoing = (extraversion: number) => {
    const random = seeded(13);
    let high = 0;
    let low = 0;
    for (let i = 0; i < 400; i++) {
      const written = writePersona(CORPORA, { ...NURSE, extraversion }, random);
      for (const choice of entriesOf(written).flat()) {
        high += (choice.wants >>> 4) & 1;
        low += (choice.wants >>> 5) & 1;
      }
    }
    return high / (high + low);
  };
  expect(outgoing(4)).toBeGreaterThan(0.95);
  expect(outgoing(0)).toBeLessThan(0.05);
  expect(outgoing(2)).toBeGreaterThan(0.3);
  expect(outgoing(2)).toBeLessThan(0.7);
});
