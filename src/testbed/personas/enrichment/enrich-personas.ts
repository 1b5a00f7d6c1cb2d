/** Has a language model write texts of personas, and another one check them; changes nothing. */
import { shuffled } from "../../../stats/random.ts";
import { personaRecord } from "../../datasets/persona-record.ts";
import type { WeightedPersonas } from "../../datasets/read-personas.ts";
import { streamOf } from "../../feedback/stream.ts";
import type { CallRunner } from "../../lm/model.ts";
import { type Enriched, type Enrichments, enrich, enrichmentsOf } from "../../lm/roles/enrich.ts";
import type { AskedModel } from "../../lm/templates/wording.ts";
import type { Progress } from "../../progress.ts";
import { UserError } from "../../user-error.ts";

export interface EnrichmentOptions {
  readonly seed: number;
  /** How many personas, drawn by the seed; all where absent. More are those and others. */
  readonly personas?: number;
  readonly writer: AskedModel;
  readonly checker: AskedModel;
  /** Lets the writer check its own texts. */
  readonly allowSelf?: boolean;
}

/** Outcomes with the personas' rows, in the order of the personas. */
export interface PersonaEnrichments extends Enrichments {
  readonly rows: readonly number[];
}

/** Personas whose texts are written before any is checked: a budget that ends early wastes few. */
const BATCH = 50;

/**
 * Asks for personas in an order drawn by the seed, so that a budget leaves out a random part.
 * @throws UserError for a writer that would check itself, or more personas than there are.
 */
export async function enrichPersonas(
  runner: CallRunner,
  personas: WeightedPersonas,
  { seed, personas: count = personas.n, writer, checker, allowSelf = false }: EnrichmentOptions,
  progress: Progress,
): Promise<PersonaEnrichments> {
  if (writer.name === checker.name && !allowSelf) {
    throw new UserError(
      `${writer.name} would check its own texts; name another --checker, or allow it with --self-check`,
    );
  }
  if (count > personas.n) {
    throw new UserError(`--personas ${count} is more than the ${personas.n} that there are`);
  }
  const all = Array.from({ length: personas.n }, (_, row) => row);
  const order = shuffled(all, streamOf(seed, "enrichment")).slice(0, count);
  const outcomes = new Map<number, Enriched>();
  progress.begin(`Texts by ${writer.name}`, count);
  for (let at = 0; at < count; at += BATCH) {
    const batch = order.slice(at, at + BATCH);
    const records = batch.map((row) => personaRecord(personas, row));
    const found = await enrich(runner, writer, records, checker);
    for (const [k, outcome] of found.outcomes.entries()) outcomes.set(batch[k], outcome);
    progress.advance(batch.length);
    progress.note?.(soFar(outcomes.values(), runner.spent().dollars));
  }
  const rows = order.sort((a, b) => a - b);
  return { rows, ...enrichmentsOf(rows.map((row) => outcomes.get(row)!)) };
}

/** `12 rejected, 3 failed, $0.42`. @param dollars null where a price is missing. */
function soFar(outcomes: Iterable<Enriched>, dollars: number | null): string {
  const { rejected, failed } = enrichmentsOf([...outcomes]);
  const cost = dollars === null ? "" : `, $${dollars.toFixed(2)}`;
  return `${rejected} rejected, ${failed} failed${cost}`;
}
