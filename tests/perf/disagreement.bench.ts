/** Measures of disagreement on the default dataset: what they say and what they cost. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { attributeOf } from "../../src/schema/attributes.ts";
import type { CodedFeedback, Response } from "../../src/schema/feedback-tables.ts";
import { AXIS_KEYS } from "../../src/schema/value-axes.ts";
import { adjustTests } from "../../src/stats/benjamini-hochberg.ts";
import { clusterBootstrap } from "../../src/stats/cluster-bootstrap.ts";
import { coverage } from "../../src/stats/coverage.ts";
import { auditFeature } from "../../src/stats/feature-audit.ts";
import { groupGaps } from "../../src/stats/group-gap.ts";
import { groupReliability, permutationTest } from "../../src/stats/group-reliability.ts";
import { krippendorffAlpha } from "../../src/stats/krippendorff-alpha.ts";
import { outvoted } from "../../src/stats/outvoted.ts";
import { countPrompts } from "../../src/stats/prompt-shares.ts";
import { seeded } from "../../src/stats/random.ts";
import { countRatings } from "../../src/stats/rating-counts.ts";
import { regrets } from "../../src/stats/regret.ts";
import { retest } from "../../src/stats/retest.ts";
import { readFeedback } from "../../src/testbed/datasets/read-feedback.ts";
import { readPersonas } from "../../src/testbed/datasets/read-personas.ts";
import { readPrompts, readResponses } from "../../src/testbed/datasets/read-prompts.ts";
import { type Issue, loadTopics } from "../../src/testbed/prompts/issue.ts";
import { medianTime, type Row } from "./benchmark.ts";

export const name = "disagreement: the default dataset by topic and party";

const DATASET = "build/datasets/default";

export async function run(): Promise<Row[]> {
  if (!existsSync(join(DATASET, "feedback.parquet"))) {
    throw new Error(`${DATASET} has no feedback; npx atlas generate makes it`);
  }
  const choices = await load();
  return [...findings(choices), ...(await times(choices))];
}

type Loaded = Awaited<ReturnType<typeof load>>;

async function load() {
  const feedback = await readFeedback(DATASET);
  const again = await readFeedback(DATASET, "retest");
  const { n: personas, codes } = await readPersonas(join(DATASET, "personas.parquet"), {
    texts: false,
  });
  const prompts = await readPrompts(DATASET);
  const parties = attributeOf("political_views").levels;
  const topics = loadTopics("data/prompts/issues");
  const placed = topics.flatMap(({ issues }, t) => {
    const axis = mainAxis(issues);
    return issues.map((issue) => [issue.id, { t, pole: Math.sign(issue.stance[axis] ?? 0) }]);
  }) as [string, { t: number; pole: number }][];
  const places = new Map(placed);
  return {
    feedback,
    again,
    personas,
    prompts: prompts.length,
    responses: await readResponses(DATASET),
    promptIds: prompts.map(({ prompt_id }) => prompt_id),
    parties,
    // Minors have no party.
    party: Int16Array.from(codes.political_views, (code, i) => (codes.is_adult[i] ? code : -1)),
    topics: topics.length,
    topic: Int16Array.from(prompts, ({ issue }) => places.get(issue)?.t ?? -1),
    pole: Int8Array.from(prompts, ({ issue }) => places.get(issue)?.pole ?? 0),
  };
}

/** The axis on which a topic's issues differ most. */
function mainAxis(issues: readonly Issue[]): keyof Issue["stance"] {
  const size = (axis: string) =>
    issues.reduce((sum, { stance }) => sum + Math.abs(stance[axis as never] ?? 0), 0);
  return AXIS_KEYS.reduce((best, axis) => (size(axis) > size(best) ? axis : best)) as never;
}

const gapsOf = ({ feedback, party, parties, topic, topics, pole }: Loaded) =>
  groupGaps({ ...feedback, pole, topic, topics, group: party, groups: parties.length });

const countsOf = (
  { feedback, prompts, party, parties }: Loaded,
  labels: ArrayLike<number> = party,
) =>
  countPrompts(feedback.persona, feedback.prompt, feedback.choice, prompts, labels, parties.length);

const alphaOf = ({ feedback, prompts }: Loaded) =>
  krippendorffAlpha(countRatings(feedback.prompt, feedback.choice, prompts, 3), "nominal");

const coverageOf = ({ feedback, personas, prompts }: Loaded) =>
  coverage(feedback.persona, feedback.prompt, personas, prompts, seeded(1));

/** Words of the answer of position 0 less those of position 1, by choice. */
function lengthDifference({ feedback, promptIds, responses }: Loaded): Float64Array {
  const words = new Map<string, [number, number]>();
  for (const { prompt_id, mode, position, words: length } of responses as readonly Response[]) {
    if (mode !== "position" || position === null) continue;
    const pair = words.get(prompt_id) ?? [Number.NaN, Number.NaN];
    pair[position] = length;
    words.set(prompt_id, pair);
  }
  const byPrompt = promptIds.map((id) => {
    const [zero, one] = words.get(id) ?? [Number.NaN, Number.NaN];
    return zero - one;
  });
  return Float64Array.from(feedback.prompt, (what) => byPrompt[what]);
}

