/** What the choices of the dataset shown depend on, and how well they are predicted. */
import type { VarianceFigures } from "../components/variance/figures.ts";
import { decomposeVariance, PARTS } from "../stats/variance-decomposition.ts";
import { accuracies } from "../testbed/variance/accuracies.ts";
import { readVarianceInputs } from "../testbed/variance/inputs.ts";
import { readLeanings, trueShares } from "../testbed/variance/true-shares.ts";
import { DATASET, hasFeedback } from "./dataset.ts";
import { issueList } from "./issues.ts";

async function figures(): Promise<VarianceFigures> {
  const inputs = await readVarianceInputs(DATASET);
  const { personas, prompts, responses, feedback, choices } = inputs;
  const leanings = await readLeanings(DATASET, personas, prompts);
  const { parts, n, retests, columns, skipped } = decomposeVariance(choices);
  const truth = trueShares(feedback, prompts, leanings);
  const count = (topic: string) => prompts.filter((prompt) => prompt.topic === topic).length;

  return {
    n,
    retests,
    columns,
    attributes: choices.attributes.levels.length,
    skipped,
    parts: parts.map(({ part, share, low, high }, at) => ({
      part,
      share,
      low,
      high,
      truth: truth[at],
    })),
    topics: issueList(prompts, responses).topics.map(({ key, label }) => {
      const shares = trueShares(feedback, prompts, leanings, ({ topic }) => topic === key);
      return {
        label,
        prompts: count(key),
        shares: Object.fromEntries(PARTS.map((part, at) => [part, shares[at]])),
      };
    }),
    accuracies: accuracies(inputs),
  };
}

process.stdout.write(JSON.stringify(hasFeedback() ? await figures() : null));
