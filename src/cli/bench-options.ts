/** What `atlas bench` is told, and what of it would do nothing. */
import type { Command } from "commander";
import { type Judge, MODES, type Mode, type Task } from "../schema/bench.ts";
import { isReference } from "../testbed/bench/run-options.ts";
import { givenOption } from "./given-option.ts";
import { UserError } from "./user-error.ts";

export interface BenchFlags {
  readonly dataset: string;
  readonly models: readonly string[];
  readonly modes?: readonly string[];
  readonly task: Task;
  readonly judge: Judge;
  readonly seed: number;
  readonly out: string;
  readonly perPersona?: number;
  readonly personas?: number;
  readonly attempts: number;
  readonly reAnchor: number;
  readonly modelsFile: string;
  readonly judgeModel?: string;
  readonly selfJudge?: boolean;
  readonly temperature?: number;
  readonly maxCalls?: number;
  readonly maxCost?: number;
  readonly ledger?: string;
  readonly queue?: string;
  readonly batch?: string;
  readonly dryRun?: boolean;
  readonly quiet?: boolean;
}

/** @throws UserError for a mode that is not known. */
export function modesOf(names: readonly string[]): Mode[] {
  return names.map((name) => {
    const mode = MODES.find((known) => known === name);
    if (!mode) throw new UserError(`--modes ${name}: expected some of ${MODES.join(", ")}`);
    return mode;
  });
}

type Key = keyof BenchFlags;

/** Options that mean something for language models alone. */
const FOR_MODELS: readonly Key[] = [
  ...(["judgeModel", "selfJudge", "temperature", "maxCalls", "maxCost"] as const),
  ...(["ledger", "queue", "batch", "dryRun"] as const),
];

/** @throws UserError for an option that would silently do nothing. */
export function refuseIdle(command: Command, flags: BenchFlags, usualTurns: number): void {
  const given = (keys: readonly Key[]) => givenOption(command, keys);
  const { task, models, reAnchor, perPersona = usualTurns } = flags;
  const idle = models.every(isReference) ? given(FOR_MODELS) : undefined;
  if (idle) throw new UserError(`${idle} is for language models, and none is named; leave it out`);
  if (task !== "drift") {
    if (given(["reAnchor"])) throw new UserError("--re-anchor is for --task drift; leave it out");
    return;
  }
  const judges = given(["judgeModel", "selfJudge"]);
  if (judges) {
    throw new UserError(
      `${judges}: in drift no answer is written that could be judged; leave it out`,
    );
  }
  if (given(["reAnchor"]) && reAnchor >= perPersona) {
    throw new UserError(
      `--re-anchor ${reAnchor}: a conversation has ${perPersona} turns (--per-persona); use fewer`,
    );
  }
}
