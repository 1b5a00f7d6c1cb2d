/** Adds the feedback of a language model that judges as the personas. */
import { join } from "node:path";
import { type Manifest, rolePlayedBy, textsNote } from "../../schema/manifest.ts";
import { type Random, shuffled } from "../../stats/random.ts";
import { addTable, type DatasetDraft } from "../datasets/change-dataset.ts";
import { personaRecord } from "../datasets/persona-record.ts";
import { readPersonas } from "../datasets/read-personas.ts";
import { readPrompts, readResponses } from "../datasets/read-prompts.ts";
import type { CallRunner } from "../lm/model.ts";
import type { PairOutcome } from "../lm/roles/both-orders.ts";
import { rolePlayed } from "../lm/roles/role-played.ts";
import { roleplay } from "../lm/roles/roleplay.ts";
import { ROLEPLAY_TEMPLATE } from "../lm/templates/preference.ts";
import type { AskedModel } from "../lm/templates/wording.ts";
import type { Progress } from "../progress.ts";
import { UserError } from "../user-error.ts";
import { type Assignment, assignPrompts, type Quota } from "./assignment.ts";
import { opposedAnswers } from "./make-feedback.ts";
import { type RoleplayRow, roleplayColumns } from "./roleplay-columns.ts";
import { streamOf } from "./stream.ts";
import { responseColumns } from "./tables.ts";

export interface RoleplayOptions {
  readonly seed: number;
  readonly quota: Quota;
  readonly model: AskedModel;
}

/** Pairs handed to the runner at a time: their texts fit in memory, and progress is seen. */
const BATCH = 500;

/**
 * Writes feedback, the order drawn for each pair, and retest, the same pairs in the other order.
 * Personas, prompts, splits and orders are those that simulated respondents of the seed are given.
 * A pair of which a call failed is in neither table. Two calls a pair.
 * @throws InputError for missing or damaged tables; UserError for a quota that the prompts do not
 * allow, or where no pair was judged.
 */
export async function addRoleplay(
  draft: DatasetDraft,
  { seed, quota, model }: RoleplayOptions,
  runner: CallRunner,
  progress: Progress,
): Promise<Manifest> {
  const { folder } = draft;
  progress.begin("Reading personas and prompts");
  const personas = await readPersonas(join(folder, "personas.parquet"));
  const prompts = await readPrompts(folder);
  const all = await readResponses(folder);
  const responses = all.filter(({ mode }) => mode === "position");
  const answers = opposedAnswers(prompts, responses);
  const assignment = assignPrompts(
    personas.n,
    prompts.map(({ pool }) => pool),
    quota,
    streamOf(seed, "assignment"),
  );
  const order = fairOrder(assignment, personas.n, streamOf(seed, "order of calls"));
  const outcomes: PairOutcome[] = new Array(order.length);
  progress.begin(`Judging as ${model.name}`, order.length);
  for (let at = 0; at < order.length; at += BATCH) {
    const batch = order.slice(at, at + BATCH);
    const items = batch.map((row) => {
      const prompt = assignment.prompt[row];
      const [first, second] = answers[prompt];
      return {
        persona: personaRecord(personas, assignment.persona[row]),
        question: prompts[prompt].text,
        answers: [first.text, second.text] as const,
      };
    });
    for (const [k, outcome] of (await roleplay(runner, model, items)).entries()) {
      outcomes[batch[k]] = outcome;
    }
    progress.advance(batch.length);
  }
  const rows = outcomes.flatMap((judged, row): RoleplayRow[] => {
    if (judged.kind === "failed") return [];
    const prompt = assignment.prompt[row];
    const [first, second] = answers[prompt];
    return [
      {
        personaId: personas.ids[assignment.persona[row]],
        promptId: prompts[prompt].prompt_id,
        answers: [first.response_id, second.response_id],
        swapped: assignment.swapped[row] as 0 | 1,
        split: assignment.split[row],
        judged,
      },
    ];
  });
  const found = rolePlayed(model, ROLEPLAY_TEMPLATE, outcomes, assignment.persona);
  if (rows.length === 0) throw new UserError(`no pair was judged: ${reasons(found.failures)}`);
  progress.begin("Writing feedback", 2);
  const provenance = `${rolePlayedBy(model.name)}${textsNote(draft.manifest.enrichment)}`;
  let manifest: Manifest = { ...draft.manifest, provenance };
  if (responses.length < all.length) {
    manifest = await addTable({ folder, manifest }, "responses", responseColumns(responses));
  }
  for (const [repeat, table] of (["feedback", "retest"] as const).entries()) {
    const columns = roleplayColumns(rows, model.name, repeat as 0 | 1);
    manifest = await addTable({ folder, manifest }, table, columns);
    progress.advance();
  }
  const respondents = { kind: "lm", seed, quota: { ...quota }, ...found } as const;
  return { ...manifest, respondents, pairs: undefined };
}

/** `3 budget, 2 timeout` */
export function reasons(failures: Readonly<Record<string, number>>): string {
  const parts = Object.entries(failures).sort(([, a], [, b]) => b - a);
  return parts.map(([reason, count]) => `${count.toLocaleString("en-US")} ${reason}`).join(", ");
}

/** Rows in rounds, one of each persona drawn a round, so that a budget cuts everybody's alike. */
function fairOrder({ persona }: Assignment, personas: number, random: Random): number[] {
  const own = Array.from({ length: personas }, (): number[] => []);
  for (const [row, who] of persona.entries()) own[who].push(row);
  const drawn = own.map((rows) => shuffled(rows, random));
  const rounds = Math.max(...drawn.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, k) =>
    drawn.flatMap((rows) => (k < rows.length ? [rows[k]] : [])),
  ).flat();
}
