/** The data dictionary: every column of a dataset, every field of its manifest, its model and rules. */
import { type Attribute, NOT_APPLICABLE } from "../../schema/attribute.ts";
import { ATTRIBUTES } from "../../schema/attributes.ts";
import { BENCH_RESULTS, type BenchRun } from "../../schema/bench.ts";
import { type Manifest, SIMULATED } from "../../schema/manifest.ts";
import { TABLES, type TableMeaning } from "../../schema/table-columns.ts";
import { PERSONA_COLUMNS, SCHEMA_VERSION } from "../../schema/tables.ts";
import type { NetworkTable } from "../census/network-summary.ts";
import { howMade } from "../personas/how-made.ts";
import { RULES } from "../personas/rules.ts";

/** Lists longer than this are folded. */
const SHOWN_LEVELS = 12;

const TYPES: Readonly<Record<Attribute["kind"], string>> = {
  nominal: "string",
  ordinal: "string",
  number: "int32",
  boolean: "boolean",
  title: "string",
  text: "string",
};

const MANIFEST_FIELDS: Readonly<Record<keyof Manifest, string>> = {
  name: "Name of the dataset.",
  schemaVersion: `Version of the tables' layout; ${SCHEMA_VERSION} here.`,
  provenance: "What the data is, in one sentence; a second one where a language model wrote texts.",
  licence: "Licence of the dataset (SPDX).",
  seed: "Seed of all randomness. Same seed, code and inputs: same bytes.",
  from: "`model`: drawn from the committed tables. `pums`: rows of census microdata.",
  codeVersion: "Version of the package, and a hash of the code that makes datasets.",
  calibration:
    "`method`: how the personas were chosen (`combinatorial-optimisation`, `systematic`, `none`). `pool`: candidates that broke no rule. `controlled`: attributes whose margins were aimed at.",
  counts:
    "`personas` in the file, and `candidates` drawn; `prompts`, `responses`, `feedback`, `retest`, `pairs`, `judgements`: rows.",
  rules: "Per rule of consistency: `rule`, its `sentence`, and how many candidates it `rejected`.",
  enrichment:
    "How a language model wrote texts of personas, if one did: the `writer` and the `checker` with what was sent to each, `templates`, `seed`, of how many `personas`, how many were `kept`, `rejected` and `failed`, `failures` by reason, and `shareRejected` with its Wilson interval.",
  prompts:
    "How the prompts were made: `topics`, `issues`, `framings`, `candidates`, what each of the `filters` dropped, `train`, `heldout`, `unseenIssues`, and the `closest` pairs that were kept.",
  respondents:
    "Who judged: the `quota` of prompts per persona, `attributeShare` and `retest` as they came out, the variances of the utility, and which issues a survey item decides (`fittedIssues`). Of a language model (`kind`: `lm`): its name, what `failed` and why, and how far its choices stay the same when the answers change places.",
  pairs:
    "How personalised pairs were made, where there are any: `author`, `seed`, `perPersona` prompts, and how many `generic` and `personalised` answers were written; of a language model what failed, and what the judging one preferred.",
  judgements:
    "Where imported judgements come from, if there are any: `provenance`, `studies`, how many `people` and `models`, and the `files` that were merged.",
  inputs: "sha256 of every input below data, by path.",
  attributes: "Per attribute: `source` (census, survey, written) and `method`, a sentence.",
  files: "Per file: `path`, `rows`, `bytes`, `sha256`.",
};

const RUN_FIELDS: Readonly<Record<keyof BenchRun, string>> = {
  name: "Name of the run: its folder's.",
  schemaVersion: "Version of the layout; 1 here.",
  provenance: "The dataset's sentence, and that reference models are no language models.",
  dataset:
    "`name`, `seed` and `codeVersion` of the dataset, sha256 of its `personas` and `prompts`, and what its `truth` is derived from.",
  codeVersion: "Version of the package, and a hash of the code.",
  seed: "Seed of the design, and of the slips of reference models.",
  task: "Task of the benchmark.",
  models: "Per model: `name`, `kind`, `description`, and the `parameters` that were sent.",
  modes: "What models were told of the persona.",
  judge: "Who judged: `kind`, and the `model` where there is one.",
  templates: "Version of each template used, by its name.",
  design:
    "`personas`, `prompts`, prompts `perPersona`, `attempts` at a question; of drift the turns after which the profile is shown again (`anchorEvery`).",
  counts: "`rows`, how many were `judged` and `failed`, and `failures` by reason.",
  summaries:
    "Per model, where it made summaries: how many, and how many of them name each attribute.",
  cost: "`calls`, `tokensIn`, `tokensOut`, and `dollars`; null where a price is missing.",
  ledger: "File of the calls beside the run's folder; null where none was made.",
  results: "`path`, `bytes` and `sha256` of the table.",
};

const FIXED_COLUMNS: Readonly<Record<string, readonly [type: string, meaning: string]>> = {
  persona_id: ["string", "`p` and the persona's number, with at least five digits."],
  weight: [
    "double",
    "Residents of the United States that the persona stands for. Equal, unless raked.",
  ],
};

function levelLines({ levels, kind }: Attribute): string[] {
  if (levels.length === 0) return [];
  const what = kind === "number" ? "bins" : kind === "ordinal" ? "levels, in order" : "levels";
  const list = levels.join("; ");
  const title = `${levels.length} ${what}`;
  if (levels.length <= SHOWN_LEVELS) return [`- ${title}: ${list}`];
  return ["", `<details><summary>${title}</summary>`, "", list, "", "</details>"];
}

