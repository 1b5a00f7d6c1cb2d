/** Simulated support against the surveys as src/data/opinions.json.ts writes it. Shares are 0 to 1. */
export interface OpinionFit {
  readonly items: readonly OpinionItem[];
  /** Groups of items that an issue mirrors, on both sides. */
  readonly cells: readonly OpinionCell[];
  /** All groups first, then each comparison. */
  readonly comparisons: readonly OpinionComparison[];
  /** Held-back items by party, largest surveyed difference first. */
  readonly heldBack: readonly HeldBackItem[];
  /** Issues of the dataset, and those whose choices a fitted survey item decides. */
  readonly issues: number;
  readonly fittedIssues: number;
}

export interface OpinionItem {
  readonly item: string;
  readonly meaning: string;
  readonly source: string;
  readonly year: number;
  /** Label of its value axis; null for none. */
  readonly axis: string | null;
  readonly n: number;
  readonly isHeldBack: boolean;
  readonly isMirrored: boolean;
  /** McFadden's; null as the losses where it is held back. */
  readonly pseudoR2: number | null;
  /** Nats per respondent left out: of the model, and of the share alone. */
  readonly loss: number | null;
  readonly nullLoss: number | null;
}

export interface OpinionCell {
  /** Index into the items. */
  readonly item: number;
  /** Key of its comparison. */
  readonly by: string;
  readonly level: string;
  /** Of the survey: weighted share of support and respondents. */
  readonly survey: number;
  readonly n: number;
  /** Of the simulation: share of support and choices. */
  readonly simulated: number;
  readonly choices: number;
  /** Differences from the item's mean over the groups. */
  readonly surveyGap: number;
  readonly simulatedGap: number;
}

export interface OpinionComparison {
  /** `all`, or what groups are compared by. */
  readonly by: string;
  readonly label: string;
  readonly fitted: ComparisonFit;
  readonly heldBack: ComparisonFit;
}

/** An estimate with its interval of 95 %. */
export type Estimate = readonly [estimate: number, low: number, high: number];

export interface ComparisonFit {
  readonly items: number;
  readonly cells: number;
  readonly difference: Estimate;
  /** Difference that sampling alone would give. */
  readonly chance: number;
  readonly rank: Estimate;
  readonly gapDifference: Estimate;
  readonly gapRank: Estimate;
  readonly gapSlope: Estimate;
}

export interface HeldBackItem {
  /** Index into the items. */
  readonly item: number;
  readonly groups: readonly HeldBackGroup[];
}

export interface HeldBackGroup {
  readonly level: string;
  readonly survey: Estimate;
  readonly n: number;
  readonly simulated: Estimate;
  readonly choices: number;
  readonly personas: number;
  readonly prompts: number;
}
