/** How well topics are found: on issues left out of training, and on topics left out of it. */
import type { Issue, Topic } from "../../../../src/testbed/prompts/issue.ts";

/** A text whose topic is known, by its place in the list of topics. */
export interface Example {
  readonly text: string;
  readonly topic: number;
  readonly issue: string;
}

/** One score per topic. */
export type Scores = (text: string) => Float64Array;
export type Train = (topics: readonly Topic[]) => Scores;

const FOLDS = 10;

/** The questions and claims of all issues, as they are written. */
export function plainExamples(topics: readonly Topic[]): Example[] {
  return topics.flatMap(({ issues }, topic) =>
    issues.flatMap(({ id, question, positions }) =>
      [question, ...positions.map(({ claim }) => claim)].map((text) => ({
        text,
        topic,
        issue: id,
      })),
    ),
  );
}

function withIssues(topics: readonly Topic[], isKept: (issue: Issue) => boolean): Topic[] {
  return topics.map((topic) => ({ ...topic, issues: topic.issues.filter(isKept) }));
}

/** Scores of each example by what was learned without its issue: ten folds of whole issues. */
export function scoresOfNewIssues(
  topics: readonly Topic[],
  examples: readonly Example[],
  train: Train,
): Float64Array[] {
  const foldOf = new Map(
    topics.flatMap(({ issues }, t) => issues.map(({ id }, k) => [id, (k + t) % FOLDS])),
  );
  const learned = Array.from({ length: FOLDS }, (_, fold) =>
    train(withIssues(topics, ({ id }) => foldOf.get(id) !== fold)),
  );
  return examples.map(({ text, issue }) => learned[foldOf.get(issue)!](text));
}

/** Scores of each example by what was learned of the topics other than its own. */
export function scoresOfNewTopics(
  topics: readonly Topic[],
  examples: readonly Example[],
  train: Train,
): Float64Array[] {
  const learned = topics.map((own) => train(topics.filter((topic) => topic !== own)));
  return examples.map(({ text, topic }) => learned[topic](text));
}

/** The topic with the greatest score. */
export function bestOf(scores: Float64Array): number {
  return scores.reduce((best, score, t) => (score > scores[best] ? t : best), 0);
}

export interface Measures {
  /** Share of examples whose topic has the greatest score; one of the two greatest. */
  readonly accuracy: number;
  readonly topTwo: number;
  /** Mean over topics of 2 hits / (2 hits + misses + false hits). */
  readonly macroF1: number;
  /** Examples of topic t that went to topic u, at t × topics + u. */
  readonly confusion: Float64Array;
}

/** @param scores of as many topics as the examples have, by example. */
export function measuresOf(
  examples: readonly Example[],
  scores: readonly Float64Array[],
): Measures {
  const size = scores[0].length;
  const confusion = new Float64Array(size * size);
  let hits = 0;
  let nearHits = 0;
  examples.forEach(({ topic }, i) => {
    const best = bestOf(scores[i]);
    const second = bestOf(scores[i].map((score, t) => (t === best ? -Infinity : score)));
    confusion[topic * size + best]++;
    if (best === topic) hits++;
    if (best === topic || second === topic) nearHits++;
  });
  let sum = 0;
  for (let t = 0; t < size; t++) {
    let own = 0;
    let found = 0;
    for (let u = 0; u < size; u++) {
      own += confusion[t * size + u];
      found += confusion[u * size + t];
    }
    sum += own + found > 0 ? (2 * confusion[t * size + t]) / (own + found) : 0;
  }
  return {
    accuracy: hits / examples.length,
    topTwo: nearHits / examples.length,
    macroF1: sum / size,
    confusion,
  };
}
