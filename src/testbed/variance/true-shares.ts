/** What the choices of a simulation truly depend on, from its stored utilities. */
import { join } from "node:path";
import type { CodedFeedback, Prompt } from "../../schema/feedback-tables.ts";
import type { CodedPersonas } from "../../schema/tables.ts";
import { LOGISTIC_VARIANCE } from "../../stats/variance/logistic-agreement.ts";
import { readManifest } from "../datasets/read-manifest.ts";
import { issueLeanings } from "../feedback/issue-leanings.ts";
import { loadOpinions } from "../feedback/opinions.ts";
import { RESPONDENT_DEFAULTS } from "../feedback/settings.ts";
import { loadTopics } from "../prompts/issue.ts";

/** Logits by issue and persona that a simulation derived from attributes. */
export type Leanings = ReadonlyMap<string, Float32Array>;

/** The leanings of a dataset made by `atlas generate`, derived again from its seed and settings. */
export async function readLeanings(
  folder: string,
  personas: CodedPersonas,
  prompts: readonly Prompt[],
  root = ".",
): Promise<Leanings> {
  const { seed, respondents } = await readManifest(join(folder, "manifest.json"));
  const made = respondents?.kind === "random-utility" ? respondents : null;
  const asked = new Set(prompts.map(({ issue }) => issue));
  const issues = loadTopics(join(root, "data/prompts/issues"))
    .flatMap((topic) => topic.issues)
    .filter(({ id }) => asked.has(id));
  const { scores, structure } = await loadOpinions(root, personas);
  const settings = {
    ...RESPONDENT_DEFAULTS,
    attributeShare: made?.attributeShare ?? RESPONDENT_DEFAULTS.attributeShare,
    retest: made?.retest ?? RESPONDENT_DEFAULTS.retest,
  };
  const adults = personas.codes.is_adult;
  const { byIssue } = issueLeanings(
    issues,
    scores,
    structure,
    adults,
    settings,
    made?.seed ?? seed,
  );
  return new Map(issues.map(({ id }, k) => [id, byIssue[k]]));
}

/**
 * True shares of prompt, attributes, own and noise in the variance of utility and noise, over the
 * choices of some prompts. The attributes' part is about each issue's mean. O(choices).
 * @param isIn whether a prompt counts.
 */
export function trueShares(
  { n, prompt, persona, utility }: CodedFeedback,
  prompts: readonly Prompt[],
  leanings: Leanings,
  isIn: (prompt: Prompt) => boolean = () => true,
): number[] {
  const means = new Map(
    [...leanings].map(([id, of]) => [id, of.reduce((sum, x) => sum + x, 0) / of.length]),
  );
  const counts = prompts.map(isIn);
  const sums = prompts.map(() => ({ n: 0, sum: 0, squares: 0 }));
  let attributes = 0;
  let rows = 0;
  for (let row = 0; row < n; row++) {
    const at = prompt[row];
    if (!counts[at]) continue;
    const { issue } = prompts[at];
    const leaning = leanings.get(issue)?.[persona[row]] ?? Number.NaN;
    attributes += (leaning - (means.get(issue) ?? Number.NaN)) ** 2;
    rows++;
    const of = sums[at];
    of.n++;
    of.sum += utility[row];
    of.squares += utility[row] ** 2;
  }
  const signal = sums.reduce((total, { squares }) => total + squares, 0) / rows;
  // The square of a mean of n is too large by 1/n of the variance.
  const level = sums.reduce((total, of) => {
    if (of.n < 2) return total;
    const spread = (of.squares - of.sum ** 2 / of.n) / (of.n - 1);
    return total + of.sum ** 2 / of.n - spread;
  }, 0);
  const byAttributes = attributes / rows;
  const parts = [level / rows, byAttributes, signal - level / rows - byAttributes];
  return [...parts, LOGISTIC_VARIANCE].map((part) => part / (signal + LOGISTIC_VARIANCE));
}
