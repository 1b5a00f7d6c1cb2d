/** Sums over personas and prompts that the error of a gap is made of. */

/** Choices, and where each belongs. */
export interface GapRows {
  /** Row of the persona and of the prompt, by choice. */
  readonly persona: ArrayLike<number>;
  readonly prompt: ArrayLike<number>;
  /** 0 or 1: the position preferred; 2 for a tie, which counts half. */
  readonly choice: ArrayLike<number>;
  /** By prompt, the pole that is counted: 1 where it is position 0, -1 where 1, 0 for neither. */
  readonly pole: ArrayLike<number>;
  /** By prompt: its topic, below `topics`; negative leaves it out. */
  readonly topic: ArrayLike<number>;
  readonly topics: number;
  /** By persona: its group, below `groups`; negative leaves it out. */
  readonly group: ArrayLike<number>;
  readonly groups: number;
}

/** Sums by persona and topic, or by prompt and group, row-major. */
export interface Sums {
  readonly y: Float64Array;
  readonly n: Float64Array;
}

/** Sums by topic and group, row-major, with a last column for all groups. */
export interface Choices extends Sums {
  readonly yy: Float64Array;
}

/**
 * One choice in a sum that holds both how many there are and twice how many are for the pole: a
 * single addition per choice is what makes this fast. Exact below 2^25 choices.
 */
const ONE = 2 ** 26;

/** The two sums that a packed one holds. */
function unpacked(packed: Float64Array): Sums {
  const n = packed.map((both) => Math.floor(both / ONE));
  return { n, y: packed.map((both, at) => (both - n[at] * ONE) / 2) };
}

/** Sums of the rows, and rows left out. O(rows). */
export function sumRows(rows: GapRows) {
  const { persona, prompt, choice, pole, topic, topics, group, groups } = rows;
  const width = groups + 1;
  const ofPersona = new Float64Array(group.length * topics);
  const ofPrompt = new Float64Array(topic.length * groups);
  const ties = new Float64Array(topics * width);
  // -1 leaves a prompt out.
  const topicOf = Int32Array.from(topic, (t, what) => (t < 0 || pole[what] === 0 ? -1 : t));
  const first = Uint8Array.from(topic, (_, what) => (pole[what] > 0 ? 0 : 1));
  const groupOf = Int32Array.from(group);
  let skipped = 0;
  for (let row = 0; row < persona.length; row++) {
    const what = prompt[row];
    const who = persona[row];
    const t = topicOf[what];
    const g = groupOf[who];
    if (g < 0 || t < 0) {
      skipped++;
      continue;
    }
    const picked = choice[row];
    if (picked === 2) ties[t * width + g]++;
    const added = picked === 2 ? ONE + 1 : picked === first[what] ? ONE + 2 : ONE;
    ofPersona[who * topics + t] += added;
    ofPrompt[what * groups + g] += added;
  }
  const byPersona = unpacked(ofPersona);
  const byPrompt = unpacked(ofPrompt);
  return { choices: choiceSums(byPrompt, ties, topicOf, rows), byPersona, byPrompt, skipped };
}

/** Sums by topic and group; a tie is a half, of which the square is a quarter. */
function choiceSums(
  byPrompt: Sums,
  ties: Float64Array,
  topicOf: Int32Array,
  { topics, groups }: GapRows,
): Choices {
  const width = groups + 1;
  const y = new Float64Array(topics * width);
  const n = new Float64Array(topics * width);
  topicOf.forEach((t, what) => {
    if (t < 0) return;
    for (let g = 0; g < groups; g++) {
      y[t * width + g] += byPrompt.y[what * groups + g];
      n[t * width + g] += byPrompt.n[what * groups + g];
    }
  });
  const yy = y.map((sum, at) => sum - ties[at] / 4);
  for (const table of [y, yy, n]) addTotals(table, width);
  return { y, n, yy };
}

/** Fills the last column with the sum of the others. */
function addTotals(table: Float64Array, width: number): void {
  for (let at = 0; at < table.length; at++) {
    const last = at - (at % width) + width - 1;
    if (at !== last) table[last] += table[at];
  }
}

/** By topic and group, and all: Σ over personas of Y², YN and N², and how many there are. */
export interface PersonaMoments {
  readonly yy: Float64Array;
  readonly yn: Float64Array;
  readonly nn: Float64Array;
  readonly count: Float64Array;
}

export function personaMoments({ y, n }: Sums, { group, groups, topics }: GapRows): PersonaMoments {
  const width = groups + 1;
  const table = () => new Float64Array(topics * width);
  const moments = { yy: table(), yn: table(), nn: table(), count: table() };
  for (let who = 0; who < group.length; who++) {
    const g = group[who];
    if (g < 0) continue;
    for (let t = 0; t < topics; t++) {
      const at = who * topics + t;
      if (n[at] === 0) continue;
      const cell = t * width + g;
      moments.yy[cell] += y[at] * y[at];
      moments.yn[cell] += y[at] * n[at];
      moments.nn[cell] += n[at] * n[at];
      moments.count[cell]++;
    }
  }
  for (const table of Object.values(moments)) addTotals(table, width);
  return moments;
}

/** By topic and group: Σ over prompts of squared influence, and prompts of the group and others. */
export interface PromptMoments {
  readonly squares: Float64Array;
  readonly own: Float64Array;
  readonly others: Float64Array;
}

export function promptMoments(
  { y, n }: Sums,
  choices: Choices,
  { topic, topics, groups }: GapRows,
): PromptMoments {
  const width = groups + 1;
  const table = () => new Float64Array(topics * width);
  const moments = { squares: table(), own: table(), others: table() };
  for (let what = 0; what < topic.length; what++) {
    if (topic[what] < 0) continue;
    const first = topic[what] * width;
    const all = first + groups;
    let allY = 0;
    let allN = 0;
    for (let g = 0; g < groups; g++) {
      allY += y[what * groups + g];
      allN += n[what * groups + g];
    }
    if (allN === 0) continue;
    for (let g = 0; g < groups; g++) {
      const cell = first + g;
      const ownN = n[what * groups + g];
      const ownY = y[what * groups + g];
      const [cellN, restN] = [choices.n[cell], choices.n[all] - choices.n[cell]];
      const m = choices.y[cell] / cellN;
      const r = (choices.y[all] - choices.y[cell]) / restN;
      const rest = allY - ownY - (allN - ownN) * r;
      moments.squares[cell] += ((ownY - ownN * m) / cellN - rest / restN) ** 2;
      if (ownN > 0) moments.own[cell]++;
      if (allN > ownN) moments.others[cell]++;
    }
  }
  return moments;
}
