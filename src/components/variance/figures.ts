/** What the variance page is told by its loader. */
export interface PartFigure {
  readonly part: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** From the stored utilities. */
  readonly truth: number;
}

export interface AccuracyFigure {
  /** Which test choices. */
  readonly split: string;
  /** What is known when the choice is predicted. */
  readonly by: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

export interface VarianceFigures {
  /** Choices, choices asked again, attributes and their columns. */
  readonly n: number;
  readonly retests: number;
  readonly attributes: number;
  readonly columns: number;
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  readonly parts: readonly PartFigure[];
  /** True shares by topic. */
  readonly topics: readonly {
    readonly label: string;
    readonly prompts: number;
    readonly shares: Readonly<Record<string, number>>;
  }[];
  readonly accuracies: readonly AccuracyFigure[];
}

/** What a part is called, and its colour. */
export const PART_NAMES: Readonly<
  Record<string, { readonly label: string; readonly color: string }>
> = {
  prompt: { label: "The prompt", color: "var(--atlas-context)" },
  attributes: { label: "Attributes", color: "var(--atlas-side-b)" },
  own: { label: "The persona’s own", color: "var(--atlas-population)" },
  noise: { label: "Noise", color: "var(--theme-foreground-faintest)" },
};
