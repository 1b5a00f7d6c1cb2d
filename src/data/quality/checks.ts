/** The audit as a list of checks: what was found, what was expected, and whether it holds. */
import type {
  AskedAgain,
  AuditedFeature,
  Check,
  CoverageFound,
} from "../../components/quality/audit.ts";
import { clusteredMean } from "../../stats/clustered-mean.ts";
import type { Coverage } from "../../stats/coverage.ts";
import { criticalValue } from "../../stats/normal.ts";
import { type Interval, wilson } from "../../stats/wilson.ts";
import { NEAR_DUPLICATE } from "../../testbed/prompts/filters.ts";
import type { Audited } from "./audited.ts";
import type { Leaks } from "./leaks.ts";
import { answerLengths } from "./lengths.ts";

/** How far from one half a share of choices may be, one point; how much longer a side, in words. */
const TOLERANCE = 0.01;
const WORDS = 1;

/** Two checks ask for an interval around the expected value: both hold 49 times in 50 by chance. */
const CONFIDENCE = 0.99;

export interface Findings {
  readonly features: readonly AuditedFeature[];
  readonly again: AskedAgain;
  readonly coverage: CoverageFound;
  readonly measure: Coverage;
  readonly leaks: Leaks;
}

type Found = Omit<Check, "group">;

export function checksOf(dataset: Audited, findings: Findings): Check[] {
  const grouped = (group: Check["group"], found: readonly Found[]) =>
    found.map((check) => ({ ...check, group }));
  return [
    ...grouped("guess", findings.features.map(featureCheck)),
    ...grouped("length", [lengthCheck(dataset)]),
    ...grouped("again", againChecks(findings.again, dataset.again.n)),
    ...grouped("coverage", coverageChecks(dataset, findings)),
    ...grouped("leak", [...leakChecks(dataset, findings.leaks), ...placeChecks(dataset)]),
  ];
}

/**
 * How often an issue's first position is preferred is a property of the few hundred issues there
 * are: only a share that is not half for such issues in general would be a leak.
 */
const OF_ISSUES = "position";

function featureCheck({ key, label, accuracy, low, high, n }: AuditedFeature): Found {
  if (key === OF_ISSUES) {
    return {
      ...{ key, claim: label, found: accuracy, unit: "share", of: n, things: "test choices" },
      expected: "50 % within the 95 % interval over issues",
      passed: low <= 0.5 && high >= 0.5,
    };
  }
  return {
    key,
    claim: label,
    found: accuracy,
    unit: "share",
    of: n,
    things: "test choices",
    expected: WITHIN,
    ...evenness(accuracy, { low, high }),
  };
}

function lengthCheck(dataset: Audited): Found {
  const { mean } = answerLengths(dataset).difference;
  return {
    key: "length_difference",
    claim: "The two positions are argued at the same length",
    found: mean,
    unit: "words",
    of: dataset.prompts.length,
    things: "prompts",
    expected: `within ${WORDS} word of 0`,
    passed: Math.abs(mean) <= WORDS,
  };
}

function againChecks({ rows: [all], skipped }: AskedAgain, asked: number): Found[] {
  const asBefore = count("asked_before", "Each choice asked again was asked before", skipped, {
    of: asked,
    things: "choices asked again",
  });
  if (all.expected === null) return [asBefore];
  const half = (all.high - all.low) / 2;
  const wider = criticalValue(CONFIDENCE) / criticalValue(0.95);
  return [
    {
      key: "retest",
      claim: "Answers stay the same as often as their probabilities say",
      found: all.agreement,
      unit: "share",
      of: all.n,
      things: "choices asked again",
      expected: `${(all.expected * 100).toFixed(1)} % within the 99 % interval`,
      passed: Math.abs(all.agreement - all.expected) <= half * wider,
    },
    asBefore,
  ];
}

