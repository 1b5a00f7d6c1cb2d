/** A small dataset with every table, for tests of what reads one. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Prompt, Response } from "../../../src/schema/feedback-tables.ts";
import { type Manifest, SIMULATED } from "../../../src/schema/manifest.ts";
import { AXIS_KEYS } from "../../../src/schema/value-axes.ts";
import { seeded } from "../../../src/stats/random.ts";
import { addTable, manifestText } from "../../../src/testbed/datasets/change-dataset.ts";
import { readPersonas } from "../../../src/testbed/datasets/read-personas.ts";
import { makeFeedback, opposedAnswers } from "../../../src/testbed/feedback/make-feedback.ts";
import { normalDraws } from "../../../src/testbed/feedback/normal-draws.ts";
import { RESPONDENT_DEFAULTS } from "../../../src/testbed/feedback/settings.ts";
import {
  feedbackColumns,
  promptColumns,
  responseColumns,
  valueColumns,
} from "../../../src/testbed/feedback/tables.ts";
import { fingerprint } from "../../../src/testbed/personas/personas-file.ts";
import type { Issue } from "../../../src/testbed/prompts/issue.ts";
import { randomRows, writePersonas } from "../datasets/small-dataset.ts";

export const SMALL_QUOTA = { train: 6, testSeen: 4, testHeldout: 5 };

const ISSUES = Array.from({ length: 6 }, (_, k) => ({
  id: `issue-${k}`,
  stance: k % 2 ? { guns: 0.8 } : { economy: -0.5, tradition: 0.5 },
})) as unknown as Issue[];

/** 48 prompts, 8 on each issue: issue-5 is held out whole, and two prompts of the others. */
export const PROMPTS: readonly Prompt[] = Array.from({ length: 48 }, (_, i) => ({
  prompt_id: `q${String(i + 1).padStart(4, "0")}`,
  text: `Should one do thing ${i + 1}?`,
  topic: i % 2 ? "odd" : "even",
  issue: `issue-${i % 6}`,
  framing: `framing-${Math.floor(i / 6)}`,
  pool: i % 6 === 5 || i < 12 ? "heldout" : "train",
  unseen_issue: i % 6 === 5,
}));

export const RESPONSES: readonly Response[] = PROMPTS.flatMap(({ prompt_id }, i) =>
  [i % 2, 1 - (i % 2)].map((position, k) => ({
    response_id: `${prompt_id}-${k + 1}`,
    prompt_id,
    text: `Answer ${k + 1} to thing ${i + 1}.`,
    author: "template",
    mode: "position" as const,
    persona_id: null,
    position: position as 0 | 1,
    stance: { guns: position ? -0.5 : 0.5 },
    words: 60 + ((i * 7 + k * 3) % 60),
    style: { hedging: 0.1 * k, formality: -0.2, warmth: 0.3 },
  })),
);

/** Writes it to a new temporary folder. Returns the folder. */
export async function writeSmallDataset(personasCount = 20): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-small-"));
  const file = join(folder, "personas.parquet");
  await writePersonas(file, randomRows(personasCount, 1));
  const personas = await readPersonas(file);
  const { n, ids } = personas;
  const scores = {
    logits: {},
    axes: Object.fromEntries(AXIS_KEYS.map((axis, k) => [axis, normalDraws(n, seeded(3, k))])),
  };
  const ownShare = Object.fromEntries(AXIS_KEYS.map((axis) => [axis, 0.3]));
  const opinions = { scores, structure: { ownShare, levelSd: 0.8 } };
  const made = makeFeedback(
    personas,
    ISSUES,
    PROMPTS,
    RESPONSES,
    opinions,
    RESPONDENT_DEFAULTS,
    SMALL_QUOTA,
    1,
  );
  const promptIds = PROMPTS.map(({ prompt_id }) => prompt_id);
  const answers = opposedAnswers(PROMPTS, RESPONSES).map(
    ([a, b]) => [a.response_id, b.response_id] as const,
  );
  let manifest: Manifest = {
    name: "small",
    schemaVersion: 1,
    provenance: SIMULATED,
    licence: "CC-BY-4.0",
    seed: 1,
    from: "model",
    codeVersion: "0.0.0",
    calibration: { method: "none", pool: n, controlled: [] },
    counts: { personas: n, candidates: n },
    rules: [],
    respondents: {
      kind: "random-utility",
      seed: 1,
      quota: SMALL_QUOTA,
      attributeShare: made.leanings.attributeShare,
      retest: made.leanings.retest,
      ownVariance: made.leanings.ownVariance,
      wordingVariance: 0.25,
      noiseVariance: Math.PI ** 2 / 3,
      fittedIssues: [],
      authoredIssues: ISSUES.length,
    },
    inputs: {},
    attributes: {},
    files: [{ path: "personas.parquet", rows: n, ...(await fingerprint(file)) }],
  };
  const tables = {
    prompts: promptColumns(PROMPTS),
    responses: responseColumns(RESPONSES),
    values: valueColumns(ids, scores.axes, made.own),
    feedback: feedbackColumns(made.feedback, ids, promptIds, answers, 0),
    retest: feedbackColumns(made.retest, ids, promptIds, answers, 1),
  };
  for (const [table, columns] of Object.entries(tables)) {
    manifest = await addTable({ folder, manifest }, table, columns);
  }
  await writeFile(join(folder, "manifest.json"), manifestText(manifest));
  return folder;
}
