/** Free-text attributes by a language model, kept where a second call finds no contradiction. */
import { ENRICHED_KEYS, MOST_CHARACTERS } from "../../../schema/enrichment.ts";
import type { PersonaRecord } from "../../../schema/persona-text.ts";
import { type Interval, wilson } from "../../../stats/wilson.ts";
import type { CallRunner } from "../model.ts";
import {
  consistencyCheck,
  consistencyForm,
  type Enrichment,
  enrichment,
  enrichmentForm,
} from "../templates/enrichment.ts";
import { type AskedModel, callOf } from "../templates/wording.ts";
import { after, type Failed, failed, isFailed, outcomesOf, readForm } from "./outcomes.ts";

export type Enriched =
  | { readonly kind: "kept"; readonly texts: Enrichment; readonly keys: readonly string[] }
  | {
      readonly kind: "rejected";
      readonly texts: Enrichment;
      /** What contradicts what, in the checker's words; none where it only says that something does. */
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
 * What a reader could take for something else than a line of text, or does not see: control and format
 * characters, but for the joiners between letters that some scripts need.
 */
const NO_TEXT =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}|(?<!\p{L}|\p{M})[\u200c\u200d]/u;

/** Texts without the space around them, or why they are refused. */
function plainTexts(written: Enrichment, keys: readonly string[]): Enrichment | Failed {
  const texts = { ...written };
  for (const key of ENRICHED_KEYS) {
    const text = written[key].trim();
    texts[key] = text;
    if (!/\p{L}/u.test(text)) return failed("empty", `${key} has no text`, keys);
    if (NO_TEXT.test(text)) return failed("characters", `${key} is not one line of text`, keys);
    if (text.length > MOST_CHARACTERS) {
      const detail = `${key} has ${text.length} characters, of at most ${MOST_CHARACTERS}`;
      return failed("length", detail, keys);
    }
  }
  return texts;
}

/**
 * Writes the texts of each persona anew, its own ones hidden, and checks them: two calls a persona.
 * Nothing is changed: a caller takes the texts of those kept. A conflict that is told counts, even
 * where the checker says that all is well. Texts that are empty, longer than 400 characters or more
 * than a line are failures.
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
    const value = plainTexts(read.value, read.keys);
    return isFailed(value) ? value : { ...read, value };
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
    const { consistent } = check.value;
    const conflicts = check.value.conflicts.filter((conflict) => conflict.trim() !== "");
    const found = { texts: texts.value, keys: check.keys };
    if (consistent && conflicts.length === 0) return { kind: "kept", ...found };
    return { kind: "rejected", ...found, conflicts };
  });
  return enrichmentsOf(outcomes);
}

/** Outcomes with their counts. */
export function enrichmentsOf(outcomes: readonly Enriched[]): Enrichments {
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
