/** What a run asks, by task. */
import { PERTURBATIONS } from "../../../schema/bench-variants.ts";
import type { Random } from "../../../stats/random.ts";
import { streamOf } from "../../feedback/stream.ts";
import { comparisons } from "./comparison.ts";
import { chosenPersonas, dealer } from "./deal.ts";
import { type DesignOptions, type Item, type Population, plainItem } from "./item.ts";
import { sequences } from "./sequences.ts";
import { withAndWithout } from "./three-attributes.ts";

/** Judges of an answer that was made for somebody else. */
const CROSS_JUDGES = 4;

/**
 * The items of a task, in an order that a seed decides. Prompts are dealt to personas like cards
 * from a deck in which topics take turns, so that prompts and topics are used evenly.
 * @throws UserError where a persona is to get more prompts than there are.
 */
export function designItems(population: Population, options: DesignOptions): Item[] {
  const random = streamOf(options.seed, `bench ${options.task}`);
  const personas = chosenPersonas(population.personas, options.personas, random);
  const deal = dealer(population.topics, options.perPersona, random);
  if (options.task === "drift") return sequences(personas, deal, options, random);
  if (options.task === "loo_three") return withAndWithout(population, options, deal, random);
  const plain = personas.flatMap((persona) => deal().map((prompt) => plainItem(persona, prompt)));
  switch (options.task) {
    case "main":
    case "intersectionality":
      return plain;
    case "loo":
      return plain.flatMap((item) => [
        item,
        ...Object.entries(options.attributes).map(([variant, hidden]) => ({
          ...item,
          variant,
          hidden,
        })),
      ]);
    case "pass_at_k":
      return plain.flatMap((item) =>
        Array.from({ length: options.attempts }, (_, attempt) => ({ ...item, attempt })),
      );
    case "stability":
      return plain.flatMap((item) => [
        item,
        ...PERTURBATIONS.map((variant, at) => ({ ...item, variant, attempt: at + 1 })),
      ]);
    case "cross_persona":
      return plain.flatMap((item) => [item, ...judgedByOthers(item, personas, random)]);
    case "comparison":
      return comparisons(personas, population.topics.length, options, random);
  }
}

/** The same answer judged for other personas; the variant names whom it was made for. */
function judgedByOthers(item: Item, personas: readonly number[], random: Random): Item[] {
  const others = new Set<number>();
  while (others.size < Math.min(CROSS_JUDGES, personas.length - 1)) {
    const other = personas[random.below(personas.length)];
    if (other !== item.persona) others.add(other);
  }
  return [...others].map((persona) => ({ ...item, persona, variant: `for row ${item.persona}` }));
}
