/** Personas, prompts and feedback in memory, for tests of pairs. */
import { type CodedFeedback, SPLITS } from "../../../src/schema/feedback-tables.ts";
import { TRAITS } from "../../../src/schema/levels.ts";
import { CODED_KEYS } from "../../../src/schema/tables.ts";
import { seeded } from "../../../src/stats/random.ts";
import type { WeightedPersonas } from "../../../src/testbed/datasets/read-personas.ts";
import { loadGenericPhrases } from "../../../src/testbed/pairs/generic-phrases.ts";
import { loadFramings, loadRhetoric } from "../../../src/testbed/prompts/framing.ts";
import { loadTopics } from "../../../src/testbed/prompts/issue.ts";
import { makePrompts } from "../../../src/testbed/prompts/make-prompts.ts";
import { composeResponses } from "../../../src/testbed/responses/compose.ts";

const FOLDER = "data/prompts";
const TOPICS = loadTopics(`${FOLDER}/issues`);

export const ISSUES = TOPICS.flatMap(({ issues }) => issues);
export const PHRASES = {
  framings: loadFramings(FOLDER),
  rhetoric: loadRhetoric(FOLDER),
  generic: loadGenericPhrases(FOLDER),
};

export const { prompts: PROMPTS } = await makePrompts(
  TOPICS,
  PHRASES.framings,
  { train: 90, heldout: 30 },
  async (candidates) => candidates.map(() => 0.5),
  0.1,
  7,
);
export const RESPONSES = composeResponses(PROMPTS, ISSUES, PHRASES.framings, PHRASES.rhetoric, 7);

/** @param level of every trait of a persona. */
export function personasOf(n: number, level: (persona: number) => number): WeightedPersonas {
  const codes = CODED_KEYS.map((key) => [
    key,
    Uint8Array.from({ length: n }, (_, i) => (TRAITS.includes(key as never) ? level(i) : 1)),
  ]);
  return {
    n,
    codes: Object.fromEntries(codes),
    numbers: {},
    texts: {},
    ids: Array.from({ length: n }, (_, i) => `p${String(i + 1).padStart(5, "0")}`),
    weights: new Float64Array(n).fill(1),
  };
}

/** Each persona judges `each` of the prompts, drawn; utilities from -4 to 4 in thousandths. */
export function feedbackOf(personas: number, each: number, seed = 1): CodedFeedback {
  const random = seeded(seed);
  const rows = Array.from({ length: personas }, (_, persona) => {
    const left = PROMPTS.map((_, row) => row);
    const drawn = Array.from({ length: each }, () => left.splice(random.below(left.length), 1)[0]);
    return drawn.sort((a, b) => a - b).map((prompt) => ({ persona, prompt }));
  }).flat();
  const heldout = SPLITS.indexOf("test_heldout");
  return {
    n: rows.length,
    persona: Uint32Array.from(rows, ({ persona }) => persona),
    prompt: Uint16Array.from(rows, ({ prompt }) => prompt),
    choice: new Uint8Array(rows.length),
    swapped: new Uint8Array(rows.length),
    split: Uint8Array.from(rows, ({ prompt }) =>
      PROMPTS[prompt].pool === "heldout" ? heldout : random.below(2),
    ),
    utility: Float32Array.from(rows, () => (random.below(8001) - 4000) / 1000),
  };
}
