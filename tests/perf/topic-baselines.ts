/** Other ways to learn topics from the same texts, to compare with. */
import type { Topic } from "../../src/testbed/prompts/issue.ts";
import { type TextVector, textVectors } from "../../src/testbed/prompts/topics/text-vectors.ts";
import type { TopicWords } from "../../src/testbed/prompts/topics/topic-words.ts";
import type { Scores } from "../testbed/prompts/topics/evaluation.ts";

interface Document {
  readonly vector: TextVector;
  readonly topic: number;
  readonly weight: number;
}

/** A document for each issue, and one for each topic's words of the given weight. */
function documentsOf(topics: readonly Topic[], words: TopicWords, weight: number) {
  const texts = topics.flatMap(({ issues }, topic) =>
    issues.map(({ question, about, positions }) => ({
      topic,
      text: [
        question,
        about,
        ...positions.flatMap((side) => [side.label, side.claim, ...side.arguments]),
      ].join(" "),
    })),
  );
  const vectorOf = textVectors(texts.map(({ text }) => text));
  const documents: Document[] = [
    ...texts.map(({ text, topic }) => ({ vector: vectorOf(text), topic, weight: 1 })),
    ...topics.map(({ topic, label }, t) => ({
      vector: vectorOf(`${label} ${words[topic]}`),
      topic: t,
      weight,
    })),
  ];
  return { documents, vectorOf };
}

/** Scores that add up the weights of the words of a text. */
function linear(weights: ReadonlyMap<string, Float64Array>, size: number, vectorOf: Vectors) {
  return (text: string) => {
    const scores = new Float64Array(size);
    for (const [word, weight] of vectorOf(text)) {
      const row = weights.get(word);
      if (row) for (let t = 0; t < size; t++) scores[t] += weight * row[t];
    }
    return scores;
  };
}
type Vectors = (text: string) => TextVector;

/** Sums of the weights by word and topic. */
function sums(documents: readonly Document[], size: number): Map<string, Float64Array> {
  const total = new Map<string, Float64Array>();
  for (const { vector, topic, weight } of documents) {
    for (const [word, value] of vector) {
      const row = total.get(word) ?? new Float64Array(size);
      total.set(word, row);
      row[topic] += weight * value;
    }
  }
  return total;
}

/**
 * Naive Bayes on weights, of the topics or of their complements.
 * Source: Rennie et al. (2003), Tackling the poor assumptions of naive Bayes text classifiers.
 */
export function naiveBayes(
  topics: readonly Topic[],
  words: TopicWords,
  isComplement: boolean,
  { weight, smoothing }: { readonly weight: number; readonly smoothing: number },
): Scores {
  const { documents, vectorOf } = documentsOf(topics, words, weight);
  const size = topics.length;
  const weights = sums(documents, size);
  const totals = new Float64Array(size);
  for (const row of weights.values()) {
    const all = row.reduce((sum, value) => sum + value, 0);
    for (let t = 0; t < size; t++) {
      row[t] = (isComplement ? all - row[t] : row[t]) + smoothing;
      totals[t] += row[t];
    }
  }
  const lengths = new Float64Array(size);
  for (const row of weights.values()) {
    for (let t = 0; t < size; t++) {
      row[t] = (isComplement ? -1 : 1) * Math.log(row[t] / totals[t]);
      lengths[t] += Math.abs(row[t]);
    }
  }
  if (isComplement) {
    for (const row of weights.values()) for (let t = 0; t < size; t++) row[t] /= lengths[t];
  }
  return linear(weights, size, vectorOf);
}

/** Ridge regression on indicators of the topics, one against the others, in its dual form. */
export function ridge(
  topics: readonly Topic[],
  words: TopicWords,
  { weight, penalty }: { readonly weight: number; readonly penalty: number },
): Scores {
  const { documents, vectorOf } = documentsOf(topics, words, weight);
  const size = topics.length;
  const rows = documents.map(({ vector, weight, topic }) => ({ vector, weight, topic }));
  const n = rows.length;
  const holders = new Map<string, { row: number; value: number }[]>();
  rows.forEach(({ vector, weight }, row) => {
    for (const [word, value] of vector) {
      const list = holders.get(word) ?? [];
      holders.set(word, list);
      list.push({ row, value: weight * value });
    }
  });
  const gram = Array.from({ length: n }, () => new Float64Array(n));
  for (const list of holders.values()) {
    for (const a of list) for (const b of list) gram[a.row][b.row] += a.value * b.value;
  }
  gram.forEach((row, i) => {
    row[i] += penalty;
  });
  const targets = rows.map(({ topic }) =>
    Float64Array.from({ length: size }, (_, t) => (t === topic ? 1 : 0)),
  );
  solve(gram, targets);
  const weights = new Map<string, Float64Array>();
  for (const [word, list] of holders) {
    const sum = new Float64Array(size);
    for (const { row, value } of list) {
      for (let t = 0; t < size; t++) sum[t] += value * targets[row][t];
    }
    weights.set(word, sum);
  }
  return linear(weights, size, vectorOf);
}

/** Replaces each column of `right` by the solution, with Gauss's elimination; `left` is lost. */
function solve(left: Float64Array[], right: Float64Array[]): void {
  const n = left.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const factor = left[j][i] / left[i][i];
      if (factor === 0) continue;
      for (let k = i; k < n; k++) left[j][k] -= factor * left[i][k];
      for (let t = 0; t < right[j].length; t++) right[j][t] -= factor * right[i][t];
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let t = 0; t < right[i].length; t++) {
      let value = right[i][t];
      for (let k = i + 1; k < n; k++) value -= left[i][k] * right[k][t];
      right[i][t] = value / left[i][i];
    }
  }
}
