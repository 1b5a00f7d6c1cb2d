/** Whether the answers of the two positions are equally long. */
import type { Lengths } from "../../components/quality/audit.ts";
import { clusteredMean } from "../../stats/clustered-mean.ts";
import { quantile } from "../../stats/quantile.ts";
import { wasserstein } from "../../stats/wasserstein.ts";
import type { Audited } from "./audited.ts";

const BIN_WORDS = 5;

/** The two distributions of words; the difference is taken prompt by prompt, clustered by issue. */
export function answerLengths({ answers, prompts }: Audited): Lengths {
  const words = [0, 1].map((position) => answers.map((pair) => pair[position].words));
  const binOf = (count: number) => Math.floor(count / BIN_WORDS);
  const all = words.flat().map(binOf);
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const issues = [...new Set(prompts.map(({ issue }) => issue))];
  const placeOf = new Map(issues.map((issue, at) => [issue, at]));
  const { mean, low, high } = clusteredMean(
    words[0].map((count, row) => count - words[1][row]),
    [prompts.map(({ issue }) => placeOf.get(issue) ?? 0)],
  );
  return {
    binWords: BIN_WORDS,
    bins: Array.from({ length: last - first + 1 }, (_, bin) => ({
      from: (first + bin) * BIN_WORDS,
      answers: words.map((counts) => counts.filter((count) => binOf(count) === first + bin).length),
    })),
    positions: words.map((counts) => {
      const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
      const squares = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0);
      return {
        n: counts.length,
        mean,
        sd: Math.sqrt(squares / (counts.length - 1)),
        median: quantile(
          counts.slice().sort((a, b) => a - b),
          0.5,
        ),
      };
    }),
    difference: { mean, low, high },
    distance: wasserstein(words[0], words[1]),
  };
}
