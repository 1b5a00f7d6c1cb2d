/** What a run of the benchmark is told. */
import { type Judge, MODES, type Mode, type Task } from "../../schema/bench.ts";
import type { CallRunner, ModelCall } from "../lm/model.ts";
import { UserError } from "../user-error.ts";
import { REFERENCE_MODELS, type ReferenceName } from "./reference/models.ts";

export interface BenchOptions {
  readonly root: string;
  readonly dataset: string;
  readonly out: string;
  readonly models: readonly string[];
  readonly modes: readonly Mode[];
  readonly task: Task;
  readonly judge: Judge;
  readonly seed: number;
  readonly perPersona: number;
  readonly personas: number | null;
  readonly attempts: number;
  /** In drift: the turns after which the profile is shown again. */
  readonly anchorEvery: number;
  /** What language models need; absent where there are none among the models. */
  readonly lm?: LmOptions;
}

/** What a task is asked with where nothing else is said; sizes of `loo_three` are the paper's. */
export function taskDefaults(
  task: Task,
): Pick<BenchOptions, "modes" | "perPersona" | "personas" | "attempts" | "anchorEvery"> {
  const usual = { modes: MODES, perPersona: 10, personas: null, attempts: 16, anchorEvery: 5 };
  if (task === "loo_three") return { ...usual, perPersona: 20, personas: 40 };
  return task === "drift" ? { ...usual, modes: DRIFT_MODES, perPersona: 20, personas: 40 } : usual;
}

/** A persona judges as itself: there is no other way to be told of it. */
export const DRIFT_MODES: readonly Mode[] = ["output_only"];

export interface LmOptions {
  readonly runner: CallRunner;
  /**
   * Name of the model that judges, or reads sides where the judge is the truth; null where no answer
   * is judged by a model, as in drift.
   */
  readonly judgeModel: string | null;
  readonly allowSelf: boolean;
  /** File of the calls; null where none is kept. */
  readonly ledger: string | null;
  /** Sent with every call. */
  readonly parameters: ModelCall["parameters"];
}

export const isReference = (name: string): name is ReferenceName =>
  (REFERENCE_MODELS as readonly string[]).includes(name);

/** @throws UserError for options that do not go together. */
export function checkOptions(options: BenchOptions): void {
  for (const what of ["models", "modes"] as const) {
    if (options[what].length === 0) throw new UserError(`--${what} names none; name one or more`);
    if (new Set(options[what]).size < options[what].length) {
      throw new UserError(`--${what} ${options[what].join(",")}: names one twice`);
    }
  }
  const unknown = options.lm ? undefined : options.models.find((name) => !isReference(name));
  if (unknown !== undefined) {
    throw new UserError(
      `unknown model ${unknown}; known without --models-file: ${REFERENCE_MODELS.join(", ")}`,
    );
  }
  const { judge, task, modes } = options;
  if (judge !== "truth" && options.models.some(isReference)) {
    throw new UserError(
      `--judge ${judge}: reference models write no text to judge; use --judge truth`,
    );
  }
  if (task !== "drift") return;
  if (options.perPersona < 2) {
    throw new UserError(
      `--per-persona ${options.perPersona}: in drift these are the turns of a conversation; use 2 or more`,
    );
  }
  const other = modes.find((mode) => !DRIFT_MODES.includes(mode));
  if (other) {
    throw new UserError(
      `--modes ${other}: in drift a persona judges by its profile; use --modes ${DRIFT_MODES.join(",")}`,
    );
  }
  if (judge !== "truth") {
    throw new UserError(
      `--judge ${judge}: in drift no answer is written that could be judged; use --judge truth`,
    );
  }
}
