/** Who a persona is, with whom it lives and where it comes from: clauses of its paragraph. */
import { list, type PersonaRecord } from "./persona-record.ts";

const ADULT = 18;

/** `a 42-year-old White woman of German ancestry in Ohio` */
export function who(persona: PersonaRecord): string {
  const age = Number(persona.age);
  const female = persona.sex === "Female";
  const noun = age < ADULT ? (female ? "girl" : "boy") : female ? "woman" : "man";
  const race = RACES[String(persona.race)] ?? "";
  const described = age === 0 ? `${race}baby ${noun}` : `${age}-year-old ${race}${noun}`;
  const article = /^(8|11\b|18\b|A|O)/.test(described) ? "an" : "a";
  const roots = [
    ...(persona.race === "Two or more races" ? ["two or more races"] : []),
    ...hispanicOrigin(String(persona.hispanic_origin)),
    ...ancestry(String(persona.ancestry), String(persona.hispanic_origin)),
  ];
  const of = roots.length > 0 ? ` of ${list(roots)}` : "";
  const state = persona.state ? ` in ${withThe(String(persona.state))}` : "";
  return `${article} ${described}${of}${state}${age === 0 ? ", under a year old," : ""}`;
}

const RACES: Readonly<Record<string, string>> = {
  White: "White ",
  "Black or African American": "Black ",
  "American Indian or Alaska Native": "American Indian or Alaska Native ",
  Asian: "Asian ",
  "Native Hawaiian or Pacific Islander": "Native Hawaiian or Pacific Islander ",
};

function hispanicOrigin(origin: string): string[] {
  if (origin === "Not Hispanic" || origin === "undefined") return [];
  return [`${origin === "Other Hispanic" ? "Hispanic" : origin.replace(/^Other /, "")} origin`];
}

/** Not where nothing clear was answered, nor where it repeats the Hispanic origin. */
function ancestry(name: string, hispanic: string): string[] {
  if (/^(undefined|null|Not reported|Mixed or unclear|Other |White$)/.test(name)) return [];
  return name === hispanic ? [] : [`${name} ancestry`];
}

/** Names of places that take an article. */
function withThe(place: string): string {
  const article =
    /^(District of Columbia|Dominican Republic|Marshall Islands|Netherlands|Philippines|United Kingdom)$/;
  if (place.startsWith("Elsewhere in ")) return place.replace("Elsewhere in", "another part of");
  if (place === "Congo (either)") return "Congo";
  return article.test(place) ? `the ${place}` : place;
}

/** `is divorced and lives alone` */
export function home(persona: PersonaRecord): string {
  const type = String(persona.household_type);
  const married = persona.marital_status === "Married";
  const couple = type.startsWith("Married couple");
  const lives = Number(persona.age) < ADULT ? childHome(type) : adultHome(type, married);
  if (Number(persona.age) < ADULT || (married && couple)) return lives;
  return `${MARITAL[String(persona.marital_status)] ?? "lives"} and ${lives}`.replace(
    /^lives and /,
    "",
  );
}

const MARITAL: Readonly<Record<string, string>> = {
  Married: "is married",
  Widowed: "is widowed",
  Divorced: "is divorced",
  Separated: "is separated",
  "Never married": "has never married",
};

function adultHome(type: string, married: boolean): string {
  const children = type.includes("with children") ? " and children under 18" : "";
  if (type.startsWith("Married couple")) {
    if (married) return `lives with a spouse${children}`;
    return `lives in a married couple's household${children.replace(" and", " with")}`;
  }
  if (children) return "lives with relatives, children under 18 among them";
  if (type.endsWith("with relatives")) return "lives with relatives";
  return anyHome(type);
}

function childHome(type: string): string {
  if (type.startsWith("Married couple")) return "lives in a married couple's household";
  if (type.includes("no spouse")) {
    const head = type.startsWith("Male") ? "man" : "woman";
    return `lives in a household headed by a ${head} without a spouse`;
  }
  return anyHome(type);
}

function anyHome(type: string): string {
  if (type.endsWith("living alone")) return "lives alone";
  if (type.endsWith("nonrelatives only"))
    return "shares a household with people who are not relatives";
  return "lives in group quarters";
}

/** Birth elsewhere, citizenship where it is not by birth, languages. */
export function origin(persona: PersonaRecord): string[] {
  const born = String(persona.place_of_birth ?? persona.state);
  const citizen = CITIZENSHIP[String(persona.citizenship)] ?? "";
  const birth = born === persona.state ? "" : `born in ${withThe(born)}${citizen}`;
  const language = LANGUAGES[String(persona.household_language)] ?? "";
  const english = ENGLISH[String(persona.ability_to_speak_english)] ?? "";
  return [birth, language, english];
}

const CITIZENSHIP: Readonly<Record<string, string>> = {
  "Born abroad of American parents": " to American parents",
  "Naturalized citizen": " and a naturalized citizen",
  "Not a citizen": " and not a citizen",
};

const LANGUAGES: Readonly<Record<string, string>> = {
  Spanish: "Spanish is spoken at home",
  "Other Indo-European language": "an Indo-European language is spoken at home",
  "Asian or Pacific Island language": "an Asian or Pacific Island language is spoken at home",
  "Other language": "a language other than English is spoken at home",
};

const ENGLISH: Readonly<Record<string, string>> = {
  "Very well": "speaks English very well",
  Well: "speaks English well",
  "Not well": "does not speak English well",
  "Not at all": "speaks no English",
};
