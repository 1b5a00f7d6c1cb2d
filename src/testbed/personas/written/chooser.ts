/** Picks entries that fit a person, quickly: hard conditions by list and bit mask, traits by chance. */
import type { Random } from "../../../stats/random.ts";
import { type Choice, choiceOf } from "./choice.ts";
import { type Entry, OLDEST } from "./corpus.ts";
import { HOUSEHOLDS, WORK } from "./vocabulary.ts";

/** A corpus made ready for choosing. */
export interface Chooser {
  readonly choices: readonly Choice[];
  /** Choices whose age, work and household fit, by class; filled as classes occur. */
  readonly byClass: (readonly Choice[] | undefined)[];
}

/** A person as a chooser sees it: words as their indices in the vocabulary. */
export interface Chosen {
  readonly age: number;
  readonly work: number;
  readonly household: number;
  /** Level index of the occupation category. */
  readonly occupation: number;
  /** Bit mask of facts. */
  readonly facts: number;
  /** Level indices in the order of `TRAITS`. */
  readonly traits: readonly number[];
}

/** What a persona's text has said so far, as the bit masks of `Choice`. */
export interface Said {
  topics: number;
  wants: number;
}

export function chooserOf(entries: readonly Entry[]): Chooser {
  return { choices: entries.map(choiceOf), byClass: [] };
}

/** Choices that fit an age, work and household, before facts, occupation and traits. */
export function choicesFor(
  chooser: Chooser,
  age: number,
  work: number,
  household: number,
): readonly Choice[] {
  const key = (Math.min(age, OLDEST) * WORK.length + work) * HOUSEHOLDS.length + household;
  let fitting = chooser.byClass[key];
  if (!fitting) {
    fitting = chooser.choices.filter(
      (choice) =>
        choice.from <= age &&
        age <= choice.to &&
        (choice.work >>> work) & 1 &&
        (choice.households >>> household) & 1,
    );
    chooser.byClass[key] = fitting;
  }
  return fitting;
}

/** True where the facts and the present occupation allow a choice. */
export function allowed(choice: Choice, person: Pick<Chosen, "facts" | "occupation">): boolean {
  return (
    (person.facts & choice.needs) === choice.needs &&
    (person.facts & choice.not) === 0 &&
    ((choice.occupations >>> person.occupation) & 1) === 1
  );
}

/** Draws after which traits no longer count, so that choosing always ends. */
const PATIENCE = 400;

/**
 * Texts of `count` (at most 3) different entries that fit a person, joined by `; `, the first
 * letter a capital. Rejection sampling: an entry is drawn evenly and kept with its chance.
 * @param said what other attributes have said; the chosen entries are added to it.
 * @throws RangeError where fewer than `count` entries fit.
 */
export function choose(
  chooser: Chooser,
  person: Chosen,
  count: number,
  said: Said,
  random: Random,
): string {
  const fitting = choicesFor(chooser, person.age, person.work, person.household);
  let joined = "";
  let first = -1;
  let second = -1;
  for (let taken = 0; taken < count; taken++) {
    const choice = draw(fitting, person, said, first, second, random);
    if (taken === 0) first = choice.index;
    else second = choice.index;
    said.topics |= choice.topics;
    said.wants |= choice.wants;
    joined = taken === 0 ? capital(choice.text) : `${joined}; ${choice.text}`;
  }
  return joined;
}

function draw(
  fitting: readonly Choice[],
  person: Chosen,
  said: Said,
  first: number,
  second: number,
  random: Random,
): Choice {
  const n = fitting.length;
  for (let draws = 0; draws < PATIENCE; draws++) {
    const u = random.next() * n;
    const at = u | 0;
    const choice = fitting[at];
    if (!isNew(choice, said) || choice.index === first || choice.index === second) continue;
    // The fraction left of the same number decides on acceptance: n is far below 2^32.
    if (u - at < chance(choice, person.traits) && allowed(choice, person)) return choice;
  }
  return lastResort(fitting, person, said, first, second, random);
}

/** Any entry that fits, traits aside; one that repeats or contradicts only where no other is left. */
function lastResort(
  fitting: readonly Choice[],
  person: Chosen,
  said: Said,
  first: number,
  second: number,
  random: Random,
): Choice {
  const left = fitting.filter(
    (choice) => choice.index !== first && choice.index !== second && allowed(choice, person),
  );
  const fresh = left.filter((choice) => isNew(choice, said));
  const from = fresh.length > 0 ? fresh : left;
  if (from.length === 0) {
    const who = `${person.age}, ${WORK[person.work]}, ${HOUSEHOLDS[person.household]}`;
    throw new RangeError(`no entry is left for a person of ${who}`);
  }
  return from[random.below(from.length)];
}

/** True where a choice neither repeats a topic nor contradicts a trait. */
function isNew(choice: Choice, said: Said): boolean {
  return (choice.topics & said.topics) === 0 && (choice.opposes & said.wants) === 0;
}

function chance(choice: Choice, traits: readonly number[]): number {
  return (
    choice.weight * choice.chanceA[traits[choice.traitA]] * choice.chanceB[traits[choice.traitB]]
  );
}

const capitals = new Map<string, string>();

function capital(text: string): string {
  let upper = capitals.get(text);
  if (upper === undefined) {
    upper = text.charAt(0).toUpperCase() + text.slice(1);
    capitals.set(text, upper);
  }
  return upper;
}
