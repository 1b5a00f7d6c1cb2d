/** What the choices of the dataset shown depend on, and how well they are predicted. */
import type { VarianceFigures } from "../components/variance/figures.ts";
import { type Prompt, SPLITS } from "../schema/feedback-tables.ts";
import { decomposeVariance, PARTS } from "../stats/variance-decomposition.ts";
import { accuracies } from "../testbed/variance/accuracies.ts";
import { readVarianceInputs, type VarianceInputs } from "../testbed/variance/inputs.ts";
import { type Leanings, readLeanings, trueShares } from "../testbed/variance/true-shares.ts";
import { DATASET, hasFeedback, readManifest } from "./dataset.ts";
import { issueList } from "./issues.ts";

async function figures(): Promise<VarianceFigures> {
  const inputs = await readVarianceInputs(DATASET);
  const { personas, prompts, feedback, choices } = inputs;
  const { respondents } = await readManifest();
  const isTrue = respondents?.kind === "random-utility";
  const leanings = isTrue ? await readLeanings(DATASET, personas, prompts) : null;
  const { parts, n, retests, columns, skipped } = decomposeVariance(choices);
  const truth = leanings && trueShares(feedback, prompts, leanings);

  const train = feedback.split.filter((split) => split === SPLITS.indexOf("train")).length;

  return {
    model: respondents?.kind === "lm" ? respondents.model : null,
    history: train / personas.n,
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
      truth: truth?.[at] ?? null,
    })),
    topics: leanings ? topicShares(inputs, leanings) : [],
    accuracies: accuracies(inputs).filter(({ by }) => isTrue || by !== "ceiling"),
  };
}

/** True shares over the choices on each topic. */
function topicShares(
  { prompts, responses, feedback }: VarianceInputs,
  leanings: Leanings,
): VarianceFigures["topics"] {
  return issueList(prompts, responses).topics.map(({ key, label }) => {
    const isIn = ({ topic }: Prompt) => topic === key;
    const shares = trueShares(feedback, prompts, leanings, isIn);
    return {
      label,
      prompts: prompts.filter(isIn).length,
      shares: Object.fromEntries(PARTS.map((part, at) => [part, shares[at]])),
    };
  });
}

process.stdout.write(JSON.stringify(hasFeedback() ? await figures() : null));