function coverageChecks(dataset: Audited, { coverage, measure }: Findings): Found[] {
  const { prompts, feedback, personas } = dataset;
  const counts = (pool: string) =>
    coverage.judges.filter((row) => row.pool === pool).map(({ judges }) => judges);
  const spreads = ["train", "heldout"].map((pool) => range(counts(pool)));
  const byTopic = [coverage.topics.map((t) => t.train), coverage.topics.map((t) => t.heldout)];
  const bySplit = coverage.splits.map(({ least, most }) => most - least);
  const atMostOne = { unit: "difference", most: 1, expected: "at most 1" } as const;
  return [
    count("unjudged", "Every prompt is judged", measure.unjudged, {
      of: prompts.length,
      things: "prompts",
    }),
    count("judges", "Prompts of a pool differ by one judge at most", Math.max(...spreads), {
      of: prompts.length,
      things: "prompts",
      ...atMostOne,
    }),
    count("quota", "Every persona has as many choices in a split", Math.max(...bySplit), {
      of: personas,
      things: "personas",
      unit: "difference",
    }),
    count("repeats", "No persona judges a prompt twice", measure.repeats, {
      of: feedback.n,
      things: "choices",
    }),
    count(
      "topics",
      "Topics of a pool differ by one prompt at most",
      Math.max(...byTopic.map(range)),
      {
        of: coverage.topics.length,
        things: "topics",
        ...atMostOne,
      },
    ),
  ];
}

function leakChecks({ prompts, feedback }: Audited, leaks: Leaks): Found[] {
  const choices = { of: feedback.n, things: "choices" };
  const all = { of: prompts.length, things: "prompts" };
  return [
    count("both_pools", "No prompt is in both pools", leaks.promptsInBoth, all),
    {
      key: "near_duplicates",
      claim: "No two prompts across the pools are near-duplicates",
      found: leaks.mostSimilarAcross,
      unit: "similarity",
      ...all,
      expected: `under ${NEAR_DUPLICATE}`,
      passed: leaks.nearDuplicatesAcross === 0,
    },
    count("answers", "No answer is in both pools", leaks.answersInBoth, {
      of: 2 * prompts.length,
      things: "answers",
    }),
    count("heldout", "No held-out prompt is judged in train", leaks.heldoutInTrain, choices),
    count("train", "No train prompt is judged as held out", leaks.trainInHeldout, choices),
    count("unseen", "No unseen issue has a train prompt", leaks.unseenWithTrain, {
      of: leaks.unseenIssues,
      things: "unseen issues",
    }),
    count("splits", "No persona meets a prompt in two splits", leaks.pairsInTwoSplits, {
      of: leaks.pairs,
      things: "pairs of persona and prompt",
    }),
    count("order", "Each prompt is shown equally often in both orders", leaks.unevenOrder, all),
  ];
}

/** Whether a name or a place gives away what stands behind it. */
function placeChecks({ answers, feedback }: Audited): Found[] {
  const { persona, prompt, choice, swapped } = feedback;
  const preferred = Float64Array.from(choice, (position, row) => {
    if (position === 2) return Number.NaN;
    return (position === 0) === (swapped[row] === 0) ? 1 : 0;
  });
  const first = clusteredMean(preferred, [persona, prompt]);
  const inOrder = answers.filter(([one, two]) => one.response_id < two.response_id).length;
  const ids = wilson(inOrder, answers.length, CONFIDENCE);
  return [
    {
      key: "a",
      claim: "“a” is preferred as often as “b”",
      found: first.mean,
      unit: "share",
      of: first.n,
      things: "choices",
      expected: WITHIN,
      ...evenness(first.mean, first),
    },
    {
      key: "ids",
      claim: "Response ids do not tell the position",
      found: inOrder / answers.length,
      unit: "share",
      of: answers.length,
      things: "prompts",
      expected: "50 % within the 99 % interval",
      passed: ids.low <= 0.5 && ids.high >= 0.5,
    },
  ];
}

const WITHIN = "49 % to 51 %";

/** A share outside of the band is a fault only where its interval is outside too. */
function evenness(share: number, { low, high }: Interval): Pick<Check, "passed" | "isOpen"> {
  const passed = Math.abs(share - 0.5) <= TOLERANCE;
  const isReached = low <= 0.5 + TOLERANCE && high >= 0.5 - TOLERANCE;
  return { passed, isOpen: !passed && isReached };
}

interface CountOptions {
  readonly of: number;
  readonly things: string;
  readonly unit?: "count" | "difference";
  readonly most?: number;
  readonly expected?: string;
}

function count(
  key: string,
  claim: string,
  found: number,
  { of, things, unit = "count", most = 0, expected = "0" }: CountOptions,
): Found {
  return { key, claim, found, unit, of, things, expected, passed: found <= most };
}

function range(counts: readonly number[]): number {
  return Math.max(...counts) - Math.min(...counts);
}
