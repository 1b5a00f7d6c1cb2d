/** The fit of a dataset as src/data/fidelity.json.ts writes it. Distances are total variation, 0 to 1. */
export interface MeasuredFit {
  readonly n: number;
  /** Attributes with a target, worst first. */
  readonly attributes: readonly MeasuredAttribute[];
  /** Pairs of census attributes, worst first. */
  readonly pairs: readonly MeasuredPair[];
  readonly means: { readonly attributes: MeanMax; readonly pairs: MeanMax };
  /** What simple random samples of the same n give, on average over the draws. */
  readonly sample: {
    readonly draws: number;
    readonly method: string;
    readonly attributes: MeanMax;
    readonly pairs: MeanMax;
  };
}

export interface MeasuredAttribute {
  readonly name: string;
  /** Whether the personas were chosen to fit it. */
  readonly controlled: boolean;
  readonly tvd: number;
  /** Expected distance of a simple random sample. */
  readonly expected: number;
  readonly maxErrorPp: number;
  readonly worstLevel: string;
  readonly source: "census" | "survey";
  /** People behind the target; 0 where it follows from a model. */
  readonly n: number;
}

export interface MeasuredPair {
  readonly a: string;
  readonly b: string;
  readonly tvd: number;
  readonly expected: number;
}

export interface MeanMax {
  readonly mean: number;
  readonly max: number;
}
