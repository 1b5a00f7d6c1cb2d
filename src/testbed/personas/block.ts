/** One block of a large population: drawn, held to the rules, finished and encoded by itself. */
import { seeded } from "../../stats/random.ts";
import { type Candidates, drawCandidates } from "./candidates.ts";
import { finishPersonas } from "./persona-rows.ts";
import { type EncodedGroup, encodeGroup } from "./personas-file.ts";
import { applyRules, RULES } from "./rules.ts";
import type { Sources } from "./sources.ts";

export interface BlockTask {
  readonly block: number;
  /** Personas that the block must yield. */
  readonly size: number;
  /** Number of its first persona, from 1. */
  readonly first: number;
  readonly total: number;
  readonly seed: number;
  /** Persons that each persona stands for. */
  readonly weight: number;
}

export interface BlockResult {
  readonly block: number;
  readonly group: EncodedGroup;
  readonly candidates: number;
  /** Breaches by rule. */
  readonly rejected: Int32Array;
}

/** Personas per block, so that a population of a million is twenty blocks. */
export const BLOCK_SIZE = 50_000;

/** Candidates drawn beyond the size, for those that the rules reject. */
const RESERVE = 1.06;

/** Streams of randomness: each block has its own, and so may be made in any order. */
const DRAW_STREAM = 1_000_000;
const TEXT_STREAM = 2_000_000;

export interface Selection {
  readonly candidates: Candidates;
  /** Rows that pass the rules. */
  readonly rows: Int32Array;
  readonly rejected: Int32Array;
}

/** Draws candidates and keeps those that break no rule. */
export function drawPassing(
  sources: Sources,
  count: number,
  seed: number,
  stream: number,
): Selection {
  const candidates = drawCandidates(
    sources.census,
    sources.surveys,
    count,
    seeded(seed, DRAW_STREAM + stream),
  );
  const { passes, counts } = applyRules(candidates);
  const rows: number[] = [];
  passes.forEach((passed, row) => {
    if (passed) rows.push(row);
  });
  return { candidates, rows: Int32Array.from(rows), rejected: counts };
}

export const textRandom = (seed: number, block: number) => seeded(seed, TEXT_STREAM + block);

/** Makes a block. @throws RangeError where the rules reject more than the reserve. */
export function makeBlock(sources: Sources, task: BlockTask): BlockResult {
  const count = Math.ceil(task.size * RESERVE) + 100;
  const { candidates, rows, rejected } = drawPassing(sources, count, task.seed, task.block);
  if (rows.length < task.size) {
    throw new RangeError(
      `block ${task.block}: ${rows.length} of ${count} candidates pass the rules, ${task.size} are needed`,
    );
  }
  const personas = finishPersonas(
    candidates,
    rows.subarray(0, task.size),
    sources.census,
    sources.corpora,
    textRandom(task.seed, task.block),
    false,
  );
  const weights = new Float64Array(task.size).fill(task.weight);
  const group = encodeGroup(personas, weights, task.first, task.total);
  if (rejected.length !== RULES.length) throw new RangeError("rules and counts differ");
  return { block: task.block, group, candidates: count, rejected };
}
