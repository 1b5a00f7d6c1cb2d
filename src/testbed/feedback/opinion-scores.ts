/** What opinion models say of a population: the input of the respondents. */

export interface OpinionScores {
  /** Log odds of a supporting answer by persona, for each survey item that was fitted. */
  readonly logits: Readonly<Record<string, Float64Array>>;
  /** Score by persona on each value axis: mean 0 and sd 1 over adults, 1 towards the positive pole. */
  readonly axes: Readonly<Record<string, Float64Array>>;
}

export interface OpinionStructure {
  /** Share of a person's own variance that issues of one axis have in common, by axis. */
  readonly ownShare: Readonly<Record<string, number>>;
  /** Standard deviation of the survey items' log odds of support around even. */
  readonly levelSd: number;
}
