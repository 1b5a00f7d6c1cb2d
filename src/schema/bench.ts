/** What a run of the benchmark is: its modes, tasks, judges, rows and manifest. */
import { z } from "zod";
import type { TableMeaning } from "./table-columns.ts";

/** How a model is told of the persona (arXiv 2407.17387, section 5). */
export const MODES = [
  "baseline",
  "output_only",
  "chain_of_thought",
  "demographic_summary",
] as const;
export type Mode = (typeof MODES)[number];

export const TASKS = [
  "main",
  "loo",
  "loo_three",
  "intersectionality",
  "pass_at_k",
  "comparison",
  "cross_persona",
  "stability",
  "drift",
] as const;
export type Task = (typeof TASKS)[number];

/**
 * Who says whether an answer serves the persona: `truth` is the simulation's own utility, `critic`
 * debates and ends in a verdict, `pairwise` compares with the opposed answer, both orders.
 */
export const JUDGES = ["truth", "critic", "pairwise"] as const;
export type Judge = (typeof JUDGES)[number];

/** One answer of a model, judged; the columns of results.parquet. */
export interface BenchResult {
  readonly model: string;
  readonly mode: Mode;
  readonly task: Task;
  readonly judge: Judge;
  readonly persona_id: string;
  readonly prompt_id: string;
  /** 0 and up where the same answer is asked for several times; in a sequence the turn. */
  readonly attempt: number;
  /** What differs from the plain case: an attribute left out, another persona; empty for nothing. */
  readonly variant: string;
  /**
   * Whether the answer serves the persona; null where a call failed, as a failure is no score, and in
   * drift where a side was taken and no truth is known.
   */
  readonly passed: boolean | null;
  /** Why a call failed, or the judge's reason in short. */
  readonly reason: string;
  /** Side that the answer takes, where it is known. */
  readonly position: 0 | 1 | null;
  /** Key in the ledger of the answer's call and of the judge's; empty for reference models. */
  readonly answer_key: string;
  readonly judge_key: string;
  readonly tokens_in: number;
  readonly tokens_out: number;
  readonly latency_ms: number;
}

export const BENCH_RESULTS: TableMeaning = {
  table: "results",
  row: "an answer of a model, judged",
  key: ["model", "mode", "task", "judge", "persona_id", "prompt_id", "attempt", "variant"],
  columns: [
    { name: "model", type: "string", meaning: "Name of the model." },
    { name: "mode", type: "string", meaning: "What it is told of the persona.", values: MODES },
    { name: "task", type: "string", meaning: "Task of the benchmark.", values: TASKS },
    { name: "judge", type: "string", meaning: "Who judged.", values: JUDGES },
    { name: "persona_id", type: "string", meaning: "Persona that is to be served." },
    { name: "prompt_id", type: "string", meaning: "Prompt that is answered." },
    {
      name: "attempt",
      type: "int32",
      meaning: "0 and up, for the same question asked again; in a sequence the turn, from 1.",
    },
    {
      name: "variant",
      type: "string",
      meaning:
        "An attribute left out, what is shown, another persona, another wording, a sequence; empty for the plain case.",
    },
    {
      name: "passed",
      type: "boolean",
      meaning:
        "Where no call failed, and in drift a truth is known: whether the answer serves the persona.",
      isOptional: true,
    },
    { name: "reason", type: "string", meaning: "Why a call failed, or the judge's reason." },
    {
      name: "position",
      type: "int32",
      meaning: "Where it is known: the side that the answer takes, 0 or 1.",
      isOptional: true,
    },
    { name: "answer_key", type: "string", meaning: "Call of the answer in the ledger." },
    { name: "judge_key", type: "string", meaning: "Call of the judge in the ledger." },
    { name: "tokens_in", type: "int32", meaning: "Tokens read by the model for the answer." },
    { name: "tokens_out", type: "int32", meaning: "Tokens written by the model for the answer." },
    { name: "latency_ms", type: "int32", meaning: "Time of the answer's call." },
  ],
};

/** run.json beside results.parquet. */
export const runSchema = z.object({
  name: z.string(),
  schemaVersion: z.literal(1),
  /** The dataset's sentence, and that reference models are no language models where there are some. */
  provenance: z.string(),
  dataset: z.object({
    name: z.string(),
    seed: z.number().int(),
    codeVersion: z.string(),
    /** sha256 of the tables; null where the dataset's manifest does not list them. */
    personas: z.string().nullable(),
    prompts: z.string().nullable(),
    /** What the truth is derived from; null where none is known. */
    truth: z
      .object({
        seed: z.number().int(),
        attributeShare: z.number(),
        retest: z.number(),
        ownVariance: z.number(),
      })
      .nullable(),
  }),
  codeVersion: z.string(),
  seed: z.number().int(),
  task: z.enum(TASKS),
  models: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(["reference", "openai-compatible"]),
      description: z.string(),
      parameters: z.record(z.string(), z.unknown()),
    }),
  ),
  modes: z.array(z.enum(MODES)),
  judge: z.object({ kind: z.enum(JUDGES), model: z.string().nullable() }),
  /** Version of each template used, by its name. */
  templates: z.record(z.string(), z.string()),
  design: z.object({
    personas: z.number().int(),
    prompts: z.number().int(),
    perPersona: z.number().int(),
    attempts: z.number().int(),
    /** In drift: the turns after which the profile is shown again. */
    anchorEvery: z.number().int().optional(),
  }),
  counts: z.object({
    rows: z.number().int(),
    judged: z.number().int(),
    failed: z.number().int(),
    /** By reason. */
    failures: z.record(z.string(), z.number().int()),
  }),
  /** By language model with summaries: which attributes they name. */
  summaries: z
    .record(
      z.string(),
      z.object({
        summaries: z.number().int(),
        meanNamed: z.number(),
        /** Of those shown and applicable, those dropped most first. */
        attributes: z.array(
          z.object({
            attribute: z.string(),
            n: z.number().int(),
            named: z.number().int(),
            /** Of the share that name it. */
            low: z.number(),
            high: z.number(),
          }),
        ),
        /** Names that are no attribute, and how often each was given. */
        unknown: z.record(z.string(), z.number().int()),
      }),
    )
    .optional(),
  cost: z.object({
    calls: z.number().int(),
    tokensIn: z.number().int(),
    tokensOut: z.number().int(),
    /** In US dollars by the price table of models.json; null where a price is missing. */
    dollars: z.number().nullable(),
  }),
  /** File of the calls beside the run's folder; null where none was made. */
  ledger: z.string().nullable(),
  results: z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() }),
});

export type BenchRun = z.infer<typeof runSchema>;
