import { describe, expect, test } from "vitest";
import { attributeOf } from "../../src/schema/attributes.ts";
import { dollars, list } from "../../src/schema/persona-record.ts";
import { bigFiveText, LINE_KEYS, personaText } from "../../src/schema/persona-text.ts";
import { CASES } from "./persona-cases.ts";

// Read and found good by a person; a change of wording must be read again.
const PARAGRAPHS: Readonly<Record<keyof typeof CASES, string>> = {
  worker: [
    "This person is a 42-year-old White woman of German ancestry in Ohio who lives with a spouse and children under 18.",
    "Registered nurse at a hospital, employed by a nonprofit.",
    "Has a bachelor's degree and a personal income of $62,000 a year; is Protestant, politically moderate, and an independent.",
    "High in openness and very low in extraversion; rises before dawn and is in bed by nine; keeps every grocery list in a shoebox.",
    "In free time, restores old radios in the garage; values finishing what was promised, quiet, and paying debts on time.",
  ].join(" "),
  toddler: [
    "This person is a 2-year-old boy of two or more races and Mexican origin in Texas who lives in a household headed by a woman without a spouse.",
    "Spanish is spoken at home.",
    "Too young for school or work.",
    "Average in all five traits of the Big Five; wears bibs as everyday clothes; laughs hardest at the sound of paper tearing.",
    "Often tears up junk mail; cares about being held, fresh air, and a steady lap.",
  ].join(" "),
  teenager: [
    "This person is a 16-year-old Asian girl of Vietnamese ancestry in the District of Columbia who lives in a married couple's household.",
    "Born in Vietnam and not a citizen; an Asian or Pacific Island language is spoken at home; speaks English well.",
    "Of high school age, with no job so far.",
    "Is Buddhist.",
    "High in openness and very low in extraversion; rises before dawn and is in bed by nine; keeps every grocery list in a shoebox.",
    "In free time, restores old radios in the garage; values trying again, big plans, and kindness, also online.",
  ].join(" "),
  retiree: [
    "This person is an 81-year-old Black man in Georgia who is widowed and lives alone.",
    "Born in Alabama; has serious difficulty hearing and seeing; served on active duty in the past.",
    "Retired; last worked as a carpenter in construction.",
    "Has some college and a personal income of $23,400 a year; is Protestant, politically slightly liberal, and a strong Democrat.",
    "Low in openness and very high in conscientiousness; rises before dawn and is in bed by nine; keeps every grocery list in a shoebox.",
    "In free time, restores old radios in the garage; values finishing what was promised, quiet, and paying debts on time.",
  ].join(" "),
  groupQuarters: [
    "This person is a 33-year-old man of Hispanic origin in Utah who is divorced and lives in group quarters.",
    "Born in another part of Latin America and a naturalized citizen; speaks English very well; has no health insurance.",
    "Outside the labor force for at least five years.",
    "Has some high school and no personal income; is not religious, politically extremely conservative, and a supporter of a smaller party.",
    "Average in all five traits of the Big Five; rises before dawn and is in bed by nine; keeps every grocery list in a shoebox.",
    "In free time, restores old radios in the garage; values finishing what was promised, quiet, and paying debts on time.",
  ].join(" "),
  activeDuty: [
    "This person is an 18-year-old American Indian or Alaska Native woman of Native American ancestry in Hawaii who is married and shares a household with people who are not relatives.",
    "Born in Oklahoma.",
    "On active duty in the U.S. Navy, as a service member.",
    "Has a high school diploma and a personal income of $31,000 a year; is Christian, politically moderate, and an independent.",
    "High in openness, very low in extraversion, and low in neuroticism; rises before dawn and is in bed by nine; keeps every grocery list in a shoebox.",
    "In free time, restores old radios in the garage; values finishing what was promised, quiet, and paying debts on time.",
  ].join(" "),
  baby: [
    "This person is a White baby girl of Irish ancestry in Ohio, under a year old, who lives in a married couple's household.",
    "Has a disability.",
    "An infant; no school and no job.",
    "Average in all five traits of the Big Five; rises before dawn and is in bed by nine; keeps every grocery list in a shoebox.",
    "Often gums a cold washcloth with great attention; cares about being held, milk on time, and sleep, when it can be found.",
  ].join(" "),
  debtor: [
    "This person is a 57-year-old White woman of German ancestry in Ohio who is separated and lives with relatives, children under 18 among them.",
    "Looking for work, with no job in the past five years.",
    "Has a bachelor's degree and a yearly loss of $1,200; is Protestant, politically moderate, and an independent.",
    "High in openness and very low in extraversion; rises before dawn and is in bed by nine; keeps every grocery list in a shoebox.",
    "In free time, restores old radios in the garage; values finishing what was promised, quiet, and paying debts on time.",
  ].join(" "),
};

