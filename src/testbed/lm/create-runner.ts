/** A runner of calls to language models, from files and flags. */
import { type Progress, SILENT } from "../progress.ts";
import { type BudgetLimits, NO_BUDGET } from "./budget.ts";
import { LocalRunner } from "./call-runner.ts";
import { readModelsFile } from "./models-file.ts";
import { openLedger } from "./open-ledger.ts";
import { type Clock, LIMITS, type Limits, REAL_CLOCK } from "./retry.ts";

export interface RunnerOptions {
  /** models.json. */
  readonly modelsFile: string;
  /** Ledger that is read and added to; null to remember nothing. */
  readonly ledgerPath: string | null;
  /** Those not given are `LIMITS`. */
  readonly limits?: Partial<Limits>;
  readonly budget?: Partial<BudgetLimits>;
  readonly progress?: Progress;
  /** Stops the run: no call is begun, and those on their way have a few seconds to end. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/**
 * Opens models.json and the ledger. Close the runner, for it holds the ledger for this process. A
 * last line of the ledger that had to be set aside is told through `progress`, with its number.
 *
 * @throws InputError for a models.json or ledger that cannot be read, with the place.
 * @throws UserError if another process writes the ledger.
 */
export async function createRunner({
  modelsFile,
  ledgerPath,
  limits = {},
  budget = {},
  progress = SILENT,
  signal = new AbortController().signal,
  clock = REAL_CLOCK,
  random = Math.random,
}: RunnerOptions): Promise<LocalRunner> {
  const models = await readModelsFile(modelsFile);
  const ledger = ledgerPath === null ? null : await openLedger(ledgerPath);
  if (ledger?.setAside) {
    const { line, problem, path } = ledger.setAside;
    progress.begin(`read ${ledgerPath}`);
    progress.end(`line ${line}, the last, was set aside in ${path}: ${problem}`);
  }
  return new LocalRunner({
    models,
    ledger,
    limits: { ...LIMITS, ...limits },
    budget: { ...NO_BUDGET, ...budget },
    progress,
    signal,
    clock,
    random,
  });
}
