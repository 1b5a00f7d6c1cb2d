import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PERSON_TITLES } from "../../../src/testbed/census/person-title-exceptions.ts";
import { aPerson, personTitle } from "../../../src/testbed/census/person-titles.ts";
import { midSentence, readableTitle, withArticle } from "../../../src/testbed/census/titles.ts";
import { WORKPLACES } from "../../../src/testbed/census/workplace-exceptions.ts";
import { workplace } from "../../../src/testbed/census/workplaces.ts";

// Labels as printed in the 2023 PUMS dictionary; readings by hand.
describe("readableTitle", () => {
  test.each([
    ["MED-Registered Nurses", "Registered nurses"],
    ["MGR-Chief Executives And Legislators", "Chief executives and legislators"],
    ["CMM-Computer Occupations, All Other", "Other computer occupations"],
    [
      "MED-Miscellaneous Health Technologists and Technicians",
      "Other health technologists and technicians",
    ],
    ["EDU-Other Teachers and Instructors", "Other teachers and instructors"],
    ["TRN-Driver/Sales Workers And Truck Drivers", "Driver/sales workers and truck drivers"],
    ["TRN-Bus Drivers, School", "School bus drivers"],
    [
      "RPR-Helpers--Installation, Maintenance, And Repair Workers",
      "Helpers of installation, maintenance, and repair workers",
    ],
    ["MIL-Military, Rank Not Specified", "Military, rank not specified"],
    ["MFG-Beverage", "Beverage manufacturing"],
    ["MFG-Carpet And Rug Mills", "Carpet and rug mills"],
    ["MFG-Miscellaneous Manufacturing, N.E.C.", "Other manufacturing"],
    ["MFG-Ship And Boat Building", "Ship and boat building"],
    [
      "CON-Construction (The Cleaning Of Buildings And Dwellings Is Incidental During Construction And Immediately After Construction)",
      "Construction",
    ],
    ["MED-Nursing Care Facilities (Skilled Nursing Facilities)", "Nursing care facilities"],
    [
      "RET-Supermarkets And Other Grocery (Except Convenience) Retailers",
      "Supermarkets and other grocery retailers",
    ],
    [
      "FIN-Monetary Authorities-Central Bank, And Commerical Banking",
      "Central banks and commercial banking",
    ],
    ["MIL-U.S. Air Force", "U.S. Air Force"],
    ["MIL-U.S. Marines", "U.S. Marines"],
    ["SRV-Private Households", "Private households"],
    [
      "N/A (less than 16 years old/NILF who last worked more than 5 years ago or never worked)",
      "Not applicable",
    ],
    [
      "Unemployed, With No Work Experience In The Last 5 Years Or Earlier Or Never Worked",
      "Unemployed, no work in the last 5 years",
    ],
  ])("%s", (label, title) => {
    expect(readableTitle(label)).toBe(title);
  });
});

describe("personTitle", () => {
  test.each([
    ["Registered nurses", "registered nurse"],
    ["Elementary and middle school teachers", "elementary and middle school teacher"],
    [
      "First-line supervisors of retail sales workers",
      "first-line supervisor of retail sales workers",
    ],
    ["Cooks", "cook"],
    ["Actuaries", "actuary"],
    ["Clergy", "member of the clergy"],
    ["Accountants and auditors", "accountant or auditor"],
    ["Coaches and scouts", "coach or scout"],
    ["Other engineers", "engineer"],
    ["Architects, except landscape and naval", "architect"],
    ["Industrial engineers, including health and safety", "industrial engineer"],
    ["Waiters and waitresses", "restaurant server"],
    ["Plumbers, pipefitters, and steamfitters", "plumber, pipefitter, or steamfitter"],
    ["Helpers in the construction trades", "helper in the construction trades"],
    ["Tool and die makers", "tool and die maker"],
    [
      "Executive secretaries and executive administrative assistants",
      "executive secretary or assistant",
    ],
  ])("%s", (title, person) => {
    expect(personTitle(title)).toBe(person);
  });

  test("takes the article of its sound", () => {
    expect(aPerson("Actuaries")).toBe("an actuary");
    expect(aPerson("Ushers, lobby attendants, and ticket takers")).toMatch(/^an usher/);
    expect(aPerson("Utility meter readers")).toBe("a utility meter reader");
    expect(aPerson("Urban and regional planners")).toBe("an urban and regional planner");
    expect(aPerson("Roofers")).toBe("a roofer");
    expect(withArticle("used-car lot")).toBe("a used-car lot");
    expect(withArticle("U.S. Army unit")).toBe("a U.S. Army unit");
    expect(withArticle("upholsterer")).toBe("an upholsterer");
  });
});

describe("workplace", () => {
  test.each([
    ["General medical, surgical, and specialty hospitals", "at a hospital"],
    ["Offices of dentists", "at a dentist's office"],
    ["Hardware retailers", "at a hardware store"],
    ["Farm supplies merchant wholesalers", "at a farm supplies wholesaler"],
    ["Logging", "in logging"],
    ["U.S. Navy", "in the U.S. Navy"],
    ["Utilities, not specified", "at a utility"],
    ["Other transportation equipment manufacturing", "in transportation equipment manufacturing"],
  ])("%s", (title, place) => {
    expect(workplace(title)).toBe(place);
  });
});

test("midSentence keeps proper nouns", () => {
  expect(midSentence("Legal services")).toBe("legal services");
  expect(midSentence("U.S. Army")).toBe("U.S. Army");
});

const DICTIONARY = "../shared/data/pums-dictionary/pums-dict_acs1-2023.csv";

describe.skipIf(!existsSync(DICTIONARY))("every label of the 2023 dictionary", () => {
  const labels = (variable: string): string[] =>
    [...readFileSync(DICTIONARY, "latin1").matchAll(/^VAL,(\w+),[CN],\d+,\w+,\w+,(.*?)\r?$/gm)]
      .filter((row) => row[1] === variable)
      .map((row) => row[2].replace(/^"(.*)"$/, "$1"));
  const titles = existsSync(DICTIONARY)
    ? { INDP: labels("INDP").map(readableTitle), OCCP: labels("OCCP").map(readableTitle) }
    : { INDP: [], OCCP: [] };

  test("has a title of its own", () => {
    expect(titles.INDP.length).toBeGreaterThan(260);
    expect(titles.OCCP.length).toBeGreaterThan(520);
    for (const list of [titles.INDP, titles.OCCP]) {
      expect(new Set(list).size).toBe(list.length);
      for (const title of list) expect(title).toMatch(/^[A-Z][^()]*[a-z5]$/);
    }
  });

  test("no exception is left over", () => {
    for (const title of Object.keys(PERSON_TITLES)) expect(titles.OCCP).toContain(title);
    for (const title of Object.keys(WORKPLACES)) expect(titles.INDP).toContain(title);
  });

  test("no person is a plural", () => {
    for (const title of titles.OCCP.slice(1, -1)) {
      const head = personTitle(title).split(/ (?:of|in|for|who|outside) /)[0];
      expect(head, title).not.toMatch(/(ers|ors|ists|ians|ants|ives|occupation)(,| or |$)/);
    }
  });
});
