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
  counts: z.object({ personas: z.number().int().positive(), candidates: z.number().int() }),
  rules: z.array(ruleCountSchema),
  /** sha256 of every input file under data/, by path. */
  inputs: z.record(z.string(), z.string()),
  /** How each attribute was made, by key. */
  attributes: z.record(z.string(), z.object({ source: z.string(), method: z.string() })),
  files: z.array(fileSchema),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type RuleCount = z.infer<typeof ruleCountSchema>;
