/** Style of an answer: drawn without regard to its position, and true of its text. */
import type { StyleFeature } from "../../schema/feedback-tables.ts";
import type { Random } from "../../stats/random.ts";
import type { Rhetoric } from "../prompts/framing.ts";

/** Five grades: half a unit is one mark in the text, a unit is two. */
export const GRADES = [-1, -0.5, 0, 0.5, 1] as const;

export type Style = Readonly<Record<StyleFeature, number>>;

export function drawStyle(random: Random): Style {
  const grade = () => GRADES[random.below(GRADES.length)];
  return { hedging: grade(), formality: grade(), warmth: grade() };
}

/** Phrases that carry a style; each is used once at most. */
export interface Marks {
  /** Said before anything else; "" for nothing. */
  readonly first: string;
  /** Before the claim. */
  readonly lead: string;
  /** Before a later argument. */
  readonly link: string;
  readonly closes: readonly string[];
  readonly isContracted: boolean;
}

const pick = <T>(list: readonly T[], random: Random): T => list[random.below(list.length)];

/** Which phrases make the style. Two marks: a lead and a close, or two closes. */
export function marksOf(
  { hedging, formality, warmth }: Style,
  rhetoric: Rhetoric,
  random: Random,
): Marks {
  const closes: string[] = [];
  const close = (list: readonly string[]) => {
    closes.push(
      pick(
        list.filter((phrase) => !closes.includes(phrase)),
        random,
      ),
    );
  };
  let [first, lead, link] = ["", "", ""];
  if (hedging !== 0) {
    const own = hedging > 0 ? rhetoric.hedged : rhetoric.firm;
    const isLed = Math.abs(hedging) === 1 || random.below(2) === 0;
    if (isLed) lead = pick(own.lead, random);
    if (Math.abs(hedging) === 1 || !isLed) close(own.close);
  }
  if (warmth !== 0) {
    const own = warmth > 0 ? rhetoric.warm : rhetoric.cool;
    close(own.close);
    if (Math.abs(warmth) === 1) {
      if (random.below(2) === 0) first = pick(own.lead, random);
      else close(own.close);
    }
  }
  if (formality !== 0) {
    const own = formality > 0 ? rhetoric.formal : rhetoric.casual;
    link = pick(own.link, random);
    if (Math.abs(formality) === 1) close(own.close);
  }
  return { first, lead, link, closes, isContracted: formality < 0 };
}
