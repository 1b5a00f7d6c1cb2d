/** What can be chosen about simulated respondents, and what is authored about them. */

export interface RespondentSettings {
  /**
   * Share of the variance of the answers' utility that attributes explain, on average over the
   * issues that mirror no survey item. Of the order that persona variables explain of annotations:
   * under 10 % in Hu and Collier (2024), ACL.
   */
  readonly attributeShare: number;
  /** Expected share of choices that are the same when asked again. */
  readonly retest: number;
}

export const RESPONDENT_DEFAULTS: RespondentSettings = { attributeShare: 0.1, retest: 0.8 };

/** Variance of the standard logistic distribution: the noise of one choice. */
export const NOISE_VARIANCE = Math.PI ** 2 / 3;

/** Variance of a prompt's shift from its issue, in squared logits. Authored: wording matters a little. */
export const WORDING_VARIANCE = 0.25;

/**
 * Logits per unit of a style's difference between two answers for a persona one level above the
 * average of a trait. Authored: small, and zero on average, so that no style wins overall.
 */
export const STYLE_TASTES = [
  { style: "warmth", trait: "agreeableness", logits: 0.25 },
  { style: "formality", trait: "conscientiousness", logits: 0.25 },
  { style: "hedging", trait: "neuroticism", logits: 0.25 },
  { style: "length", trait: "openness", logits: 0.25 },
] as const;

/** Words that count as one unit of length. */
export const WORDS_PER_UNIT = 25;
