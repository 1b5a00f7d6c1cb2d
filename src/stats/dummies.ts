/** Attributes of personas as columns of zeros and ones. */

export interface CodedAttributes {
  /** Level by persona, one array per attribute; negative where unknown, a level of its own. */
  readonly codes: readonly ArrayLike<number>[];
  /** How many levels each attribute has. */
  readonly levels: readonly number[];
}

export interface Dummies {
  readonly personas: number;
  /** Columns in all. */
  readonly width: number;
  /** By attribute and persona: the one column that is 1, or −1 at the attribute's reference. */
  readonly column: readonly Int16Array[];
}

/** Personas that a level needs to have a column of its own. */
export const LEAST_PERSONAS = 20;

/**
 * A column for every level but the attribute's most frequent one. Levels with fewer personas than
 * `least` share a column; if they are too few even together they count as the reference.
 * O(personas × attributes).
 */
export function dummyCode(
  { codes, levels }: CodedAttributes,
  personas: number,
  least = LEAST_PERSONAS,
): Dummies {
  let width = 0;
  const column = codes.map((code, attribute) => {
    const unknown = levels[attribute];
    const counts = new Float64Array(unknown + 1);
    const levelOf = (i: number) => (code[i] < 0 ? unknown : code[i]);
    for (let i = 0; i < personas; i++) counts[levelOf(i)]++;
    const reference = counts.indexOf(Math.max(...counts));
    const isRare = (level: number) => counts[level] < least && level !== reference;
    const rare = counts.reduce((sum, count, level) => sum + (isRare(level) ? count : 0), 0);
    const shared = rare >= least ? width++ : -1;
    const of = Array.from(counts, (_, level) => {
      if (level === reference) return -1;
      return isRare(level) ? shared : width++;
    });
    return Int16Array.from({ length: personas }, (_, i) => of[levelOf(i)]);
  });
  return { personas, width, column };
}
