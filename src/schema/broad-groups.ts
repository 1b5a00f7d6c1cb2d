/**
 * A few broad groups of attributes with many levels: what one prompt, judged by about eighty, can
 * tell apart. For reading only; the model and its fit know the declared levels.
 */
import { type Attribute, coarsen } from "./attribute.ts";
import { attributeOf } from "./attributes.ts";

const BROAD: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  age: {
    "Under 18": ["0–4", "5–9", "10–14", "15–17"],
    "18–34": ["18–19", "20–24", "25–29", "30–34"],
    "35–49": ["35–39", "40–44", "45–49"],
    "50–64": ["50–54", "55–59", "60–64"],
    "65+": ["65–69", "70–74", "75–79", "80–84", "85+"],
  },
  education: {
    "No diploma": [
      "No schooling",
      "Preschool or kindergarten",
      "Grades 1 to 5",
      "Grades 6 to 8",
      "Grades 9 to 12, no diploma",
    ],
    "High school": ["High school diploma", "GED or alternative credential"],
    "Some college": [
      "Some college, under one year",
      "Some college, no degree",
      "Associate's degree",
    ],
    "Bachelor's degree": ["Bachelor's degree"],
    "Advanced degree": ["Master's degree", "Professional degree", "Doctorate"],
  },
  race: {
    White: ["White"],
    "Black or African American": ["Black or African American"],
    Asian: ["Asian"],
    "Other or several": [
      "American Indian or Alaska Native",
      "Native Hawaiian or Pacific Islander",
      "Some other race",
      "Two or more races",
    ],
  },
  religion: {
    Protestant: ["Protestant"],
    Catholic: ["Catholic"],
    "Other Christian": ["Orthodox Christian", "Other Christian"],
    "Other religion": ["Jewish", "Muslim", "Buddhist", "Hindu", "Other religion"],
    "No religion": ["No religion"],
  },
  political_views: {
    Democrats: ["Strong Democrat", "Not very strong Democrat", "Independent, leans Democratic"],
    "Independents and others": ["Independent", "Other party"],
    Republicans: [
      "Independent, leans Republican",
      "Not very strong Republican",
      "Strong Republican",
    ],
  },
  ideology: {
    Liberal: ["Extremely liberal", "Liberal", "Slightly liberal"],
    Moderate: ["Moderate"],
    Conservative: ["Slightly conservative", "Conservative", "Extremely conservative"],
  },
  ...Object.fromEntries(
    ["income", "household_income"].map((key) => [
      key,
      {
        "Under $25,000": ["None or a loss", "Under $10,000", "$10,000–24,999"],
        "$25,000–74,999": ["$25,000–34,999", "$35,000–49,999", "$50,000–74,999"],
        "$75,000 or more": [
          "$75,000–99,999",
          "$100,000–149,999",
          "$150,000–199,999",
          "$200,000 or more",
        ],
      },
    ]),
  ),
  ...Object.fromEntries(
    ["openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism"].map((key) => [
      key,
      { Low: ["Extremely low", "Low"], Average: ["Average"], High: ["High", "Extremely high"] },
    ]),
  ),
};

/** The attribute with broad groups as its coarse ones, where they are declared; else as it is. */
export function broadly(attribute: Attribute): Attribute {
  const groups = BROAD[attribute.key];
  return groups ? { ...attribute, coarse: coarsen(attribute.levels, groups) } : attribute;
}

/** An attribute by its key, in broad groups. */
export function broadAttribute(key: string): Attribute {
  return broadly(attributeOf(key));
}
