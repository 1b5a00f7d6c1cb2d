/** The words of a text that can tell its topic. */
import { STOP_WORDS } from "./stop-words.ts";

/**
 * Words in lower case, without accents, possessives, apostrophes and numbers; without stop words
 * and single letters; plurals as singulars: `The state's churches` -> `state churche`. What is no
 * word after that is no matter, as every text goes through the same. O(length).
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]s?(?!\p{L})/gu, "")
    .replace(/['’]/g, "");
  const words = plain.match(/\p{L}{2,}/gu) ?? [];
  return words.filter((word) => !STOP_WORDS.has(word)).map(singular);
}

/**
 * `policies` -> `policy`, `guns` -> `gun`; `class` and `campus` stay.
 * Source: the S stemmer of Harman (1991), How effective is suffixing? Journal of the American
 * Society for Information Science 42, 7-15, without its exceptions for `-eies`, `-aies`, `-es`.
 */
function singular(word: string): string {
  if (word.length < 4) return word;
  return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.replace(/([^su])s$/, "$1");
}