describe("paragraph", () => {
  test.each(Object.keys(CASES) as (keyof typeof CASES)[])("of a %s", (name) => {
    expect(personaText(CASES[name]).paragraph).toBe(PARAGRAPHS[name]);
  });

  test("has one full stop where a text brings its own", () => {
    const ending = { ...CASES.debtor, defining_quirks: "Keeps lists.", lifestyle: "Walks far. " };
    const { paragraph } = personaText(ending);
    expect(paragraph).toContain("; walks far; keeps lists. In free time");
    expect(personaText({ ...CASES.debtor, lifestyle: "." }).paragraph).not.toMatch(/;;|\.\.|; ;/);
  });

  test("says nothing of what does not apply", () => {
    for (const persona of Object.values(CASES)) {
      expect(personaText(persona).paragraph).not.toMatch(/not applicable|null|undefined|;;|\.\./i);
    }
  });
});

describe("lines", () => {
  test("are the paper's 33 keys, in its order", () => {
    const keys = personaText(CASES.worker)
      .lines.split("\n")
      .map((line) => line.split(": ")[0]);
    expect(keys).toHaveLength(33);
    expect(keys).toEqual(LINE_KEYS.map((key) => attributeOf(key).paperKey));
    expect(keys.slice(0, 5)).toEqual(["age", "sex", "race", "ancestry", "household language"]);
    expect(keys.slice(-3)).toEqual(["vision difficulty", "fertility", "hearing difficulty"]);
  });

  test("carry titles beside categories, and dollars", () => {
    const lines = personaText(CASES.worker).lines.split("\n");
    expect(lines).toContain(
      "industry category: Health care: General medical, surgical, and specialty hospitals",
    );
    expect(lines).toContain("occupation category: Health practitioners: Registered nurses");
    expect(lines).toContain("income: $62,000");
    expect(personaText(CASES.debtor).lines).toContain("income: -$1,200");
  });

  test("say what does not apply", () => {
    const lines = personaText(CASES.toddler).lines.split("\n");
    expect(lines).toContain("income: Not applicable");
    expect(lines).toContain("industry category: Not applicable");
    expect(personaText(CASES.debtor).lines).toContain(
      "industry category: Unemployed, no recent work\n",
    );
  });

  test("build the Big Five from the traits where the column is missing", () => {
    expect(personaText(CASES.baby).lines).toContain(
      `big five scores: ${bigFiveText(["Average", "Average", "Average", "Average", "Average"])}`,
    );
  });
});

test("bigFiveText", () => {
  expect(bigFiveText(["High", "Average", "Extremely low", "Low", "Extremely high"])).toBe(
    "Openness: High, Conscientiousness: Average, Extraversion: Extremely low, Agreeableness: Low, Neuroticism: Extremely high",
  );
});

test("dollars", () => {
  expect([0, 52000, -1200, 1234567].map(dollars)).toEqual([
    "$0",
    "$52,000",
    "-$1,200",
    "$1,234,567",
  ]);
});

test("list", () => {
  expect(list([])).toBe("");
  expect(list(["a", "b"])).toBe("a and b");
  expect(list(["a", "b", "c, too"])).toBe("a, b, and c, too");
  expect(list(["a, too", "b", "c"])).toBe("a, too, and b, and c");
});
