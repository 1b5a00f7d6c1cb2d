/** `atlas study`: the links of a study, and how wide its intervals will be. */
import { type Command, InvalidArgumentError } from "commander";
import { type Study, sittingsOf, studyKey, writeStudy } from "../schema/study.ts";
import { kappaWidth } from "../stats/kappa-power.ts";
import { writeFileAtomically } from "../testbed/datasets/atomic.ts";
import {
  makeStudy,
  type PowerCell,
  powerTable,
  studyLinks,
} from "../testbed/judgements/make-study.ts";
import { DEFAULT_DATASET } from "./dataset-options.ts";
import { integerBetween, seed } from "./numbers.ts";
import { UserError } from "./user-error.ts";

interface StudyFlags {
  readonly dataset: string;
  readonly personas: number;
  readonly items: number;
  readonly raters: number;
  readonly perRater: number;
  readonly children?: boolean;
  readonly seed: number;
  readonly base: string;
  readonly kappa: number;
  readonly share: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** Rows and columns of the power table, besides the study's own. */
const UNITS = [10, 20, 40, 80, 160, 320];
const RATERS = [2, 3, 4, 6];

export default function study(program: Command): void {
  program
    .command("study")
    .description("make the links of a study in which people answer as personas")
    .option("--dataset <dir>", "dataset that the site shows", DEFAULT_DATASET)
    .option("--personas <count>", "personas, drawn by chance", integerBetween(1, 500), 20)
    .option("--items <count>", "prompts, the same for every persona", integerBetween(1, 500), 10)
    .option("--raters <count>", "people who answer for each persona", integerBetween(1, 100), 4)
    .option("--per-rater <count>", "personas of one rater", integerBetween(1, 500), 1)
    .option("--children", "personas under 18 too")
    .option("--seed <number>", "the same seed draws the same study", seed, 2024)
    .option("--base <url>", "address of the site", "http://localhost:3000/")
    .option("--kappa <value>", "agreement to expect, for the power table", fraction, 0.6)
    .option("--share <value>", "share of choices of the first position", fraction, 0.5)
    .option("--out <file>", "write the study, its links and the power table as JSON")
    .option("--json", "print the same as JSON")
    .action(async (flags: StudyFlags) => {
      checkBase(flags.base);
      const { raters, perRater, children = false, ...plan } = flags;
      if (perRater > plan.personas) {
        throw new UserError(
          `--per-rater ${perRater} is more than the ${plan.personas} personas of --personas`,
        );
      }
      const made = await makeStudy({ ...plan, each: raters, perSitting: perRater, children });
      const links = studyLinks(made, flags.base);
      const all = plan.personas * plan.items;
      const units = ascending([...UNITS, plan.items, all].filter((n) => n > 1));
      const columns = ascending([...RATERS, raters].filter((n) => n > 1));
      const power = powerTable(units, columns, flags);
      const text = JSON.stringify(
        { key: studyKey(made), code: writeStudy(made), ...made, links, kappa: flags.kappa, power },
        null,
        2,
      );
      if (flags.out) await writeFileAtomically(flags.out, `${text}\n`);
      console.log(flags.json ? text : asText(made, links, power, flags));
    });
}

const ascending = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

function fraction(text: string): number {
  const value = /^0?\.\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError("Expected a number above 0 and below 1.");
}

/** @throws UserError for a base that no link can be made of. */
function checkBase(base: string): void {
  if (/^https?:\/\//.test(base) && URL.canParse(base)) return;
  throw new UserError(`--base: expected an address such as https://example.org/, found "${base}"`);
}

function asText(
  made: Study,
  links: readonly string[],
  power: readonly PowerCell[],
  flags: StudyFlags,
): string {
  const { personas, prompts, each, perSitting } = made;
  const extra = sittingsOf(made) * perSitting - personas.length * each;
  const cell = kappaWidth(prompts.length, { ...flags, raters: 2 });
  return [
    `study ${studyKey(made)}: ${personas.length} personas, ${prompts.length} prompts, ${each} raters each; ${links.length} links, one per rater, ${perSitting * prompts.length} pairs to judge`,
    ...(extra > 0 ? [`${extra} personas have one rater more, as links go round`] : []),
    "",
    ...links,
    "",
    `Expected width of the 95 % interval of kappa, if it is ${flags.kappa}: by formula (by simulation)`,
    ...powerLines(power),
    "Units are pairs of a persona and a prompt; raters answer for the same persona.",
    `All ${personas.length * prompts.length} units of this study: see their row. One cell of the persona by persona matrix rests on ${prompts.length}: width ${cell.toFixed(2)}, on a scale of 2.`,
  ].join("\n");
}

function powerLines(power: readonly PowerCell[]): string[] {
  const units = ascending(power.map((cell) => cell.units));
  const raters = ascending(power.map((cell) => cell.raters));
  const rows = [
    ["units", ...raters.map((count) => `${count} raters`)],
    ...units.map((n) => [
      String(n),
      ...power
        .filter((cell) => cell.units === n)
        .map(({ expected, width }) => `${expected.toFixed(2)} (${width.toFixed(2)})`),
    ]),
  ];
  return rows.map((cells) => cells.map((cell, at) => cell.padStart(at ? 12 : 6)).join(" "));
}
