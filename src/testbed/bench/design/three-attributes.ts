import { threeVariant } from "../../../schema/bench-variants.ts";
import { type Random, shuffled } from "../../../stats/random.ts";
import { chosenPersonas } from "./deal.ts";
import { type DesignOptions, type Item, type Population, plainItem } from "./item.ts";

/** Other attributes that are shown. */
const OTHERS = 3;

/**
 * The paper's leave-one-out: for each attribute, personas of whom three others are told, with the
 * attribute and without it, on the same questions. Only what says something of a persona is told.
 * Source: arXiv 2407.17387, section 4: 40 personas an attribute, 20 questions.
 */
export function withAndWithout(
  { personas, applies = () => true }: Population,
  { attributes, personas: wanted }: DesignOptions,
  deal: () => number[],
  random: Random,
): Item[] {
  const names = Object.keys(attributes);
  const allBut = (shown: readonly string[]) =>
    names.flatMap((name) => (shown.includes(name) ? [] : attributes[name]));
  return names.flatMap((attribute) => {
    const eligible = Array.from({ length: personas }, (_, row) => row).filter((row) =>
      applies(row, attribute),
    );
    return chosenPersonas(eligible.length, wanted, random).flatMap((at) => {
      const persona = eligible[at];
      const known = names.filter((name) => name !== attribute && applies(persona, name));
      const others = shuffled(known, random).slice(0, OTHERS);
      const [shown, left] = [allBut([attribute, ...others]), allBut(others)];
      return deal().flatMap((prompt): Item[] => {
        const item = plainItem(persona, prompt);
        return [
          { ...item, variant: threeVariant("with", attribute, others), hidden: shown },
          { ...item, variant: threeVariant("without", attribute, others), hidden: left },
        ];
      });
    });
  });
}
