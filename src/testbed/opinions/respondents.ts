/** The respondents of three surveys by the factors on which opinions are fitted, with their answers. */
import { join } from "node:path";
import { regionOf } from "../../schema/places.ts";
import { ageBandOf } from "../survey/respondent.ts";
import { readSource, type SourceFile, type SourceRow } from "../survey/source-file.ts";
import { UserError } from "../user-error.ts";
import type { Item, SurveyName } from "./catalogue.ts";
import { FACTORS, incomeBand, REGIONS } from "./factors.ts";

export interface Respondents {
  readonly source: SurveyName;
  readonly n: number;
  readonly weight: Float64Array;
  /** Index of the factor's level by respondent, -1 where unknown. */
  readonly factors: Readonly<Record<string, Int8Array>>;
  /** 1 support, 0 not, -1 no answer, by item. */
  readonly answers: Readonly<Record<string, Int8Array>>;
}

type Coder = (row: SourceRow) => number;

/** A coder by a table of texts, each naming a level of the factor; other texts are unknown. */
function coder(column: string, factor: string, levels: Readonly<Record<string, string>>): Coder {
  const index = new Map(
    Object.entries(levels).map(([text, level]) => {
      const at = FACTORS[factor].levels.indexOf(level);
      if (at < 0) throw new RangeError(`${level} is no level of ${factor}`);
      return [text, at];
    }),
  );
  return (row) => index.get(row[column]) ?? -1;
}

const same = (levels: readonly string[]) => Object.fromEntries(levels.map((l) => [l, l]));
const inOrder = (texts: readonly string[], factor: string) =>
  Object.fromEntries(texts.map((text, i) => [text, FACTORS[factor].levels[i]]));
const age = (years: number) => (years >= 18 ? ageBandOf(years) : -1);

const CES_RELIGION = {
  Protestant: "Protestant",
  "Roman Catholic": "Catholic",
  Mormon: "Other Christian",
  "Eastern or Greek Orthodox": "Other Christian",
  Jewish: "Another religion",
  Muslim: "Another religion",
  Buddhist: "Another religion",
  Hindu: "Another religion",
  Atheist: "None",
  Agnostic: "None",
  "Nothing in particular": "None",
};
const CES_PARTY = inOrder(
  [
    "Strong Democrat",
    "Not very strong Democrat",
    "Lean Democrat",
    "Independent",
    "Lean Republican",
    "Not very strong Republican",
    "Strong Republican",
  ],
  "party",
);
const CES_RACE = {
  White: "White, not Hispanic",
  Black: "Black",
  Hispanic: "Hispanic",
  Asian: "Asian",
  "Native American": "Indigenous",
  Mixed: "Mixed or other",
  Other: "Mixed or other",
};
const cesRace = coder("race", "origin", CES_RACE);

const CES_2018: Readonly<Record<string, Coder>> = {
  age: (row) => age(2018 - Number(row.birthyr)),
  sex: coder("gender", "sex", same(["Male", "Female"])),
  origin: (row) => (row.hispanic === "Yes" && row.race !== "Black" ? 2 : cesRace(row)),
  degree: coder("educ", "degree", {
    "No HS": "Less than high school",
    "High school graduate": "High school",
    "Some college": "High school",
    "2-year": "Associate",
    "4-year": "Bachelor",
    "Post-grad": "Graduate",
  }),
  faith: coder("religpew", "faith", CES_RELIGION),
  party: coder("pid7", "party", CES_PARTY),
  ideology5: coder("ideo5", "ideology5", same(FACTORS.ideology5.levels.map((l) => l))),
  region: coder("region", "region", same(REGIONS)),
  income: (row) => {
    if (row.faminc_new === "Less than $10,000") return 0;
    const [from] = /^\$([\d,]+)/.exec(row.faminc_new)?.slice(1) ?? [];
    return from ? incomeBand(Number(from.replaceAll(",", ""))) : -1;
  },
};

const CES_2016: Readonly<Record<string, Coder>> = {
  age: (row) => age(Number(row.age)),
  sex: coder("female", "sex", { "0": "Male", "1": "Female" }),
  origin: coder("racef", "origin", CES_RACE),
  college: coder("collegeed", "college", inOrder(["0", "1"], "college")),
  party: coder("pid7na", "party", inOrder(["1", "2", "3", "4", "5", "6", "7"], "party")),
  ideology5: coder("ideo", "ideology5", inOrder(["1", "2", "3", "4", "5"], "ideology5")),
  region: (row) => REGIONS.indexOf(regionOf(row.state) as never),
  // Codes of 10,000 dollars up to 8; then 80-99, 100-119, 120-149, 150 and over.
  income: (row) => {
    const code = Number(row.famincr);
    if (!(code >= 1)) return -1;
    return code <= 3 ? 0 : code <= 6 ? 1 : code <= 9 ? 2 : 3;
  },
};

