/** Small operations on English sentences, safe for what the corpus holds. */

/** First words that lose their capital inside a sentence; all others may be names. */
const LOWERED = new Set(
  "a an the this that these those when where if in on at by for from with without to of and but because since while as after before under over every each all any some many most few no nobody nothing not one two both either it he she they we there people parents children families workers employers schools teachers students colleges companies voters citizens owners neighbors friends adults couples cities towns states courts judges police officers doctors patients guests hosts money taxes rules laws public private young old good small large low high poor rich only even once".split(
    " ",
  ),
);

/** The sentence for use after other words, or null where its first word may be a name. */
export function insideSentence(sentence: string): string | null {
  const [first] = sentence.split(/[\s,']/);
  return LOWERED.has(first.toLowerCase()) && first !== "I"
    ? sentence[0].toLowerCase() + sentence.slice(1)
    : null;
}

/** A phrase before a sentence: after a colon or full stop its capital stays. */
export function led(phrase: string, sentence: string): string | null {
  if (phrase === "") return sentence;
  if (/[:.!?]$/.test(phrase)) return `${phrase} ${sentence}`;
  const inside = insideSentence(sentence);
  return inside === null ? null : `${phrase} ${inside}`;
}

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\b(do|does|did|is|are|was|were|should|would|could|has|have|need)(?: )not\b/g, "$1n't"],
  [/\bcannot\b/g, "can't"],
  [/\bwill not\b/g, "won't"],
  [/\b([Ii])t is\b(?! not)/g, "$1t's"],
  [/\b([Tt])here is\b/g, "$1here's"],
  [/\b([Tt])hat is\b(?=[ ,])/g, "$1hat's"],
];

/** As one would say it: "do not" becomes "don't". */
export function contracted(text: string): string {
  return CONTRACTIONS.reduce((t, [pattern, short]) => t.replace(pattern, short), text);
}

export function wordCount(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
