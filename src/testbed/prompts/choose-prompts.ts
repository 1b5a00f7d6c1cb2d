/** Chooses prompts from candidates: topics even, whole issues held out. */
import type { Pool, Prompt } from "../../schema/feedback-tables.ts";
import { type Random, shuffled } from "../../stats/random.ts";
import { UserError } from "../user-error.ts";
import type { Candidate } from "./candidates.ts";

export interface PoolSizes {
  readonly train: number;
  readonly heldout: number;
}

/** Issues of each topic of which every prompt is held out, where the topic has as many as eight. */
const UNSEEN_ISSUES = 2;
const LEAST_ISSUES = 8;

type Chosen = Omit<Prompt, "prompt_id">;

/** `total` over `parts`, even within one; who gets one more is drawn. */
function evenly(total: number, parts: number, random: Random): number[] {
  const order = shuffled(
    Array.from({ length: parts }, (_, i) => i),
    random,
  );
  const shares = new Array<number>(parts).fill(Math.floor(total / parts));
  for (const part of order.slice(0, total % parts)) shares[part]++;
  return shares;
}

/**
 * Prompts for both pools. Topics have the same number in each pool within one. Half of a topic's
 * held-out prompts are on issues that the train pool does not have; the other half are new wordings
 * of issues that it has. Issues and framings are used as evenly as the candidates allow.
 * O(prompts × candidates of a topic).
 * @throws UserError naming the topic whose candidates do not suffice.
 */
export function choosePrompts(
  candidates: readonly Candidate[],
  sizes: PoolSizes,
  random: Random,
): Prompt[] {
  const topics = [...new Set(candidates.map(({ topic }) => topic))];
  const train = evenly(sizes.train, topics.length, random);
  const heldout = evenly(sizes.heldout, topics.length, random);
  const used = { train: new Map<string, number>(), heldout: new Map<string, number>() };
  const chosen = topics.flatMap((topic, t) => {
    const own = candidates.filter((candidate) => candidate.topic === topic);
    const issues = shuffled([...new Set(own.map(({ issue }) => issue))], random);
    const unseen = new Set(issues.slice(0, issues.length >= LEAST_ISSUES ? UNSEEN_ISSUES : 0));
    const [held, seen] = [
      own.filter((c) => unseen.has(c.issue)),
      own.filter((c) => !unseen.has(c.issue)),
    ];
    const half = Math.min(held.length, Math.round(heldout[t] / 2));
    const take = (from: readonly Candidate[], count: number, pool: Pool) => {
      if (from.length < count) {
        throw new UserError(
          `topic ${topic}: ${count} ${pool} prompts are wanted, but only ${from.length} candidates are left; ask for fewer, or add issues to data/prompts/issues`,
        );
      }
      return spread(from, count, used[pool], random);
    };
    const fresh = take(held, half, "heldout");
    const reworded = take(seen, heldout[t] - half, "heldout");
    const taken = new Set(reworded);
    const trained = take(
      seen.filter((candidate) => !taken.has(candidate)),
      train[t],
      "train",
    );
    // With few train prompts, an issue that was meant for both pools can miss the train pool.
    const known = new Set(trained.map(({ issue }) => issue));
    const made = (list: readonly Candidate[], pool: Pool): Chosen[] =>
      list.map((candidate) => ({ ...candidate, pool, unseen_issue: !known.has(candidate.issue) }));
    return [...made(fresh, "heldout"), ...made(reworded, "heldout"), ...made(trained, "train")];
  });
  const digits = Math.max(4, String(chosen.length).length);
  return shuffled(chosen, random).map((prompt, i) => ({
    prompt_id: `q${String(i + 1).padStart(digits, "0")}`,
    ...prompt,
  }));
}

/** Takes from the issue taken least so far, in the framing used least in the pool. */
function spread(
  from: readonly Candidate[],
  count: number,
  framings: Map<string, number>,
  random: Random,
): Candidate[] {
  const left = new Map<string, Candidate[]>();
  for (const candidate of shuffled(from, random)) {
    left.set(candidate.issue, [...(left.get(candidate.issue) ?? []), candidate]);
  }
  const taken: Candidate[] = [];
  const uses = ({ framing }: Candidate) => framings.get(framing) ?? 0;
  while (taken.length < count) {
    // One round: each issue that has candidates left gives one.
    for (const [issue, own] of shuffled([...left], random)) {
      if (taken.length === count) break;
      const next = own.reduce((best, other) => (uses(other) < uses(best) ? other : best));
      framings.set(next.framing, uses(next) + 1);
      taken.push(next);
      const rest = own.filter((other) => other !== next);
      if (rest.length > 0) left.set(issue, rest);
      else left.delete(issue);
    }
  }
  return taken;
}
