/** What one person of an occupation is called. */
import { PERSON_TITLES } from "./person-title-exceptions.ts";
import { midSentence, withArticle } from "./titles.ts";

const known = new Map(Object.entries(PERSON_TITLES));

/**
 * The name of one worker, for the middle of a sentence.
 * `Registered nurses` -> `registered nurse`; `Accountants and auditors` -> `accountant or auditor`;
 * `Elementary and middle school teachers` -> `elementary and middle school teacher`.
 * @param title an occupation title as `readableTitle` makes it.
 */
export function personTitle(title: string): string {
  let person = known.get(title);
  if (person === undefined) {
    person = oneOf(title);
    known.set(title, person);
  }
  return person;
}

/** `a registered nurse`, `an accountant or auditor`. */
export function aPerson(title: string): string {
  return withArticle(personTitle(title));
}

function oneOf(title: string): string {
  const [, head, tail] = /^(.*?)((?: of| in) .*)?$/.exec(
    midSentence(title)
      .replace(/,? (except|including) .*$/, "")
      .replace(/^other /, ""),
  )!;
  const parts = head.split(/(, and |, | and )/);
  const last = parts.length - 1;
  let several = 0;
  for (let i = 0; i <= last; i += 2) {
    const one = singular(parts[i], i === last);
    if (one === parts[i]) continue;
    parts[i] = one;
    several++;
  }
  const joined = parts.join("");
  return (several > 1 ? joined.replace(/ and /g, " or ") : joined) + (tail ?? "");
}

const WORKER =
  /(ers|ors|ists|ians|ants|ents|clerks|aides|nurses|cooks|guides|chefs|monitors|coaches|pilots|smiths|wrights|masons|wardens|guards|analysts|scouts|persons|judges|agents|hands)$/;
const NOT_WORKERS = /(computers|vehicles|products|arts|instruments)$/;

/** The last word of a phrase in the singular; inside a list only where it names a worker. */
function singular(phrase: string, isLast: boolean): string {
  if (!phrase.endsWith("s") || phrase.endsWith("ss")) return phrase;
  if (!isLast && (!WORKER.test(phrase) || NOT_WORKERS.test(phrase))) return phrase;
  if (/(ch|sh|ss|x)es$/.test(phrase)) return phrase.slice(0, -2);
  return phrase.replace(/ies$/, "y").replace(/s$/, "");
}