function columnLines(attribute: Attribute, method: string): string[] {
  const { key, label, paperKey, kind, unit, universe, variables, levels } = attribute;
  const isNull = kind === "number" && levels.includes(NOT_APPLICABLE);
  const unitText = unit ? `, in ${unit}` : "";
  return [
    `### ${key}`,
    "",
    `- ${label}. ${paperKey ? `Key in the paper: "${paperKey}"` : "Not in the paper"}.`,
    `- ${kind}${unitText}; ${TYPES[kind]}${isNull ? ", null where not applicable" : ""}`,
    `- Universe: ${universe}`,
    `- Source: ${attribute.source}${variables.length ? `; ${variables.join(", ")}` : ""}`,
    `- Made: ${method}.`,
    ...levelLines(attribute),
    "",
  ];
}

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const whole = (count: number) => count.toLocaleString("en-US");

function networkLines(network: readonly NetworkTable[]): string[] {
  const sum = (of: "rows" | "cells") => network.reduce((total, table) => total + table[of], 0);
  return [
    "## The population model",
    "",
    "The variables of data/census in the order in which they are drawn, and what each is drawn given, the most telling first. `~` marks coarse levels. Rows are distributions, cells their counts above zero. The last five tables are details within a level.",
    "",
    row(["variable", "given", "levels", "rows", "cells"]),
    row(["---", "---", "---:", "---:", "---:"]),
    ...network.map(({ key, parents, levels, rows, cells }) =>
      row([key, parents.join(", ") || "nothing", String(levels), whole(rows), whole(cells)]),
    ),
    row(["all", "", "", whole(sum("rows")), whole(sum("cells"))]),
    "",
  ];
}

function tableLines({ table, row: what, key, columns, madeBy }: TableMeaning): string[] {
  return [
    `## ${table}.parquet`,
    "",
    [
      `A row is ${what}. Key: ${key.map((name) => `\`${name}\``).join(", ")}.`,
      madeBy ? ` Only in datasets that \`${madeBy}\` was run on.` : "",
    ].join(""),
    "",
    row(["column", "type", "meaning"]),
    row(["---", "---", "---"]),
    ...columns.map(({ name, type, meaning, isOptional }) =>
      row([`\`${name}\``, type, isOptional ? `${meaning} Else null.` : meaning]),
    ),
    "",
  ];
}

function fieldLines(file: string, fields: Readonly<Record<string, string>>): string[] {
  return [
    `## ${file}`,
    "",
    row(["field", "meaning"]),
    row(["---", "---"]),
    ...Object.entries(fields).map(([field, meaning]) => row([`\`${field}\``, meaning])),
  ];
}

/** docs/data-dictionary.md, from the schema, the rules and the tables of data/census. */
export function dataDictionary(network: readonly NetworkTable[]): string {
  const made = howMade();
  const groups = [...new Set(ATTRIBUTES.map(({ group }) => group))];
  const lines = [
    "# Data dictionary",
    "",
    "Made by `npx atlas dictionary` from src/schema, the rules and the tables of data/census; a test compares. Do not edit by hand.",
    "",
    `> ${SIMULATED}`,
    "",
    `\`personas.parquet\` has ${PERSONA_COLUMNS.length} columns, one row per persona. "${NOT_APPLICABLE}" stands exactly where the universe of a question leaves the person out; in numbers it is null. There are no other nulls. The tables of prompts, responses, values and feedback [follow below](#promptsparquet). Levels are stored as text, in the wording below.`,
    "",
    "## Overview",
    "",
    row(["column", "name", "group", "kind", "levels", "source"]),
    row(["---", "---", "---", "---", "---", "---"]),
    ...Object.entries(FIXED_COLUMNS).map(([key, [type]]) => row([key, "", "", type, "", ""])),
    ...ATTRIBUTES.map(({ key, label, group, kind, levels, source }) =>
      row([`[${key}](#${key})`, label, group, kind, String(levels.length || ""), source]),
    ),
    "",
    "## Identity",
    "",
    ...Object.entries(FIXED_COLUMNS).flatMap(([key, [type, meaning]]) => [
      `### ${key}`,
      "",
      `- ${type}`,
      `- ${meaning}`,
      "",
    ]),
    ...groups.flatMap((group) => [
      `## ${group}`,
      "",
      ...ATTRIBUTES.filter((attribute) => attribute.group === group).flatMap((attribute) =>
        columnLines(attribute, made[attribute.key].method),
      ),
    ]),
    ...networkLines(network),
    "## Rules",
    "",
    `No persona breaks one of these ${RULES.length} rules.`,
    "",
    row(["rule", "what holds"]),
    row(["---", "---"]),
    ...RULES.map(({ name, sentence }) => row([name, sentence])),
    "",
    ...TABLES.flatMap(tableLines),
    "# Runs of the benchmark",
    "",
    "A run is a folder of its own, with these two files; see [the method](method/bench.md).",
    "",
    ...tableLines(BENCH_RESULTS),
    ...fieldLines("run.json", RUN_FIELDS),
    "",
    "# Manifest of a dataset",
    "",
    ...fieldLines("manifest.json", MANIFEST_FIELDS),
  ];
  return `${lines.join("\n")}\n`;
}
