/** Which candidates are questions that would divide people, and how many are not. */
import type { Candidate } from "./candidates.ts";
import { nearDuplicates } from "./near-duplicates.ts";

/** Expected share of respondents on the smaller side, by candidate: of simulated ones, or a model's. */
export type Divisiveness = (candidates: readonly Candidate[]) => Promise<readonly number[]>;

export interface Filtered {
  readonly kept: readonly Candidate[];
  readonly filters: readonly { filter: string; sentence: string; dropped: number }[];
}

/** Least words of a prompt, as in the paper. */
export const LEAST_WORDS = 5;
/** Pairs at least as similar are near-duplicates. */
export const NEAR_DUPLICATE = 0.75;

const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean).length;

/**
 * The paper's filters, then near-duplicates, then divisiveness.
 * @param leastMinority expected share of the smaller side below which a prompt goes.
 * Source: Castricato et al. (2024), section 3: "?", five words, would it divide people.
 */
export async function filterCandidates(
  candidates: readonly Candidate[],
  divisiveness: Divisiveness,
  leastMinority: number,
): Promise<Filtered> {
  const filters: { filter: string; sentence: string; dropped: number }[] = [];
  let kept = candidates;
  const keep = (filter: string, sentence: string, isKept: (row: number) => boolean) => {
    const next = kept.filter((_, row) => isKept(row));
    filters.push({ filter, sentence, dropped: kept.length - next.length });
    kept = next;
  };
  const rows = kept;
  keep("question", "It asks something: there is a question mark.", (row) =>
    rows[row].text.includes("?"),
  );
  const asked = kept;
  keep(
    "length",
    `It has ${LEAST_WORDS} words or more.`,
    (row) => wordsIn(asked[row].text) >= LEAST_WORDS,
  );
  const twins = nearDuplicates(
    kept.map(({ text }) => text),
    NEAR_DUPLICATE,
  );
  keep(
    "near-duplicate",
    `No other prompt shares ${NEAR_DUPLICATE * 100} % of its runs of three words.`,
    (row) => !twins.has(row),
  );
  const minority = await divisiveness(kept);
  keep(
    "divisive",
    `At least ${Math.round(leastMinority * 100)} % are expected on the smaller side.`,
    (row) => minority[row] >= leastMinority,
  );
  return { kept, filters };
}
