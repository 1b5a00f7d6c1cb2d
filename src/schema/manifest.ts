/** manifest.json of a dataset: what it is, how it was made, and what it consists of. */
import { z } from "zod";

/** The sentence that every page, report and export of a generated dataset carries. */
export const SIMULATED =
  "Simulated respondents generated from census and survey figures; no person was asked.";

export const fileSchema = z.object({
  path: z.string(),
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().length(64),
});

export const ruleCountSchema = z.object({
  rule: z.string(),
  sentence: z.string(),
  rejected: z.number().int().nonnegative(),
});

/** How the prompts were made and chosen. */
export const promptsSchema = z.object({
  seed: z.number().int(),
  topics: z.number().int(),
  issues: z.number().int(),
  framings: z.number().int(),
  candidates: z.number().int(),
  filters: z.array(
    z.object({ filter: z.string(), sentence: z.string(), dropped: z.number().int() }),
  ),
  train: z.number().int(),
  heldout: z.number().int(),
  /** Issues of which every prompt is held out. */
  unseenIssues: z.number().int(),
  /** Nearest pairs of the prompts chosen, by similarity from 0 to 1. */
  closest: z.array(z.object({ a: z.string(), b: z.string(), similarity: z.number() })),
});

/** Who judged, and what is known of how. */
export const respondentsSchema = z.object({
  kind: z.literal("random-utility"),
  seed: z.number().int(),
  /** Prompts per persona. */
  quota: z.object({ train: z.number(), testSeen: z.number(), testHeldout: z.number() }),
  /** Share of utility variance that attributes explain where no survey item is fitted. */
  attributeShare: z.number(),
  /** Expected agreement of a choice with itself when asked again. */
  retest: z.number(),
  /** Variances in squared logits. */
  ownVariance: z.number(),
  wordingVariance: z.number(),
  noiseVariance: z.number(),
  /** Issues whose choices a fitted survey item decides, and all others. */
  fittedIssues: z.array(z.string()).readonly(),
  authoredIssues: z.number().int(),
});

/** How the pairs of a generic and a personalised answer were made. */
export const pairsSchema = z.object({
  kind: z.literal("personalised"),
  /** Who wrote the answers: `template`, or the name of a model. */
  author: z.string(),
  seed: z.number().int(),
  /** Prompts of each persona that have pairs, one pair under each control. */
  perPersona: z.number().int(),
  /** Answers written. */
  generic: z.number().int(),
  personalised: z.number().int(),
});

/** Judgements imported from raters' files. */
export const judgementsSchema = z.object({
  /** What they are, in a sentence. */
  provenance: z.string(),
  studies: z.array(z.string()),
  people: z.number().int(),
  models: z.number().int(),
  files: z.array(z.object({ name: z.string(), sha256: z.string(), rows: z.number().int() })),
});

export const manifestSchema = z.object({
  name: z.string(),
  /** Version of the layout of the tables, raised when a column changes. */
  schemaVersion: z.literal(1),
  /** What the data is, in one sentence. */
  provenance: z.string(),
  licence: z.string(),
  seed: z.number().int(),
  /** `model`: drawn from the committed tables; `pums`: rows of the census microdata. */
  from: z.enum(["model", "pums"]),
  codeVersion: z.string(),
  /** How the n were chosen from the candidates. */
  calibration: z.object({
    method: z.enum(["combinatorial-optimisation", "systematic", "none"]),
    pool: z.number().int().nonnegative(),
    controlled: z.array(z.string()),
  }),
  counts: z.object({
    personas: z.number().int().positive(),
    candidates: z.number().int(),
    prompts: z.number().int().optional(),
    responses: z.number().int().optional(),
    feedback: z.number().int().optional(),
    retest: z.number().int().optional(),
    pairs: z.number().int().optional(),
    judgements: z.number().int().optional(),
  }),
  rules: z.array(ruleCountSchema),
  prompts: promptsSchema.optional(),
  respondents: respondentsSchema.optional(),
  pairs: pairsSchema.optional(),
  judgements: judgementsSchema.optional(),
  /** sha256 of every input file under data/, by path. */
  inputs: z.record(z.string(), z.string()),
  /** How each attribute was made, by key. */
  attributes: z.record(z.string(), z.object({ source: z.string(), method: z.string() })),
  files: z.array(fileSchema),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type PromptsMade = z.infer<typeof promptsSchema>;
export type Respondents = z.infer<typeof respondentsSchema>;
export type PairsMade = z.infer<typeof pairsSchema>;
export type JudgementsImported = z.infer<typeof judgementsSchema>;
export type RuleCount = z.infer<typeof ruleCountSchema>;
