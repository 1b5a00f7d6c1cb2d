/** Language models as judges of answers. */
import type { PersonaRecord } from "../../../schema/persona-text.ts";
import type { CallRunner } from "../../lm/model.ts";
import { judgeBothOrders, type PairItem, type PairOutcome } from "../../lm/roles/both-orders.ts";
import { type Failed, outcomesOf, readForm } from "../../lm/roles/outcomes.ts";
import { criticVerdict, type Verdict, verdictForm } from "../../lm/templates/critic.ts";
import { pairwiseVerdict } from "../../lm/templates/preference.ts";
import { type AskedModel, callOf } from "../../lm/templates/wording.ts";
import { UserError } from "../../user-error.ts";

/** An answer to judge, and who wrote it. */
export interface JudgedItem {
  readonly persona: PersonaRecord;
  readonly question: string;
  readonly answer: string;
  /** Name of the model that answered. */
  readonly author: string;
  /** Attribute keys that the judge is not shown; none where absent. */
  readonly hidden?: readonly string[];
  /** 0 and up, where the judge is asked again. */
  readonly sample?: number;
}

export interface CriticJudged {
  readonly kind: "judged";
  /** Whether no revision is needed. */
  readonly passed: boolean;
  readonly reason: string;
  readonly debate: Verdict["debate"];
  readonly keys: readonly string[];
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly latencyMs: number;
}

export interface JudgeOptions {
  /** Lets a model judge its own answers; they are refused otherwise. */
  readonly allowSelf?: boolean;
}

/** @throws UserError where the judge wrote one of the answers itself. */
function refuseSelf(judge: AskedModel, authors: Iterable<string>, { allowSelf }: JudgeOptions) {
  if (allowSelf) return;
  for (const author of authors) {
    if (author !== judge.name) continue;
    throw new UserError(
      `${judge.name} would judge its own answers; name another judge, or allow it with --self-judge`,
    );
  }
}

/**
 * Verdicts of the critic judge in the order of the items, one call each.
 * @throws UserError where the judge wrote an answer, unless that is allowed.
 */
export async function judgeCritic(
  runner: CallRunner,
  judge: AskedModel,
  items: readonly JudgedItem[],
  options: JudgeOptions = {},
): Promise<(CriticJudged | Failed)[]> {
  refuseSelf(
    judge,
    items.map(({ author }) => author),
    options,
  );
  const calls = items.map(({ persona, question, answer, hidden = [], sample }) =>
    callOf(
      judge,
      "critic",
      criticVerdict({ persona, hidden, perturbation: "" }, question, answer),
      sample,
    ),
  );
  const outcomes = await outcomesOf(runner, calls);
  return outcomes.map((outcome) => {
    const read = readForm(outcome, verdictForm);
    if (read.kind === "failed") return read;
    const { value, keys, tokensIn, tokensOut, latencyMs } = read;
    const { needs_revision, reason, debate } = value;
    return {
      kind: "judged",
      passed: !needs_revision,
      reason,
      debate,
      keys,
      tokensIn,
      tokensOut,
      latencyMs,
    };
  });
}

export interface JudgedPair extends PairItem {
  /** Names of the models that wrote the answers. */
  readonly authors: readonly [string, string];
}

/**
 * Which of two answers serves the persona better, asked in both orders: two calls an item.
 * @throws UserError where the judge wrote one of the answers, unless that is allowed.
 */
export async function judgePairwise(
  runner: CallRunner,
  judge: AskedModel,
  items: readonly JudgedPair[],
  options: JudgeOptions = {},
): Promise<PairOutcome[]> {
  refuseSelf(
    judge,
    items.flatMap(({ authors }) => authors),
    options,
  );
  return judgeBothOrders(runner, judge, "pairwise", pairwiseVerdict, items);
}
