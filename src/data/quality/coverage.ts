/** Who judged what: how evenly, and how much two personas have in common. */
import type { CountSpread, CoverageFound } from "../../components/quality/audit.ts";
import { type CodedFeedback, POOLS, SPLITS } from "../../schema/feedback-tables.ts";
import { type Coverage, coverage } from "../../stats/coverage.ts";
import { quantile } from "../../stats/quantile.ts";
import { seeded } from "../../stats/random.ts";
import type { Audited } from "./audited.ts";

/** @returns what the page shows, and the measure that it comes from. */
export function coverageFound(dataset: Audited): { found: CoverageFound; measure: Coverage } {
  const { feedback, personas, prompts, topics } = dataset;
  const { persona, prompt } = feedback;
  const measure = coverage(persona, prompt, personas, prompts.length, seeded(1));
  const judged = new Uint32Array(prompts.length);
  for (const row of prompt) judged[row]++;
  const found: CoverageFound = {
    judges: POOLS.flatMap((pool) =>
      tally(judged.filter((_, row) => prompts[row].pool === pool)).map(([judges, count]) => ({
        pool,
        judges,
        prompts: count,
      })),
    ),
    judgesSpread: spreadOf(measure.judgements),
    shared: measure.isSample
      ? null
      : tally(sharedByPair(feedback, personas, prompts.length)).map(([both, pairs]) => ({
          prompts: both,
          pairs,
        })),
    sharedSpread: spreadOf(measure.shared),
    pairs: measure.pairs,
    splits: choicesBySplit(feedback, personas),
    topics: topics.map(({ key, label }) => {
      const of = (pool: string) =>
        prompts.filter((prompt) => prompt.topic === key && prompt.pool === pool).length;
      return { key, label, train: of("train"), heldout: of("heldout") };
    }),
  };
  return { found, measure };
}

/** Choices per persona in each split, over all personas. */
function choicesBySplit({ persona, split }: CodedFeedback, personas: number) {
  return SPLITS.map((name, at) => {
    const counts = new Uint32Array(personas);
    split.forEach((of, row) => {
      if (of === at) counts[persona[row]]++;
    });
    const sorted = counts.slice().sort();
    return {
      split: name,
      choices: counts.reduce((sum, count) => sum + count, 0),
      least: sorted[0],
      median: quantile(sorted, 0.5),
      most: sorted[sorted.length - 1],
    };
  });
}

/** Prompts in common by pair of personas that judged at all; O(Σ over prompts of judges²). */
function sharedByPair({ persona, prompt }: CodedFeedback, personas: number, prompts: number) {
  const judges = Array.from({ length: prompts }, () => new Set<number>());
  prompt.forEach((row, at) => {
    judges[row].add(persona[at]);
  });
  const active = [...new Set(persona)].sort((a, b) => a - b);
  const place = new Uint32Array(personas);
  active.forEach((who, at) => {
    place[who] = at;
  });
  const shared = new Uint16Array((active.length * (active.length - 1)) / 2);
  for (const set of judges) {
    const who = [...set].map((row) => place[row]).sort((a, b) => a - b);
    // Row b of the triangle begins at b (b - 1) / 2.
    who.forEach((b, at) => {
      for (let i = 0; i < at; i++) shared[(b * (b - 1)) / 2 + who[i]]++;
    });
  }
  return shared;
}

/** How often each number occurs, ascending. */
function tally(numbers: Uint16Array | Uint32Array): [number, number][] {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b);
}

function spreadOf({ least, median, most }: CountSpread): CountSpread {
  return { least, median, most };
}
