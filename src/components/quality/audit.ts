/** The audit of a dataset's feedback as src/data/quality.json.ts writes it. Shares are 0 to 1. */
import type { Interval } from "../../stats/wilson.ts";

export interface QualityAudit {
  /** Name of the language model that chose; null for simulated respondents. */
  readonly model: string | null;
  readonly features: readonly AuditedFeature[];
  /** Guesses that should be right more often than chance: they show that the audit can see. */
  readonly controls: Readonly<Record<"majority" | "truth", Guess>>;
  readonly lengths: Lengths;
  readonly again: AskedAgain;
  readonly coverage: CoverageFound;
  /** Nearest prompts of the dataset, and nearest across the two pools; the most alike first. */
  readonly closest: readonly ClosestPair[];
  readonly checks: readonly Check[];
}

/** How often a guess is right on test choices; the interval is clustered by persona and prompt. */
export interface Guess extends Interval {
  readonly accuracy: number;
  /** Test choices that enter. */
  readonly n: number;
}

export interface AuditedFeature extends Guess {
  readonly key: string;
  readonly label: string;
  /** What the guess is, as learned on train choices, and the same in a word. */
  readonly rule: string;
  readonly way: string;
  /** Choices between answers alike in the feature: they count as half right. */
  readonly equal: number;
}

export interface Lengths {
  /** Answers by number of words and position: the first word count of each bin, and the counts. */
  readonly binWords: number;
  readonly bins: readonly { readonly from: number; readonly answers: readonly number[] }[];
  readonly positions: readonly {
    readonly n: number;
    readonly mean: number;
    readonly sd: number;
    readonly median: number;
  }[];
  /** Mean of the first position less that of the second, in words, clustered by issue. */
  readonly difference: Interval & { readonly mean: number };
  /** Mean distance of equal quantiles, in words. */
  readonly distance: number;
}

export interface AskedAgain {
  /** All, then by size of the true utility; one row only where that is not stored. */
  readonly rows: readonly AgainRow[];
  readonly kappa: Interval & { readonly value: number };
  /** Choices asked again without a first answer to compare with. */
  readonly skipped: number;
}

export interface AgainRow extends Interval {
  readonly label: string;
  readonly n: number;
  /** Share of equal answers. */
  readonly agreement: number;
  /** Mean of p² + (1 - p)² over the same choices, p the stored probability; null if not stored. */
  readonly expected: number | null;
}

export interface CoverageFound {
  /** Prompts by how many judged them, by pool. */
  readonly judges: readonly {
    readonly pool: string;
    readonly judges: number;
    readonly prompts: number;
  }[];
  readonly judgesSpread: CountSpread;
  /** Pairs of personas by how many prompts both judged; null where only a sample was counted. */
  readonly shared: readonly { readonly prompts: number; readonly pairs: number }[] | null;
  readonly sharedSpread: CountSpread;
  readonly pairs: number;
  /** Choices per persona, by split. */
  readonly splits: readonly (CountSpread & { readonly split: string; readonly choices: number })[];
  /** Prompts by topic, in the order of the topics' labels. */
  readonly topics: readonly {
    readonly key: string;
    readonly label: string;
    readonly train: number;
    readonly heldout: number;
  }[];
}

export interface CountSpread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

export interface ClosestPair {
  /** Jaccard index of runs of three words. */
  readonly similarity: number;
  readonly prompts: readonly {
    readonly id: string;
    readonly pool: string;
    readonly issue: string;
    readonly text: string;
  }[];
}

export const CHECK_GROUPS = ["guess", "length", "again", "coverage", "leak"] as const;
export type CheckGroup = (typeof CHECK_GROUPS)[number];

export interface Check {
  readonly key: string;
  readonly group: CheckGroup;
  /** What holds if it passes; of a feature its label alone. */
  readonly claim: string;
  readonly found: number;
  readonly unit: "share" | "count" | "difference" | "words" | "similarity";
  /** Number of things looked at, and what they are. */
  readonly of: number;
  readonly things: string;
  readonly expected: string;
  readonly passed: boolean;
  /** Not passed, but too few choices to call it a fault: the interval reaches what is expected. */
  readonly isOpen?: boolean;
}
