/** Health, service, schooling, income, beliefs and temperament: clauses of the persona's paragraph, empty where there is nothing to say. */
import { NOT_APPLICABLE } from "./attribute.ts";
import { dollars, list, type PersonaRecord, TRAIT_KEYS } from "./persona-record.ts";

const ADULT = 18;

/** Difficulties, want of insurance, a birth, past service. */
export function limits(persona: PersonaRecord): string[] {
  const difficulties = [
    ...(persona.hearing_difficulty === "Yes" ? ["hearing"] : []),
    ...(persona.vision_difficulty === "Yes" ? ["seeing"] : []),
    ...(persona.cognitive_difficulty === "Yes" ? ["remembering or concentrating"] : []),
  ];
  const disabled = persona.disability === "With a disability" ? "has a disability" : "";
  return [
    difficulties.length > 0 ? `has serious difficulty ${list(difficulties)}` : disabled,
    persona.health_insurance === "Not insured" ? "has no health insurance" : "",
    persona.fertility === "Yes" ? "gave birth in the past year" : "",
    SERVICE[String(persona.veteran_status)] ?? "",
  ];
}

const SERVICE: Readonly<Record<string, string>> = {
  "On active duty in the past": "served on active duty in the past",
  "Training for Reserves or National Guard only": "trained for the Reserves or National Guard",
};

/** `has a bachelor's degree and a personal income of $52,000 a year` */
export function standing(persona: PersonaRecord): string[] {
  const age = Number(persona.age);
  const school = age < ADULT ? "" : (SCHOOLING[String(persona.education)] ?? "");
  const income = persona.income ?? null;
  const money = income === null ? "" : incomePhrase(Number(income), age);
  const has = [school, money].filter((part) => part !== "");
  return [has.length > 0 ? `has ${has.join(" and ")}` : ""];
}

function incomePhrase(income: number, age: number): string {
  if (income > 0) return `a personal income of ${dollars(income)} a year`;
  if (income < 0) return `a yearly loss of ${dollars(-income)}`;
  return age < ADULT ? "" : "no personal income";
}

const SCHOOLING: Readonly<Record<string, string>> = {
  "No schooling": "no schooling",
  "Preschool or kindergarten": "hardly any schooling",
  "Grades 1 to 5": "an elementary school education",
  "Grades 6 to 8": "a middle school education",
  "Grades 9 to 12, no diploma": "some high school",
  "High school diploma": "a high school diploma",
  "GED or alternative credential": "a GED or similar credential",
  "Some college, under one year": "some college",
  "Some college, no degree": "some college",
  "Associate's degree": "an associate's degree",
  "Bachelor's degree": "a bachelor's degree",
  "Master's degree": "a master's degree",
  "Professional degree": "a professional degree",
  Doctorate: "a doctorate",
};

/** `is Catholic, politically moderate, and an independent` */
export function beliefs(persona: PersonaRecord): string[] {
  const religion = String(persona.religion ?? NOT_APPLICABLE);
  const ideology = String(persona.ideology ?? NOT_APPLICABLE);
  const is = [
    ...(religion === NOT_APPLICABLE ? [] : [RELIGIONS[religion] ?? religion]),
    ...(ideology === NOT_APPLICABLE ? [] : [`politically ${ideology.toLowerCase()}`]),
    ...(PARTIES[String(persona.political_views)] ? [PARTIES[String(persona.political_views)]] : []),
  ];
  return [is.length > 0 ? `is ${list(is)}` : ""];
}

const RELIGIONS: Readonly<Record<string, string>> = {
  "Other Christian": "Christian",
  "Other religion": "of another faith",
  "No religion": "not religious",
};

const PARTIES: Readonly<Record<string, string>> = {
  "Strong Democrat": "a strong Democrat",
  "Not very strong Democrat": "a not very strong Democrat",
  "Independent, leans Democratic": "an independent who leans Democratic",
  Independent: "an independent",
  "Independent, leans Republican": "an independent who leans Republican",
  "Not very strong Republican": "a not very strong Republican",
  "Strong Republican": "a strong Republican",
  "Other party": "a supporter of a smaller party",
};

/** `very high in openness and low in neuroticism` */
export function temperament(persona: PersonaRecord): string {
  const traits = TRAIT_KEYS.flatMap((key) => {
    const level = String(persona[key] ?? "Average");
    return level === "Average"
      ? []
      : [`${level.toLowerCase().replace("extremely", "very")} in ${key}`];
  });
  return traits.length > 0 ? list(traits) : "average in all five traits of the Big Five";
}
