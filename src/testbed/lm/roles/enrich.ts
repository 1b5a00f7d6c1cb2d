/** Free-text attributes by a language model, kept where a second call finds no contradiction. */
import type { PersonaRecord } from "../../../schema/persona-text.ts";
import { type Interval, wilson } from "../../../stats/wilson.ts";
import type { CallRunner } from "../model.ts";
import {
  consistencyCheck,
  consistencyForm,
  ENRICHED_KEYS,
  type Enrichment,
  enrichment,
  enrichmentForm,
} from "../templates/enrichment.ts";
import { type AskedModel, callOf } from "../templates/wording.ts";
import { after, type Failed, failed, outcomesOf, readForm } from "./outcomes.ts";

export type Enriched =
  | { readonly kind: "kept"; readonly texts: Enrichment; readonly keys: readonly string[] }
  | {
      readonly kind: "rejected";
      readonly texts: Enrichment;
      /** What contradicts what, in the checker's words. */
      readonly conflicts: readonly string[];
      readonly keys: readonly string[];
    }
  | Failed;

export interface Enrichments {
  /** By persona, in their order. */
  readonly outcomes: readonly Enriched[];
  readonly kept: number;
  readonly rejected: number;
  readonly failed: number;
  /** Share rejected of those checked, with its Wilson interval; NaN where none was. */
  readonly shareRejected: Interval & { readonly value: number };
}

/**
 * Writes the texts of each persona anew, its own ones hidden, and checks them: two calls a persona.
 * Nothing is changed: a caller takes the texts of those kept. A conflict that is told counts, even
 * where the checker says that all is well.
 * @param checker who checks; the writer itself where absent.
 */
export async function enrich(
  runner: CallRunner,
  model: AskedModel,
  personas: readonly PersonaRecord[],
  checker: AskedModel = model,
): Promise<Enrichments> {
  const profiles = personas.map((persona) => ({
    persona,
    hidden: ENRICHED_KEYS,
    perturbation: "" as const,
  }));
  const calls = profiles.map((profile) => callOf(model, "enrich", enrichment(profile)));
  const written = (await outcomesOf(runner, calls)).map((outcome) => {
    const read = readForm(outcome, enrichmentForm);
    if (read.kind === "failed") return read;
    const missing = ENRICHED_KEYS.find((key) => read.value[key].trim() === "");
    return missing ? failed("empty", `${missing} has no text`, read.keys) : read;
  });
  const checks = written.flatMap((texts, at) =>
    texts.kind === "read"
      ? [callOf(checker, "consistency", consistencyCheck(profiles[at], texts.value))]
      : [],
  );
  const checked = (await outcomesOf(runner, checks)).values();
  const outcomes = written.map((texts): Enriched => {
    if (texts.kind === "failed") return texts;
    const check = after(texts, readForm(checked.next().value!, consistencyForm));
    if (check.kind === "failed") return check;
    const { consistent, conflicts } = check.value;
    const found = { texts: texts.value, keys: check.keys };
    if (consistent && conflicts.length === 0) return { kind: "kept", ...found };
    return { kind: "rejected", ...found, conflicts };
  });
  const count = (kind: Enriched["kind"]) => outcomes.filter((one) => one.kind === kind).length;
  const [kept, rejected] = [count("kept"), count("rejected")];
  const n = kept + rejected;
  return {
    outcomes,
    kept,
    rejected,
    failed: outcomes.length - n,
    shareRejected: { value: rejected / n, ...wilson(rejected, n) },
  };
}
