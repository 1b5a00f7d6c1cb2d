/** Where one works, from an industry title. */
import { midSentence, withArticle } from "./titles.ts";
import { WORKPLACES } from "./workplace-exceptions.ts";

const known = new Map(Object.entries(WORKPLACES));

/**
 * A phrase with its preposition that follows an occupation.
 * `Offices of dentists` -> `at a dentist's office`; `Hardware retailers` -> `at a hardware store`;
 * `Logging` -> `in logging`.
 * @param title an industry title as `readableTitle` makes it.
 */
export function workplace(title: string): string {
  let place = known.get(title);
  if (place === undefined) {
    place = phrase(title);
    known.set(title, place);
  }
  return place;
}

function phrase(title: string): string {
  const name = midSentence(title).replace(/, (except|not specified).*$/, "");
  const kind = name.replace(/^other /, "");
  const wholesale = /^(.*) merchant wholesalers$/.exec(kind);
  if (wholesale) return `at ${withArticle(`${wholesale[1]} wholesaler`)}`;
  const retail = /^(.*) retailers$/.exec(kind);
  if (retail) return `at ${withArticle(`${retail[1]} store`)}`;
  return `in ${kind}`;
}
