/** What the variance page is told by its loader. Null stands for what the choices do not tell. */
export interface PartFigure {
  readonly part: string;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** From the stored utilities; null where there are none. */
  readonly truth: number | null;
}

export interface AccuracyFigure {
  /** Which test choices. */
  readonly split: string;
  /** What is known when the choice is predicted. */
  readonly by: string;
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

export interface VarianceFigures {
  /** Name of the language model that chose; null for simulated respondents. */
  readonly model: string | null;
  /** Train choices of a persona, on average. */
  readonly history: number;
  /** Choices, choices asked again, attributes and their columns. */
  readonly n: number;
  readonly retests: number;
  readonly attributes: number;
  readonly columns: number;
  readonly skipped: readonly { readonly reason: string; readonly count: number }[];
  readonly parts: readonly PartFigure[];
  /** True shares by topic; none where no utilities are stored. */
  readonly topics: readonly {
    readonly label: string;
    readonly prompts: number;
    readonly shares: Readonly<Record<string, number>>;
  }[];
  readonly accuracies: readonly AccuracyFigure[];
}

/** A share as a number, NaN for none. */
export const numberOf = (share: number | null): number => share ?? Number.NaN;

/** What a part is called, and its colour. */
export const PART_NAMES: Readonly<
  Record<string, { readonly label: string; readonly color: string }>
> = {
  prompt: { label: "The prompt", color: "var(--atlas-context)" },
  attributes: { label: "Attributes", color: "var(--atlas-side-b)" },
  own: { label: "The persona’s own", color: "var(--atlas-population)" },
  noise: { label: "Noise", color: "var(--theme-foreground-faintest)" },
};
