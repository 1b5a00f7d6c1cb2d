/** Prompts that say nearly the same in nearly the same words. */

export interface Pair {
  /** Rows of the two texts, a before b. */
  readonly a: number;
  readonly b: number;
  /** Jaccard index of their runs of three words, 0 to 1. */
  readonly similarity: number;
}

const RUN = 3;

function runsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
  const runs = new Set<string>();
  for (let i = 0; i + RUN <= words.length; i++) runs.add(words.slice(i, i + RUN).join(" "));
  return runs;
}

/**
 * Pairs of texts at least as similar as `threshold`, the most similar first. Only texts that share
 * a run are compared: O(Σ over runs of its texts²), which is small where runs are rare.
 * Source: Broder (1997), On the resemblance and containment of documents; exact, without hashing.
 */
export function similarPairs(texts: readonly string[], threshold: number): Pair[] {
  const runs = texts.map(runsOf);
  const rows = new Map<string, number[]>();
  const pairs: Pair[] = [];
  runs.forEach((own, b) => {
    const shared = new Map<number, number>();
    for (const run of own) {
      const others = rows.get(run);
      if (!others) rows.set(run, [b]);
      else {
        for (const a of others) shared.set(a, (shared.get(a) ?? 0) + 1);
        others.push(b);
      }
    }
    for (const [a, count] of shared) {
      const similarity = count / (runs[a].size + own.size - count);
      if (similarity >= threshold) pairs.push({ a, b, similarity });
    }
  });
  return pairs.sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
}

/** Rows to drop so that no pair as similar as `threshold` is left: of each pair the later one. */
export function nearDuplicates(texts: readonly string[], threshold: number): ReadonlySet<number> {
  const dropped = new Set<number>();
  for (const { a, b } of similarPairs(texts, threshold)) if (!dropped.has(a)) dropped.add(b);
  return dropped;
}