const audit = ({ persona, prompt, choice, split }: CodedFeedback, feature: ArrayLike<number>) =>
  auditFeature(feature, choice, split, persona, prompt);

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** What the measures say, so that the pages and documents can be held to it. */
function findings(loaded: Loaded): Row[] {
  const { feedback, again, parties, party, prompts } = loaded;
  const { cells, skipped } = gapsOf(loaded);
  const { adjusted, tests } = adjustTests(cells.map(({ p }) => p));
  const counts = countsOf(loaded);
  const { irr, xrr, gai } = groupReliability(counts);
  const { p } = permutationTest(party, (labels) => countsOf(loaded, labels), seeded(1));
  const regret = regrets(
    feedback.persona,
    feedback.prompt,
    feedback.choice,
    feedback.utility,
    prompts,
    party,
    parties.length,
  );
  const asked = retest(feedback, again);
  const { judgements, shared } = coverageOf(loaded);
  const byLength = audit(feedback, lengthDifference(loaded));
  const byPosition = audit(
    feedback,
    Float64Array.from(feedback.swapped, (swapped) => 1 - 2 * swapped),
  );
  const alpha = alphaOf(loaded);
  const rows: Row[] = [
    { what: "Krippendorff's nominal alpha", value: alpha.value, unit: "alpha" },
    {
      what: "gaps by topic and party found at a false discovery rate of .05",
      value: adjusted.filter((of) => of <= 0.05).length,
      unit: "cells",
      note: `of ${tests} tested; ${skipped.toLocaleString("en-US")} choices skipped`,
    },
    {
      what: "largest gap",
      value: 100 * Math.max(...cells.map(({ gap }) => Math.abs(gap)).filter(Number.isFinite)),
      unit: "points",
    },
    {
      what: "the same when asked again",
      value: 100 * asked.share.mean,
      unit: "%",
      note: `${percent(asked.share.low)} to ${percent(asked.share.high)}, n ${asked.share.n}, kappa ${asked.kappa.value.toFixed(3)}`,
    },
    {
      what: "judgements of a prompt",
      value: judgements.mean,
      unit: "mean",
      note: `${judgements.least} to ${judgements.most}, median ${judgements.median}, sd ${judgements.sd.toFixed(2)}`,
    },
    {
      what: "prompts that two personas share",
      value: shared.mean,
      unit: "mean",
      note: `${shared.least} to ${shared.most}, median ${shared.median}, sd ${shared.sd.toFixed(2)}`,
    },
    ...[
      ["longer or shorter answer", byLength] as const,
      ["answer shown first or second", byPosition] as const,
    ].map(
      ([what, { mean, low, high, n }]): Row => ({
        what: `${what} taken as preferred is right`,
        value: 100 * mean,
        unit: "%",
        note: `${percent(low)} to ${percent(high)}, n ${n.toLocaleString("en-US")}`,
      }),
    ),
  ];
  parties.forEach((label, g) => {
    const { share, byChance, prompts: compared } = outvoted(counts, g);
    if (!(counts.n.reduce((sum, n, at) => sum + (at % parties.length === g ? n : 0), 0) > 0))
      return;
    rows.push({
      what: `outvoted: ${label}`,
      value: 100 * share,
      unit: "% of prompts",
      note: `${percent(byChance)} by chance, ${compared} prompts; GAI ${gai[g].toFixed(2)} (${irr[g].toFixed(3)} / ${xrr[g].toFixed(3)}), p ${p[g].toFixed(3)}; regret ${regret[g].majority.toFixed(3)}, by its own majority ${regret[g].ownGroup.toFixed(3)}`,
    });
  });
  return rows;
}

async function times(loaded: Loaded): Promise<Row[]> {
  const { feedback, again, personas, parties, party, topic, topics, pole } = loaded;
  const value = Float64Array.from(feedback.choice, (choice, row) => {
    const isPole = (choice === 0) === pole[feedback.prompt[row]] > 0;
    return choice === 2 ? 0.5 : isPole ? 1 : 0;
  });
  const group = Int32Array.from(feedback.persona, (who, row) => {
    const t = topic[feedback.prompt[row]];
    const isLeftOut = party[who] < 0 || t < 0 || pole[feedback.prompt[row]] === 0;
    return isLeftOut ? -1 : t * parties.length + party[who];
  });
  const table = {
    value,
    cluster: feedback.persona,
    group,
    clusters: personas,
    groups: topics * parties.length,
  };
  const length = lengthDifference(loaded);
  const counts = countsOf(loaded);
  const works: readonly (readonly [string, () => unknown, string?])[] = [
    ["one pass over the choices: shares by prompt and party", () => countsOf(loaded)],
    ["Krippendorff's nominal alpha, counted and computed", () => alphaOf(loaded), "aim: 50 ms"],
    [
      "1,000 cluster-bootstrap replicates of topic by party",
      () => clusterBootstrap(table, seeded(3)),
      "aim: 2 s",
    ],
    ["gaps of topic by party, two-way clustered", () => gapsOf(loaded)],
    ["outvoted, every party", () => parties.map((_, g) => outvoted(counts, g))],
    ["reliability within and across parties", () => groupReliability(counts)],
    [
      "200 permutations of party",
      () => permutationTest(party, (labels) => countsOf(loaded, labels), seeded(4)),
    ],
    ["audit of length", () => audit(feedback, length)],
    ["retest agreement", () => retest(feedback, again)],
    ["coverage, every pair of personas", () => coverageOf(loaded)],
  ];
  const rows: Row[] = [];
  for (const [what, work, note] of works) {
    const baseline = rows.length === 0;
    rows.push({
      what,
      value: await medianTime(work, 5),
      unit: "ms",
      group: "times",
      baseline,
      note,
    });
  }
  return rows;
}