const GSS: Readonly<Record<string, Coder>> = {
  age: (row) => age(Number(row.age)),
  sex: coder("sex", "sex", inOrder(["male", "female"], "sex")),
  race: coder("race", "race", inOrder(["white", "black", "other"], "race")),
  degree: coder(
    "degree",
    "degree",
    inOrder(
      [
        "less than high school",
        "high school",
        "associate/junior college",
        "bachelor's",
        "graduate",
      ],
      "degree",
    ),
  ),
  faith: coder("relig", "faith", {
    protestant: "Protestant",
    catholic: "Catholic",
    none: "None",
    christian: "Other Christian",
    "orthodox-christian": "Other Christian",
    "inter-nondenominational": "Other Christian",
    jewish: "Another religion",
    buddhism: "Another religion",
    hinduism: "Another religion",
    "muslim/islam": "Another religion",
    "other eastern religions": "Another religion",
    "native american": "Another religion",
    other: "Another religion",
  }),
  party: coder(
    "partyid",
    "party",
    inOrder(
      [
        "strong democrat",
        "not very strong democrat",
        "independent, close to democrat",
        "independent (neither, no response)",
        "independent, close to republican",
        "not very strong republican",
        "strong republican",
      ],
      "party",
    ),
  ),
  ideology7: coder(
    "polviews",
    "ideology7",
    inOrder(
      [
        "extremely liberal",
        "liberal",
        "slightly liberal",
        "moderate, middle of the road",
        "slightly conservative",
        "conservative",
        "extremely conservative",
      ],
      "ideology7",
    ),
  ),
  region: coder("region", "region", inOrder(["northeast", "midwest", "south", "west"], "region")),
};

interface SurveyForm {
  readonly path: string;
  readonly weight: (row: SourceRow) => number;
  readonly keep: (row: SourceRow) => boolean;
  readonly factors: Readonly<Record<string, Coder>>;
  /** Texts that are no answer. */
  readonly missing: ReadonlySet<string>;
  readonly columns: readonly string[];
}

export const SURVEYS: Readonly<Record<SurveyName, SurveyForm>> = {
  "CES 2018": {
    path: "ces/ces_2018_sample_1000.csv",
    weight: (row) => Number(row.commonweight),
    keep: () => true,
    factors: CES_2018,
    missing: new Set(["", "Not sure"]),
    columns: [
      "commonweight",
      "birthyr",
      "gender",
      "educ",
      "race",
      "hispanic",
      "pid7",
      "ideo5",
      "religpew",
      "faminc_new",
      "region",
    ],
  },
  "CES 2016": {
    path: "ces/ces_2016_64600.csv",
    weight: () => 1,
    keep: () => true,
    factors: CES_2016,
    missing: new Set(["", "NA"]),
    columns: ["age", "female", "racef", "collegeed", "pid7na", "ideo", "state", "famincr"],
  },
  GSS: {
    path: "gss/gss_opinion_items_1998_2018.csv",
    weight: () => 1,
    keep: (row) => row.year === "2018",
    factors: GSS,
    missing: new Set(["", "NA", "iap", "don't know", "no answer"]),
    columns: ["year", "age", "sex", "race", "degree", "relig", "partyid", "polviews", "region"],
  },
};

/**
 * Reads a survey's respondents.
 * @param folder with ces/ and gss/. @throws UserError for a missing file or column, or an item that
 * nobody supports: its answers are then not those of the catalogue.
 */
export async function readRespondents(
  folder: string,
  source: SurveyName,
  items: readonly Item[],
): Promise<Respondents> {
  const form = SURVEYS[source];
  const own = items.filter((item) => item.source === source);
  const columns = [...form.columns, ...own.map(({ item }) => item)];
  const file: SourceFile = await readSource(join(folder, form.path), columns);
  const rows = file.rows.filter(form.keep);
  const answers = own.map(({ item, support }) => {
    const coded = Int8Array.from(rows, (row) => {
      if (form.missing.has(row[item])) return -1;
      return support.includes(row[item]) ? 1 : 0;
    });
    if (!coded.includes(1)) {
      throw new UserError(`${file.path}, ${item}: nobody answers "${support.join('" or "')}"`);
    }
    return [item, coded] as const;
  });
  return {
    source,
    n: rows.length,
    weight: Float64Array.from(rows, form.weight),
    factors: Object.fromEntries(
      Object.entries(form.factors).map(([factor, code]) => [factor, Int8Array.from(rows, code)]),
    ),
    answers: Object.fromEntries(answers),
  };
}
