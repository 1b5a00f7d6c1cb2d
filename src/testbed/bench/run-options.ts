/** What a run of the benchmark is told. */
import type { Judge, Mode, Task } from "../../schema/bench.ts";
import type { CallRunner, ModelCall } from "../lm/model.ts";
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
  /** What language models need; absent where there are none among the models. */
  readonly lm?: LmOptions;
}

export interface LmOptions {
  readonly runner: CallRunner;
  /** Name of the model that judges, or reads sides where the judge is the truth. */
  readonly judgeModel: string;
  readonly allowSelf: boolean;
  /** File of the calls; null where none is kept. */
  readonly ledger: string | null;
  /** Sent with every call. */
  readonly parameters: ModelCall["parameters"];
}

export const isReference = (name: string): name is ReferenceName =>
  (REFERENCE_MODELS as readonly string[]).includes(name);
