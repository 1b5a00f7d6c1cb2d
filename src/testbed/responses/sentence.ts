/** Small operations on English sentences. */

const WORD = /[A-Za-z][A-Za-z'-]*/;
const words = (text: string) => text.match(/[A-Za-z][A-Za-z'-]*/g) ?? [];

/**
 * Words that lose their capital inside a sentence: those that texts use in lower case, and never
 * with a capital but as the first word of a sentence. All others may be names.
 */
export function commonWords(texts: readonly string[]): ReadonlySet<string> {
  const common = new Set<string>();
  const names = new Set<string>();
  for (const text of texts) {
    for (const sentence of text.split(/(?<=[.!?:])\s+/)) {
      words(sentence).forEach((word, i) => {
        if (word === word.toLowerCase()) common.add(word);
        else if (i > 0) names.add(word.toLowerCase());
      });
    }
  }
  for (const name of names) common.delete(name);
  return common;
}

/** The sentence for use after other words, or null where its first word may be a name. */
export function insideSentence(sentence: string, common: ReadonlySet<string>): string | null {
  const first = sentence.match(WORD)?.[0];
  return first !== undefined && common.has(first.toLowerCase())
    ? sentence[0].toLowerCase() + sentence.slice(1)
    : null;
}

/** A phrase before a sentence, whose capital stays after a colon or full stop; null if it cannot. */
export function led(phrase: string, sentence: string, common: ReadonlySet<string>): string | null {
  if (phrase === "") return sentence;
  if (/[:.!?]$/.test(phrase)) return `${phrase} ${sentence}`;
  const inside = insideSentence(sentence, common);
  return inside === null ? null : `${phrase} ${inside}`;
}

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(do|does|did|is|are|was|were|should|would|could|has|have) not\b/g, "$1n't"],
  [/\bcannot\b/g, "can't"],
  [/\bwill not\b/g, "won't"],
  [/\bIt is\b(?! not)/g, "It's"],
  [/\bThere is\b/g, "There's"],
];

/** As one would say it: "do not" becomes "don't". */
export function contracted(text: string): string {
  return CONTRACTIONS.reduce((t, [pattern, short]) => t.replace(pattern, short), text);
}

const SPACE = /\s/;

/** Runs of what is no white space. Answers are counted by the million, hence no split. */
export function wordCount(text: string): number {
  let count = 0;
  let isInside = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isSpace = code === 32 || ((code < 32 || code > 127) && SPACE.test(text[i]));
    if (!isSpace && !isInside) count++;
    isInside = !isSpace;
  }
  return count;
}
