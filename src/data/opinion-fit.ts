/** Simulated support of survey items by group against the surveys; of a dataset with choices. */
import { join } from "node:path";
import type {
  ComparisonFit,
  Estimate,
  HeldBackGroup,
  OpinionCell,
  OpinionFit,
  OpinionItem,
} from "../components/method/opinion-fit.ts";
import { VALUE_AXES } from "../schema/value-axes.ts";
import { seeded } from "../stats/random.ts";
import { wilson } from "../stats/wilson.ts";
import { readFeedback } from "../testbed/datasets/read-feedback.ts";
import { readPersonas } from "../testbed/datasets/read-personas.ts";
import { readPrompts } from "../testbed/datasets/read-prompts.ts";
import { readItems } from "../testbed/opinions/catalogue.ts";
import { clusteredSupport } from "../testbed/opinions/clustered-support.ts";
import { readShares } from "../testbed/opinions/read-shares.ts";
import { FIT_COLUMNS } from "../testbed/opinions/tabulate.ts";
import {
  COMPARISONS,
  type GapCell,
  type SurveyCell,
  simulatedSupport,
  supportFit,
} from "../testbed/opinions/validation.ts";
import { supportIntervals } from "../testbed/opinions/validation-intervals.ts";
import { loadTopics } from "../testbed/prompts/issue.ts";
import { numberIn, readFigures } from "../testbed/survey/source-file.ts";
import { DATASET, readManifest } from "./dataset.ts";

const FOLDER = "data/survey/opinions";
const YEARS = { "CES 2018": 2018, "CES 2016": 2016, GSS: 2018 } as const;
const LABELS: Readonly<Record<string, string>> = {
  all: "All groups",
  party: "Party",
  age: "Age",
  sex: "Sex",
  race: "Race and origin",
  education: "Education",
};
const BOOTSTRAP_SEED = 1;
const BY_PARTY = ["Democrat", "Republican"];

const [catalogue, shares, fits, manifest, prompts, personas, feedback] = await Promise.all([
  readItems(join(FOLDER, "items.csv")),
  readShares(FOLDER),
  readFigures(join(FOLDER, "fits.csv"), FIT_COLUMNS),
  readManifest(),
  readPrompts(DATASET),
  readPersonas(join(DATASET, "personas.parquet"), { texts: false }),
  readFeedback(DATASET),
]);
const issues = loadTopics("data/prompts/issues").flatMap((topic) => topic.issues);
const promptIssue = prompts.map(({ issue }) => issue);
const gapCells = simulatedSupport(shares, issues, promptIssue, personas, feedback);

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const isHeldBack = (item: string) => shares.some((cell) => cell.item === item && cell.isHeldBack);
/** People asked of any sex: every respondent has one. */
const asked = (item: string) =>
  sum(shares.filter((cell) => cell.item === item && cell.factor === "sex").map(({ n }) => n));

const axisAt = (key: string | null) => VALUE_AXES.findIndex((axis) => axis.key === key);
const items: OpinionItem[] = catalogue
  .map(({ item, meaning, source, axis }) => {
    const at = fits.rows.findIndex((row) => row.item === item);
    const figure = (column: string) => (at < 0 ? null : numberIn(fits, at, column));
    return {
      item,
      meaning,
      source: source === "GSS" ? "GSS" : "CES",
      year: YEARS[source],
      axis: VALUE_AXES[axisAt(axis)]?.label ?? null,
      n: figure("n") ?? asked(item),
      isHeldBack: isHeldBack(item),
      isMirrored: gapCells.some((cell) => cell.item === item),
      pseudoR2: figure("pseudo_r2"),
      loss: figure("cv_log_loss"),
      nullLoss: figure("null_log_loss"),
    };
  })
  .sort((a, b) => (b.pseudoR2 ?? -1) - (a.pseudoR2 ?? -1));
const place = new Map(items.map(({ item }, i) => [item, i]));

const rounded = (value: number) => Math.round(value * 1e6) / 1e6;
const estimate = (value: number, { low, high }: { low: number; high: number }): Estimate => [
  rounded(value),
  rounded(low),
  rounded(high),
];

function comparisonFit(cells: readonly GapCell[], stream: number): ComparisonFit {
  const fit = supportFit(cells);
  const intervals = supportIntervals(cells, seeded(BOOTSTRAP_SEED, stream));
  const of = (figure: keyof typeof intervals) => estimate(fit[figure], intervals[figure]);
  return {
    items: fit.items,
    cells: fit.cells,
    difference: of("difference"),
    chance: rounded(fit.chance),
    rank: of("rank"),
    gapDifference: of("gapDifference"),
    gapRank: of("gapRank"),
    gapSlope: of("gapSlope"),
  };
}

const comparisonOf = (factor: string) =>
  Object.keys(COMPARISONS).find((by) => COMPARISONS[by].includes(factor)) ?? "";
const comparisons = ["all", ...Object.keys(COMPARISONS)].map((by, at) => {
  const own = gapCells.filter(({ factor }) => by === "all" || comparisonOf(factor) === by);
  const part = (held: boolean) => own.filter((cell) => cell.isHeldBack === held);
  return {
    by,
    label: LABELS[by],
    fitted: comparisonFit(part(false), 2 * at),
    heldBack: comparisonFit(part(true), 2 * at + 1),
  };
});

function heldBackGroup(cell: SurveyCell): HeldBackGroup {
  const { level, support, n } = cell;
  const simulated = clusteredSupport(cell, issues, promptIssue, personas, feedback);
  return {
    level,
    survey: estimate(support, wilson(support * n, n)),
    n,
    simulated: estimate(simulated.mean, {
      low: Math.max(0, simulated.low),
      high: Math.min(1, simulated.high),
    }),
    choices: simulated.n,
    personas: simulated.clusters[0],
    prompts: simulated.clusters[1],
  };
}

const apart = ([a, b]: readonly HeldBackGroup[]) => Math.abs(a.survey[0] - b.survey[0]);
const heldBack = items
  .filter((item) => item.isHeldBack)
  .map(({ item }) => ({
    item: place.get(item) ?? 0,
    groups: BY_PARTY.flatMap((level) =>
      shares
        .filter((cell) => cell.item === item && cell.factor === "party" && cell.level === level)
        .map(heldBackGroup),
    ),
  }))
  .sort((a, b) => apart(b.groups) - apart(a.groups));

export const opinions: OpinionFit = {
  items,
  cells: gapCells.map(
    (cell): OpinionCell => ({
      item: place.get(cell.item) ?? 0,
      by: comparisonOf(cell.factor),
      level: cell.level,
      survey: cell.support,
      n: cell.n,
      simulated: rounded(cell.simulated),
      choices: cell.choices,
      surveyGap: rounded(cell.surveyGap),
      simulatedGap: rounded(cell.simulatedGap),
    }),
  ),
  comparisons,
  heldBack,
  issues: new Set(promptIssue).size,
  fittedIssues:
    manifest.respondents?.kind === "random-utility" ? manifest.respondents.fittedIssues.length : 0,
};
