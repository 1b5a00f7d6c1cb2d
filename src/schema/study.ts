/** A study of annotators: which personas and prompts, how many raters each, as one short code. */
import { seeded } from "../stats/random.ts";

export interface Study {
  readonly seed: number;
  /** Raters of each persona. */
  readonly each: number;
  /** Personas that one rater answers for. */
  readonly perSitting: number;
  /** Mark of the dataset that the ids are of: `datasetMark`. */
  readonly dataset: string;
  readonly personas: readonly string[];
  readonly prompts: readonly string[];
}

/** One pair to judge. */
export interface StudyItem {
  readonly persona: string;
  readonly prompt: string;
  /** Whether the answer of position 1 is shown first. */
  readonly swapped: boolean;
}

export interface StudyReading {
  readonly study: Study | null;
  /** Why there is none: a sentence. */
  readonly problem: string | null;
}

const VERSION = "1";
export const STUDY_LIMITS = { personas: 500, prompts: 500, each: 100 } as const;

/** Eight hexadecimal digits of a text. Source: FNV-1a, 32 bits. */
export function textMark(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** Tells datasets with other personas or prompts apart. @param files of the manifest. */
export function datasetMark(
  files: readonly { readonly path: string; readonly sha256: string }[],
): string {
  const hashes = ["personas.parquet", "prompts.parquet"].map(
    (path) => files.find((file) => file.path === path)?.sha256 ?? "none",
  );
  return textMark(hashes.join(" "));
}

/** `1.seed.each.per-sitting.dataset.personas.prompts.mark`: characters that no address escapes. */
export function writeStudy(study: Study): string {
  const body = bodyOf(study);
  return `${body}.${textMark(body)}`;
}

/** The name of a study in its judgements. */
export function studyKey(study: Study): string {
  return `s${textMark(bodyOf(study))}`;
}

function bodyOf({ seed, each, perSitting, dataset, personas, prompts }: Study): string {
  const numbers = [seed, each, perSitting].map((number) => number.toString(36));
  const ids = [
    personas.map((id) => idToken("p", 5, id)).join("-"),
    prompts.map((id) => idToken("q", 4, id)).join("-"),
  ];
  return [VERSION, ...numbers, dataset, ...ids].join(".");
}

/** `p00042` is `16`; an id of another form is `X` and its bytes. */
function idToken(prefix: string, digits: number, id: string): string {
  const number = Number(id.slice(prefix.length));
  if (idOf(prefix, digits, number) === id) return number.toString(36);
  const bytes = Array.from(new TextEncoder().encode(id));
  return `X${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

const idOf = (prefix: string, digits: number, number: number) =>
  `${prefix}${String(number).padStart(digits, "0")}`;

/** Reads a code. Never throws: what is wrong is told. */
export function readStudy(code: string): StudyReading {
  const parts = code.trim().split(".");
  const [version, seed, each, perSitting, dataset, personas, prompts, mark] = parts;
  if (version !== VERSION && /^\d+$/.test(version)) {
    return none(`it is of version ${version.slice(0, 6)}, and this page reads version ${VERSION}.`);
  }
  if (parts.length !== 8) return none("it has not all its parts; it may have been cut off.");
  if (textMark(parts.slice(0, 7).join(".")) !== mark) {
    return none("a character was changed or lost on the way.");
  }
  const numbers = [seed, each, perSitting].map(numberOf);
  const ids = [idsOf("p", 5, personas), idsOf("q", 4, prompts)];
  if (numbers.includes(Number.NaN) || ids.includes(null) || !/^[0-9a-f]{8}$/.test(dataset)) {
    return none("its numbers cannot be read.");
  }
  const study: Study = {
    seed: numbers[0],
    each: numbers[1],
    perSitting: numbers[2],
    dataset,
    personas: ids[0] ?? [],
    prompts: ids[1] ?? [],
  };
  const fault = studyFault(study);
  return fault ? none(fault) : { study, problem: null };
}

const none = (why: string): StudyReading => ({
  study: null,
  problem: `The link’s study was not understood: ${why} Ask for the link again.`,
});

/** Why a study cannot be, or null. */
export function studyFault({ each, perSitting, personas, prompts }: Study): string | null {
  const { personas: mostPersonas, prompts: mostPrompts, each: mostEach } = STUDY_LIMITS;
  if (personas.length < 1 || personas.length > mostPersonas) {
    return `it needs 1 to ${mostPersonas} personas, and has ${personas.length}.`;
  }
  if (prompts.length < 1 || prompts.length > mostPrompts) {
    return `it needs 1 to ${mostPrompts} prompts, and has ${prompts.length}.`;
  }
  if (new Set(personas).size < personas.length || new Set(prompts).size < prompts.length) {
    return "a persona or a prompt is in it twice.";
  }
  if (each < 1 || each > mostEach) return `each persona needs 1 to ${mostEach} raters.`;
  if (perSitting < 1 || perSitting > personas.length) {
    return `a rater can answer for 1 to ${personas.length} of its personas.`;
  }
  return null;
}

const numberOf = (text: string) =>
  /^(0|[1-9a-z][0-9a-z]{0,6})$/.test(text) ? Number.parseInt(text, 36) : Number.NaN;

function idsOf(prefix: string, digits: number, text: string): string[] | null {
  const ids = text.split("-").map((token) => {
    if (token.startsWith("X")) return textOfHex(token.slice(1));
    const number = numberOf(token);
    return Number.isNaN(number) ? null : idOf(prefix, digits, number);
  });
  return ids.every((id) => id !== null) ? ids : null;
}

function textOfHex(hex: string): string | null {
  if (!/^([0-9a-f]{2}){1,200}$/.test(hex)) return null;
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * How many sittings there are: each persona has `each` raters, or one more where it does not
 * divide.
 */
export function sittingsOf({ personas, each, perSitting }: Study): number {
  return Math.ceil((personas.length * each) / perSitting);
}

/**
 * What a rater judges, in order: persona by persona, the prompts of each in an order of its own.
 * Half of a persona's pairs have the answer of position 1 first.
 * @param sitting from 1 to `sittingsOf(study)`.
 */
export function itemsOf(study: Study, sitting: number): StudyItem[] {
  const { personas, prompts, perSitting, seed } = study;
  const random = seeded(seed, sitting);
  return Array.from({ length: perSitting }, (_, at) => {
    const persona = personas[((sitting - 1) * perSitting + at) % personas.length];
    const half = Math.floor(prompts.length / 2) + (prompts.length % 2) * random.below(2);
    const swaps = shuffled(
      prompts.map((_, i) => i < half),
      random.below,
    );
    const order = shuffled(prompts, random.below);
    return order.map((prompt, i): StudyItem => ({ persona, prompt, swapped: swaps[i] }));
  }).flat();
}

/** A copy in random order. Source: Fisher and Yates. @param below an integer under n. */
export function shuffled<T>(list: readonly T[], below: (n: number) => number): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
