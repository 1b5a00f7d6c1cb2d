/** Judgements as panels: who answers for which persona on which prompt. */
import { type Judgement, positionOf } from "../../schema/judgement.ts";
import { majorityOf } from "../../stats/majority.ts";
import type { Choice, Panel } from "../../stats/persona-matrix.ts";

/** Position 0, position 1, tie. */
export const VALUES = 3;
/** Personas in a matrix; those with the most judgements. */
export const MOST_PERSONAS = 40;

export interface JudgementTable {
  readonly judgements: readonly Judgement[];
  readonly studies: readonly string[];
  /** Those of the matrix, by id, and how many there are in all. */
  readonly personas: readonly string[];
  readonly allPersonas: number;
  readonly prompts: readonly string[];
  /** Names with their study where there are several. */
  readonly people: readonly string[];
  readonly models: readonly string[];
}

/** A side of the comparison: `majority` of people, `people` one by one, or `model:NAME`. */
export type Side = "majority" | "people" | `model:${string}` | `person:${string}`;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const distinct = (texts: readonly string[]) => [...new Set(texts)].sort(byText);

/** @param study null for all of them. */
export function tableOf(all: readonly Judgement[], study: string | null): JudgementTable {
  const judgements = study === null ? all : all.filter((row) => row.study === study);
  const counts = new Map<string, number>();
  for (const { persona_id } of judgements) {
    counts.set(persona_id, (counts.get(persona_id) ?? 0) + 1);
  }
  const most = [...counts]
    .sort((a, b) => b[1] - a[1] || byText(a[0], b[0]))
    .slice(0, MOST_PERSONAS);
  const of = (kind: Judgement["rater_kind"]) => judgements.filter((row) => row.rater_kind === kind);
  return {
    judgements,
    studies: distinct(all.map((row) => row.study)),
    personas: distinct(most.map(([id]) => id)),
    allPersonas: counts.size,
    prompts: distinct(judgements.map(({ prompt_id }) => prompt_id)),
    people: distinct(of("person").map(personOf)),
    models: distinct(of("model").map(({ rater }) => rater)),
  };
}

/** People of the same name in two studies are two people. */
export const personOf = ({ study, rater }: Pick<Judgement, "study" | "rater">): string =>
  `${rater} (${study})`;

export const codeOf = (judgement: Judgement): number => positionOf(judgement) ?? 2;

const takes = (side: Side, judgement: Judgement): boolean => {
  const { rater_kind, rater } = judgement;
  if (side.startsWith("model:")) return rater_kind === "model" && side === `model:${rater}`;
  if (rater_kind !== "person") return false;
  return !side.startsWith("person:") || side === `person:${personOf(judgement)}`;
};

/** Choices of a side by persona and prompt; for `majority` one at most, none where it is split. */
export function panelOf(table: JudgementTable, side: Side): Panel {
  const personas = new Map(table.personas.map((id, at) => [id, at]));
  const prompts = new Map(table.prompts.map((id, at) => [id, at]));
  const raters = new Map<string, number>();
  const cells: Choice[][] = Array.from({ length: personas.size * prompts.size }, () => []);
  for (const judgement of table.judgements) {
    const persona = personas.get(judgement.persona_id);
    const prompt = prompts.get(judgement.prompt_id);
    if (persona === undefined || prompt === undefined || !takes(side, judgement)) continue;
    const name = personOf(judgement);
    const rater = raters.get(name) ?? raters.size;
    raters.set(name, rater);
    cells[persona * prompts.size + prompt].push({ rater, code: codeOf(judgement) });
  }
  return {
    personas: personas.size,
    items: prompts.size,
    values: VALUES,
    cells: side === "majority" ? cells.map(majorityCell) : cells,
  };
}

function majorityCell(choices: readonly Choice[]): Choice[] {
  const counts = new Float64Array(VALUES);
  for (const { code } of choices) counts[code]++;
  const code = majorityOf(counts);
  return code < 0 ? [] : [{ rater: 0, code }];
}

/** Sides that the matrix offers. */
export function sidesOf({ people, models }: JudgementTable): Side[] {
  const ofPeople: Side[] = people.length === 0 ? [] : ["majority", "people"];
  return [...ofPeople, ...models.map((name): Side => `model:${name}`)];
}

export function sideName(side: Side): string {
  if (side === "majority") return "people, their majority";
  if (side === "people") return "people, one by one";
  return side.replace(/^(model|person):/, "");
}

/** People in the rows and a model in the columns, as far as there are both. */
export function defaultSides(table: JudgementTable): readonly [rows: Side, columns: Side] {
  const sides = sidesOf(table);
  const model = sides.find((side) => side.startsWith("model:"));
  if (table.people.length === 0) return [model ?? "people", model ?? "people"];
  return model === undefined ? ["people", "people"] : ["majority", model];
}
