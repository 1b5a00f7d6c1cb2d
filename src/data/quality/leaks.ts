/** What would let a model know the test: prompts, pairs or answers on both sides of a split. */
import type { ClosestPair } from "../../components/quality/audit.ts";
import { SPLITS } from "../../schema/feedback-tables.ts";
import { NEAR_DUPLICATE } from "../../testbed/prompts/filters.ts";
import { similarPairs } from "../../testbed/prompts/near-duplicates.ts";
import type { Audited } from "./audited.ts";

const HELDOUT = SPLITS.indexOf("test_heldout");
/** Pairs less alike are not looked at; pairs across the pools that are shown. */
const SIMILAR = 0.4;
const SHOWN_ACROSS = 5;

export interface Leaks {
  /** Texts, letters and digits alone, that stand in both pools. */
  readonly promptsInBoth: number;
  readonly answersInBoth: number;
  /** Choices of a train split on prompts of the held-out pool, and the other way around. */
  readonly heldoutInTrain: number;
  readonly trainInHeldout: number;
  readonly unseenIssues: number;
  readonly unseenWithTrain: number;
  /** Pairs of persona and prompt, and those in more than one split. */
  readonly pairs: number;
  readonly pairsInTwoSplits: number;
  /** Most similar two prompts of different pools, and pairs at least as similar as duplicates. */
  readonly mostSimilarAcross: number;
  readonly nearDuplicatesAcross: number;
  /** Prompts that were not shown as often in one order as in the other, within one. */
  readonly unevenOrder: number;
}

export function findLeaks(dataset: Audited): Leaks {
  const { prompts, answers, feedback } = dataset;
  const { persona, prompt, split, swapped } = feedback;
  const isHeldout = prompts.map(({ pool }) => pool === "heldout");
  const trainIssues = new Set(prompts.filter(({ pool }) => pool === "train").map(issueOf));
  const unseen = new Set(prompts.filter(({ unseen_issue }) => unseen_issue).map(issueOf));
  let [heldoutInTrain, trainInHeldout] = [0, 0];
  const splitOf = new Map<number, number>();
  const mixed = new Set<number>();
  const order = new Int32Array(prompts.length);
  for (let row = 0; row < feedback.n; row++) {
    if (isHeldout[prompt[row]] && split[row] !== HELDOUT) heldoutInTrain++;
    if (!isHeldout[prompt[row]] && split[row] === HELDOUT) trainInHeldout++;
    const pair = persona[row] * prompts.length + prompt[row];
    const before = splitOf.get(pair);
    if (before !== undefined && before !== split[row]) mixed.add(pair);
    splitOf.set(pair, split[row]);
    order[prompt[row]] += swapped[row] ? -1 : 1;
  }
  const across = similarAcross(dataset);
  return {
    promptsInBoth: inBoth(prompts.map(({ text }, row) => [text, isHeldout[row]])),
    answersInBoth: inBoth(
      answers.flatMap((pair, row) =>
        pair.map(({ text }): [string, boolean] => [text, isHeldout[row]]),
      ),
    ),
    heldoutInTrain,
    trainInHeldout,
    unseenIssues: unseen.size,
    unseenWithTrain: [...unseen].filter((issue) => trainIssues.has(issue)).length,
    pairs: splitOf.size,
    pairsInTwoSplits: mixed.size,
    mostSimilarAcross: across[0]?.similarity ?? 0,
    nearDuplicatesAcross: across.filter(({ similarity }) => similarity >= NEAR_DUPLICATE).length,
    unevenOrder: order.filter((more) => Math.abs(more) > 1).length,
  };
}

/** The manifest's closest pairs and the closest across pools, each once, the most alike first. */
export function closestPairs(dataset: Audited): ClosestPair[] {
  const { prompts, manifest } = dataset;
  const rowOf = new Map(prompts.map(({ prompt_id }, row) => [prompt_id, row]));
  const named = (manifest.prompts?.closest ?? []).flatMap(({ a, b, similarity }) => {
    const [one, two] = [rowOf.get(a), rowOf.get(b)];
    return one === undefined || two === undefined ? [] : [{ a: one, b: two, similarity }];
  });
  const pairs = new Map(
    [...similarAcross(dataset).slice(0, SHOWN_ACROSS), ...named].map((pair) => [
      [pair.a, pair.b].sort((one, two) => one - two).join(" "),
      pair,
    ]),
  );
  return [...pairs.values()]
    .sort((one, two) => two.similarity - one.similarity)
    .map(({ a, b, similarity }) => ({
      similarity,
      prompts: [a, b].map((row) => {
        const { prompt_id, pool, issue, text } = prompts[row];
        return { id: prompt_id, pool, issue, text };
      }),
    }));
}

function similarAcross({ prompts }: Audited) {
  return similarPairs(
    prompts.map(({ text }) => text),
    SIMILAR,
  ).filter(({ a, b }) => prompts[a].pool !== prompts[b].pool);
}

/** Texts that occur both held out and not. */
function inBoth(texts: readonly (readonly [string, boolean])[]): number {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  const train = new Set(texts.filter(([, heldout]) => !heldout).map(([text]) => plain(text)));
  const held = new Set(texts.filter(([, heldout]) => heldout).map(([text]) => plain(text)));
  return [...held].filter((text) => train.has(text)).length;
}

const issueOf = ({ issue }: { readonly issue: string }) => issue;
