/** manifest.json of a dataset: what it is, how it was made, and what it consists of. */
import { z } from "zod";

/** The sentence that every page, report and export of a generated dataset carries. */
export const SIMULATED =
  "Simulated respondents generated from census and survey figures; no person was asked.";

/** The same where a language model judged as the personas. */
export const rolePlayedBy = (model: string) =>
  `Simulated personas generated from census and survey figures, role-played by the language model ${model}; no person was asked.`;

/** What the texts that a language model wrote add to a provenance; nothing where it wrote none. */
export function textsNote(
  enrichment: { readonly writer: string; readonly kept: number } | undefined,
): string {
  if (!enrichment || enrichment.kept === 0) return "";
  const { writer, kept } = enrichment;
  const personas = `${kept.toLocaleString("en-US")} ${kept === 1 ? "persona" : "personas"}`;
  return ` Texts of ${personas} were written by the language model ${writer}.`;
}

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

/** Values that are sent to a model with every call. */
const parametersSchema = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));

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

const quotaSchema = z.object({ train: z.number(), testSeen: z.number(), testHeldout: z.number() });

/** The simulation's respondents, and what is known of how they judge. */
const randomUtilitySchema = z.object({
  kind: z.literal("random-utility"),
  seed: z.number().int(),
  /** Prompts per persona. */
  quota: quotaSchema,
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

/** An estimate with its 95 % interval; null where it is not defined. */
const estimateSchema = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

/** What a language model judged as the personas, each pair in both orders. */
const rolePlaySchema = z.object({
  /** Name of the model in models.json, and what was sent with every call. */
  model: z.string(),
  parameters: parametersSchema,
  template: z.string(),
  /** Pairs with both orders judged, and pairs without, by reason: a failure is no choice. */
  judged: z.number().int(),
  failed: z.number().int(),
  failures: z.record(z.string(), z.number().int()),
  /** Share of pairs with the same choice in both orders, and its kappa. */
  sameChoice: estimateSchema,
  kappa: estimateSchema,
  /** Share of choices for the answer shown first, ties aside. */
  shownFirst: estimateSchema,
  /** Share of judgements that are ties. */
  ties: z.number().nullable(),
});

const languageModelSchema = rolePlaySchema.extend({
  kind: z.literal("lm"),
  seed: z.number().int(),
  /** Prompts per persona that were asked; fewer were judged where calls failed. */
  quota: quotaSchema,
});

/** Who judged. */
export const respondentsSchema = z.discriminatedUnion("kind", [
  randomUtilitySchema,
  languageModelSchema,
]);

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
  /** Of pairs that a language model wrote: answers that failed, and how another model judged. */
  written: z
    .object({
      parameters: parametersSchema,
      templates: z.record(z.string(), z.string()),
      /** By reason; `length` where the rewrite missed the generic answer's length in every try. */
      failures: z.record(z.string(), z.number().int()),
    })
    .optional(),
  judges: rolePlaySchema
    .extend({
      /** Share of judgements for the personalised answer by control, a tie as half. */
      personalised: z.record(z.string(), estimateSchema.extend({ pairs: z.number().int() })),
      /** The same texts: preferred by those they are for, less by others. */
      specificity: estimateSchema,
    })
    .optional(),
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

/** How a language model wrote texts of personas, and another one checked them. */
export const enrichmentSchema = z.object({
  writer: z.string(),
  parameters: parametersSchema,
  checker: z.string(),
  checkerParameters: parametersSchema,
  /** Versions of the templates, by name. */
  templates: z.record(z.string(), z.string()),
  /** Of the order in which personas come, and so of which ones a sample or a budget leaves out. */
  seed: z.number().int(),
  /** Personas that it was asked of, and how it ended for them. */
  personas: z.number().int(),
  kept: z.number().int(),
  rejected: z.number().int(),
  failed: z.number().int(),
  failures: z.record(z.string(), z.number().int()),
  /** Share rejected of those kept or rejected, with its Wilson interval. */
  shareRejected: estimateSchema,
});

export const manifestSchema = z.object({
  name: z.string(),
  /** Version of the layout of the tables, raised when a column changes. */
  schemaVersion: z.literal(1),
  /** What the data is, in a sentence, and in a second one where a model wrote texts. */
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
  enrichment: enrichmentSchema.optional(),
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
export type EnrichmentMade = z.infer<typeof enrichmentSchema>;
export type PromptsMade = z.infer<typeof promptsSchema>;
export type Respondents = z.infer<typeof respondentsSchema>;
export type RolePlayed = z.infer<typeof rolePlaySchema>;
export type ManifestEstimate = z.infer<typeof estimateSchema>;
export type PairsMade = z.infer<typeof pairsSchema>;
export type JudgementsImported = z.infer<typeof judgementsSchema>;
export type RuleCount = z.infer<typeof ruleCountSchema>;
