/** Corpus entries compiled to bounds, bit masks and chances. */
import { OCCUPATION, TRAITS } from "../../../schema/levels.ts";
import { type Condition, type Entry, OLDEST } from "./corpus.ts";
import { FACTS, HOUSEHOLDS, maskOf, TOPICS, WORK } from "./vocabulary.ts";

export interface Choice {
  readonly text: string;
  /** Position in the corpus file. */
  readonly index: number;
  /** Youngest and oldest age. */
  readonly from: number;
  readonly to: number;
  /** Work, households and occupations that fit; -1 for every one. */
  readonly work: number;
  readonly households: number;
  readonly occupations: number;
  readonly needs: number;
  readonly not: number;
  readonly topics: number;
  /** Bit 2t for a high and 2t + 1 for a low trait t that the entry shows. */
  readonly wants: number;
  /** The contrary of `wants`. */
  readonly opposes: number;
  /** Chance of being kept when drawn, before traits. */
  readonly weight: number;
  /** Up to two traits, and the chance of being kept by their level. */
  readonly traitA: number;
  readonly chanceA: readonly number[];
  readonly traitB: number;
  readonly chanceB: readonly number[];
}

/** Chance by trait level, from extremely low to extremely high, of an entry that shows a high trait. */
const HIGH = [0.02, 0.12, 0.45, 0.9, 1];
const LOW = [...HIGH].reverse();
const ANY = [1, 1, 1, 1, 1];
/** Chance of an entry that shows no trait. */
const NEUTRAL = 0.45;
const EVERY = -1;
const ADULT = 18;

/** Compiles an entry. At most two of its traits count. */
export function choiceOf(
  { text, when = {}, topics = [], weight = 1 }: Entry,
  index: number,
): Choice {
  const [from, to] = when.age ?? [when.adult ? ADULT : 0, OLDEST];
  const households = when.household ? maskOf(HOUSEHOLDS, when.household) : EVERY;
  const shown = TRAITS.flatMap((trait, t) => {
    const side = when.traits?.[trait];
    return side ? [{ t, chance: side === "high" ? HIGH : LOW }] : [];
  });
  return {
    text,
    index,
    from,
    to,
    work: when.work ? maskOf(WORK, when.work) : EVERY,
    households: when.home ? households & ~maskOf(HOUSEHOLDS, ["group quarters"]) : households,
    occupations: when.occupations ? maskOf(OCCUPATION, when.occupations) : EVERY,
    needs: maskOf(FACTS, when.needs ?? []),
    not: maskOf(FACTS, when.not ?? []),
    topics: maskOf(TOPICS, topics),
    wants: sides(when.traits, "high", "low"),
    opposes: sides(when.traits, "low", "high"),
    weight: shown.length > 0 ? weight : weight * NEUTRAL,
    traitA: shown[0]?.t ?? 0,
    chanceA: shown[0]?.chance ?? ANY,
    traitB: shown[1]?.t ?? 0,
    chanceB: shown[1]?.chance ?? ANY,
  };
}

/** Bit 2t for each trait on side `even`, 2t + 1 for each on side `odd`. */
function sides(traits: Condition["traits"], even: string, odd: string): number {
  return TRAITS.reduce((mask, trait, t) => {
    const side = traits?.[trait];
    return mask | (side === even ? 1 << (2 * t) : 0) | (side === odd ? 1 << (2 * t + 1) : 0);
  }, 0);
}
