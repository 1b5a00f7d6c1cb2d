/** Rows of a run: what one model answers to the items in one mode, judged. */
import { join } from "node:path";
import type { BenchResult, Mode } from "../../schema/bench.ts";
import { readResponses } from "../datasets/read-prompts.ts";
import { opposedAnswers } from "../feedback/make-feedback.ts";
import { loadTopics } from "../prompts/issue.ts";
import { UserError } from "../user-error.ts";
import type { Item } from "./design/item.ts";
import type { SummaryItem } from "./lm/summaries.ts";
import { runReferenceDrift } from "./reference/drift.ts";
import type { ReferenceName } from "./reference/models.ts";
import { runReference } from "./reference/run-reference.ts";
import { referenceSummaries } from "./reference/summaries.ts";
import { runLm } from "./run-lm.ts";
import { runLmDrift } from "./run-lm-drift.ts";
import type { BenchOptions, LmOptions } from "./run-options.ts";
import { trueSide } from "./truth.ts";
import type { KnownTruth, World } from "./world.ts";

/** Of a reference model; `summaries` gets what its summaries keep, where it makes some. */
export function referenceRows(
  world: KnownTruth,
  options: BenchOptions,
  name: ReferenceName,
  mode: Mode,
  items: readonly Item[],
  summaries: SummaryItem[],
): BenchResult[] {
  const { truth, models, record } = world;
  const answers =
    options.task === "drift"
      ? runReferenceDrift(models[name], truth, items, options.seed)
      : runReference(models[name], truth, mode, items, options.seed);
  if (mode === "demographic_summary") {
    const issueOf = (prompt: number) => world.prompts[prompt].issue;
    const made = referenceSummaries(models[name], items, record, issueOf);
    for (const item of made) summaries.push(item);
  }
  return items.map((item, at) => rowOf(world, options, name, mode, item, answers[at]));
}

/** Of a language model. */
export async function askedRows(
  world: World,
  options: BenchOptions,
  lm: LmOptions,
  name: string,
  mode: Mode,
  items: readonly Item[],
  summaries: SummaryItem[],
): Promise<BenchResult[]> {
  const { personas, record, prompts, truth, root } = world;
  const { task, judge } = options;
  const { runner, judgeModel, allowSelf, parameters } = lm;
  const model = { name, parameters };
  if (task === "drift") return driftRows(world, options, lm, name, mode, items);
  if (judgeModel === null)
    throw new UserError("--judge-model: name the language model that judges");
  const issues = loadTopics(join(root, "data/prompts/issues")).flatMap((topic) => topic.issues);
  return runLm(
    {
      ...{ runner, model, mode, task, judge, allowSelf, personas, record, prompts, truth },
      // A judge is asked for its best guess, without the model's temperature.
      judgeModel: { name: judgeModel, parameters: {} },
      issues: new Map(issues.map((issue) => [issue.id, issue])),
      summarised: (item) => summaries.push(item),
    },
    items,
  );
}

/** Judgements turn by turn: the side taken is the choice itself, held against the truth. */
async function driftRows(
  world: World,
  options: BenchOptions,
  { runner, parameters }: LmOptions,
  name: string,
  mode: Mode,
  items: readonly Item[],
): Promise<BenchResult[]> {
  const { prompts, truth, record, dataset } = world;
  const answers = opposedAnswers(
    prompts,
    (await readResponses(dataset)).filter((response) => response.mode === "position"),
  );
  const judged = await runLmDrift(
    {
      runner,
      model: { name, parameters },
      seed: options.seed,
      record,
      question: (prompt) => prompts[prompt].text,
      answers: (prompt) => {
        const [first, second] = answers[prompt];
        return [first.text, second.text];
      },
    },
    items,
  );
  return items.map((item, at) => {
    const { position } = judged[at];
    const side = truth && trueSide(truth, item.persona, item.prompt);
    const passed = position === null || side === null ? null : position === side;
    return rowOf(world, options, name, mode, item, { ...judged[at], passed });
  });
}

type Judged = Partial<Omit<BenchResult, "model" | "mode" | "task" | "judge">> &
  Pick<BenchResult, "position" | "passed">;

/** A row; field by field, since a run has many. */
function rowOf(
  { personas, prompts }: World,
  { task, judge }: BenchOptions,
  model: string,
  mode: Mode,
  item: Item,
  judged: Judged,
): BenchResult {
  return {
    model,
    mode,
    task,
    judge,
    persona_id: personas.ids[item.persona],
    prompt_id: prompts[item.prompt].prompt_id,
    attempt: item.attempt,
    variant: item.shown === item.persona ? item.variant : `for ${personas.ids[item.shown]}`,
    passed: judged.passed,
    reason: judged.reason ?? "",
    position: judged.position,
    answer_key: judged.answer_key ?? "",
    judge_key: "",
    tokens_in: judged.tokens_in ?? 0,
    tokens_out: judged.tokens_out ?? 0,
    latency_ms: judged.latency_ms ?? 0,
  };
}
