/** Draws the personas and prompts of a study. */
import { seeded } from "../stats/random.ts";
import { type Study, shuffled } from "./study.ts";

export interface StudyPool {
  /** Personas that a rater may be asked to answer for. */
  readonly personas: readonly string[];
  readonly prompts: readonly {
    readonly id: string;
    readonly topic: string;
    readonly issue: string;
  }[];
  /** Mark of the dataset. */
  readonly dataset: string;
}

export interface StudyPlan {
  readonly seed: number;
  readonly personas: number;
  readonly items: number;
  /** Raters of each persona. */
  readonly each: number;
  /** Personas of one rater. */
  readonly perSitting: number;
}

/**
 * Every persona has the same chance. Prompts go round the topics, whose order is random, and
 * within a topic to an issue not yet asked about, so that a short study is on many things.
 * @throws RangeError where the pool is smaller than the plan.
 */
export function drawStudy(plan: StudyPlan, pool: StudyPool): Study {
  const { seed, personas, items, each, perSitting } = plan;
  if (pool.personas.length < personas) {
    throw new RangeError(
      `${personas} personas are asked for, and there are ${pool.personas.length} to draw from`,
    );
  }
  if (pool.prompts.length < items) {
    throw new RangeError(
      `${items} items are asked for, and there are ${pool.prompts.length} prompts`,
    );
  }
  const random = seeded(seed, 0);
  const drawn = shuffled(pool.personas, random.below).slice(0, personas);
  return {
    seed,
    each,
    perSitting,
    dataset: pool.dataset,
    personas: drawn.sort(),
    prompts: roundTopics(pool.prompts, items, random.below).sort(),
  };
}

function roundTopics(
  prompts: StudyPool["prompts"],
  items: number,
  below: (n: number) => number,
): string[] {
  const byTopic = new Map<string, StudyPool["prompts"][number][]>();
  for (const prompt of shuffled(prompts, below)) {
    const of = byTopic.get(prompt.topic) ?? [];
    byTopic.set(prompt.topic, of);
    of.push(prompt);
  }
  const topics = shuffled([...byTopic.keys()].sort(), below);
  const taken = new Set<string>();
  const chosen: string[] = [];
  for (let turn = 0; chosen.length < items; turn++) {
    const of = byTopic.get(topics[turn % topics.length]) ?? [];
    if (of.length === 0) continue;
    const fresh = of.findIndex(({ issue }) => !taken.has(issue));
    const [prompt] = of.splice(Math.max(0, fresh), 1);
    taken.add(prompt.issue);
    chosen.push(prompt.id);
  }
  return chosen;
}
