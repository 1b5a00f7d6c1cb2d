/** Texts as weighted words. */
import { wordsOf } from "./words.ts";

/** Weights of the words of a text; their squares add up to one, unless there is no word. */
export type TextVector = ReadonlyMap<string, number>;

/**
 * How to weigh words, learned from documents: (1 + ln count) × ln((documents + 1) / (those with
 * the word + 1)). A word of no document has the greatest weight, so that a text of mostly unknown
 * words is near to nothing. O(words) to learn, O(words) for each text.
 * Source: ltc weights of Manning, Raghavan and Schütze (2008), Introduction to Information
 * Retrieval, section 6.4, with one document more that has every word.
 */
export function textVectors(documents: readonly string[]): (text: string) => TextVector {
  const spread = new Map<string, number>();
  for (const text of documents) {
    for (const word of new Set(wordsOf(text))) spread.set(word, (spread.get(word) ?? 0) + 1);
  }
  const rarity = (word: string) => Math.log((documents.length + 1) / ((spread.get(word) ?? 0) + 1));
  return (text) => {
    const weights = new Map<string, number>();
    for (const word of wordsOf(text)) weights.set(word, (weights.get(word) ?? 0) + 1);
    for (const [word, count] of weights) weights.set(word, (1 + Math.log(count)) * rarity(word));
    return ofUnitLength(weights);
  };
}

/** The weights divided by their length; those of no length stay as they are. */
export function ofUnitLength(weights: TextVector): TextVector {
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  if (squares === 0) return weights;
  const length = Math.sqrt(squares);
  return new Map([...weights].map(([word, weight]) => [word, weight / length]));
}

/** The mean of vectors, not of unit length. */
export function meanVector(vectors: readonly TextVector[]): TextVector {
  const mean = new Map<string, number>();
  for (const vector of vectors) {
    for (const [word, weight] of vector) {
      mean.set(word, (mean.get(word) ?? 0) + weight / vectors.length);
    }
  }
  return mean;
}

/**
 * Cosines of a text with each of a list of vectors, all of unit length. Only words that both have
 * are looked at. O(words) to set up, O(entries of the text's words) for each text.
 */
export function cosines(vectors: readonly TextVector[]): (text: TextVector) => Float64Array {
  const holders = new Map<string, { readonly at: number; readonly weight: number }[]>();
  vectors.forEach((vector, at) => {
    for (const [word, weight] of vector) {
      const list = holders.get(word) ?? [];
      holders.set(word, list);
      list.push({ at, weight });
    }
  });
  return (text) => {
    const found = new Float64Array(vectors.length);
    for (const [word, weight] of text) {
      for (const holder of holders.get(word) ?? []) found[holder.at] += weight * holder.weight;
    }
    return found;
  };
}
