/** Puts the judgements of several files together. */
import { JUDGEMENT_KEY, JUDGEMENT_KEYS, type Judgement } from "./judgement.ts";
import {
  type JudgementFile,
  type PlacedJudgement,
  type RowFault,
  shown,
} from "./judgement-rows.ts";

/** What a dataset has, to hold judgements against. */
export interface KnownIds {
  readonly personas: ReadonlySet<string>;
  readonly prompts: ReadonlySet<string>;
  /** Prompt and position by response; absent where answers are not at hand. */
  readonly responses?: ReadonlyMap<
    string,
    { readonly prompt: string; readonly position: number | null }
  >;
}

export interface Merged {
  readonly judgements: readonly Judgement[];
  /** Rows of all files: judgements + repeated + faulty rows. */
  readonly rows: number;
  /** Rows that say again what another says, word for word. */
  readonly repeated: number;
  readonly faults: readonly RowFault[];
}

/**
 * Judgements of all files, in the order of study, persona, prompt and rater. A row that is there
 * again, word for word, is taken once and counted. Two that differ are a fault of the later one:
 * which one holds, only a person can say.
 */
export function mergeJudgements(files: readonly JudgementFile[], known: KnownIds): Merged {
  const faults = files.flatMap((file) => [...file.faults]);
  const taken = new Map<string, PlacedJudgement>();
  let repeated = 0;
  for (const placed of files.flatMap(({ judgements }) => judgements)) {
    const { judgement, file, row } = placed;
    const stranger = strangerIn(judgement, known);
    if (stranger) {
      faults.push({ file, row, ...stranger });
      continue;
    }
    const key = JSON.stringify(JUDGEMENT_KEY.map((name) => judgement[name]));
    const before = taken.get(key);
    if (!before) taken.set(key, placed);
    else if (JUDGEMENT_KEYS.every((name) => before.judgement[name] === judgement[name])) repeated++;
    else {
      const column = JUDGEMENT_KEYS.find((name) => before.judgement[name] !== judgement[name]);
      faults.push({
        file,
        row,
        column: column ?? null,
        message: `${shown(judgement.rater)} judged ${judgement.persona_id} on ${judgement.prompt_id} otherwise in ${before.file}, row ${before.row}; keep one of the two`,
      });
    }
  }
  const judgements = [...taken.values()].map(({ judgement }) => judgement);
  return {
    judgements: judgements.sort(inOrder),
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
    repeated,
    faults,
  };
}

function inOrder(a: Judgement, b: Judgement): number {
  for (const key of JUDGEMENT_KEY) {
    if (a[key] !== b[key]) return a[key] < b[key] ? -1 : 1;
  }
  return 0;
}

/** The first column of a judgement that the dataset does not know. */
function strangerIn(
  judgement: Judgement,
  { personas, prompts, responses }: KnownIds,
): { readonly column: string; readonly message: string } | null {
  const { persona_id, prompt_id, order_swapped } = judgement;
  const unknown = (column: string, id: string, table: string) => ({
    column,
    message: `"${shown(id)}" is not in the dataset’s ${table}; was the study made on another dataset?`,
  });
  if (!personas.has(persona_id)) return unknown("persona_id", persona_id, "personas");
  if (!prompts.has(prompt_id)) return unknown("prompt_id", prompt_id, "prompts");
  if (!responses) return null;
  for (const [column, first] of [
    ["response_a", true],
    ["response_b", false],
  ] as const) {
    const response = responses.get(judgement[column]);
    if (!response) return unknown(column, judgement[column], "responses");
    if (response.prompt !== prompt_id) {
      return {
        column,
        message: `"${shown(judgement[column])}" is an answer to ${response.prompt}`,
      };
    }
    if (response.position !== (first === order_swapped ? 1 : 0)) {
      return {
        column: "order_swapped",
        message: `is ${order_swapped}, but ${judgement[column]} is of position ${response.position}`,
      };
    }
  }
  return null;
}
