/** Generates a population and writes it: personas.parquet and manifest.json. */
import { existsSync } from "node:fs";
import { rmdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Manifest, SIMULATED } from "../../schema/manifest.ts";
import { SCHEMA_VERSION } from "../../schema/tables.ts";
import { seeded } from "../../stats/random.ts";
import { type CensusInputs, loadPopulation } from "../census/load-population.ts";
import { residentPopulation } from "../census/resident-population.ts";
import { type FitTargets, readTargets } from "../census/targets.ts";
import { replaceFile, writeFileAtomically } from "../datasets/atomic.ts";
import type { Progress } from "../progress.ts";
import { UserError } from "../user-error.ts";
import { BLOCK_SIZE, type BlockTask, drawPassing, type Selection, textRandom } from "./block.ts";
import { runBlocks } from "./block-pool.ts";
import { calibrate } from "./calibrate.ts";
import { howMade } from "./how-made.ts";
import { finishPersonas, slicePersonas } from "./persona-rows.ts";
import { encodeGroup, fingerprint, PersonasFile } from "./personas-file.ts";
import { codeVersion, inputHashes } from "./provenance.ts";
import { sampleRows } from "./pums-candidates.ts";
import { rakingWeights } from "./raking-weights.ts";
import { RULES, ruleCounts } from "./rules.ts";
import { loadSources } from "./sources.ts";

export const LICENCE = "CC-BY-4.0";

/** Up to this many personas are chosen by combinatorial optimisation. */
export const MOST_OPTIMISED = 5_000;

/** Up to this many personas can be raked or be census rows: they are held in memory. */
export const MOST_HELD = 200_000;

export interface GenerateOptions {
  readonly n: number;
  readonly seed: number;
  /** Folder of the dataset. */
  readonly out: string;
  /** Project root, with `data/`. */
  readonly root: string;
  readonly name: string;
  /** Draw census rows instead of the model's candidates (the paper's way). */
  readonly pums?: CensusInputs;
  /** `raked`: weights that bring the margins as near as the personas allow. `equal`: one for all. */
  readonly weights: "equal" | "raked";
  readonly threads?: number;
}

interface Made {
  readonly rejected: Int32Array;
  readonly candidates: number;
  readonly calibration: Manifest["calibration"];
}

/**
 * Writes a dataset folder. The same options and inputs give the same bytes on any machine.
 * Cost: n up to 5,000 by optimisation (a few seconds); beyond, 30 microseconds a persona and thread.
 * @throws InputError for missing or damaged inputs, UserError where the folder cannot be written or
 * n is more than can be held.
 */
export async function generatePersonas(
  options: GenerateOptions,
  progress: Progress,
): Promise<Manifest> {
  const { n, out, root } = options;
  if (n > MOST_HELD && !isStreamed(options)) {
    const what = options.pums ? "census rows are" : "raked weights are";
    throw new UserError(
      `${what} for up to ${MOST_HELD.toLocaleString("en-US")} personas, which are held in memory; ask for fewer, or for equal weights from the model`,
    );
  }
  const parquet = join(out, "personas.parquet");
  const targets = await readTargets(root);
  const isNew = !existsSync(out);
  const manifest = await replaceFile(parquet, async (temporary) => {
    const file = new PersonasFile(temporary, SIMULATED, LICENCE);
    const made = await (isStreamed(options)
      ? streamBlocks(options, file, progress)
      : selectPersonas(options, targets, file, progress));
    file.finish();
    // Made before the file gets its name, so that no call can end long between the two.
    progress.begin("Manifest");
    return manifestOf(options, made, await fingerprint(temporary));
  }).catch(async (error) => {
    // A folder made for nothing goes again; one that holds anything stays.
    if (isNew) await rmdir(out).catch(() => {});
    throw error;
  });
  await writeFileAtomically(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  progress.end();
  return manifest;
}

function manifestOf(
  { n, seed, root, name, pums }: GenerateOptions,
  made: Made,
  file: { readonly bytes: number; readonly sha256: string },
): Manifest {
  return {
    name,
    schemaVersion: SCHEMA_VERSION,
    provenance: SIMULATED,
    licence: LICENCE,
    seed,
    from: pums ? "pums" : "model",
    codeVersion: codeVersion(root),
    calibration: made.calibration,
    counts: { personas: n, candidates: made.candidates },
    rules: ruleCounts(made.rejected),
    inputs: inputHashes(root),
    attributes: howMade(),
    files: [{ path: "personas.parquet", rows: n, ...file }],
  };
}

const isStreamed = ({ n, pums, weights }: GenerateOptions) =>
  n > MOST_OPTIMISED && !pums && weights === "equal";

/** Candidates per persona, within bounds: more choice for few personas, less work for many. */
const poolSize = (n: number) => Math.min(Math.max(25 * n, 20_000), 60_000);

async function selectPersonas(
  options: GenerateOptions,
  targets: FitTargets,
  file: PersonasFile,
  progress: Progress,
): Promise<Made> {
  const { n, seed } = options;
  // The user's own files first: what is wrong with them is said before anything else is done.
  const population = options.pums ? await loadPopulation(options.pums, progress) : null;
  progress.begin("Reading figures");
  const sources = await loadSources(join(options.root, "data"));
  const optimised = n <= MOST_OPTIMISED && !options.pums;
  progress.begin("Drawing candidates");
  const drawn = population
    ? sampleRows(population, sources, n, seed)
    : drawPassing(sources, optimised ? poolSize(n) : Math.ceil(n * 1.06) + 100, seed, 0);
  const chosen = optimised ? choose(drawn, targets, n, seed, progress) : drawn.rows.subarray(0, n);
  progress.begin("Writing texts");
  const personas = finishPersonas(
    drawn.candidates,
    chosen,
    sources.census,
    sources.corpora,
    textRandom(seed, 0),
    true,
  );
  const each = residentPopulation(options.root) / n;
  const weights =
    options.weights === "raked"
      ? rakingWeights(personas, targets.margins).weights.map((weight) => weight * each)
      : new Float64Array(n).fill(each);
  for (let from = 0; from < n; from += BLOCK_SIZE) {
    const to = Math.min(from + BLOCK_SIZE, n);
    file.append(
      encodeGroup(slicePersonas(personas, from, to), weights.slice(from, to), from + 1, n),
    );
  }
  return {
    rejected: drawn.rejected,
    candidates: drawn.candidates.n,
    calibration: {
      method: optimised ? "combinatorial-optimisation" : options.pums ? "none" : "systematic",
      pool: drawn.rows.length,
      controlled: optimised ? targets.margins.map(({ key }) => key) : [],
    },
  };
}

function choose(
  { candidates, rows }: Selection,
  targets: FitTargets,
  n: number,
  seed: number,
  progress: Progress,
): Int32Array {
  const codes = Object.fromEntries(
    Object.entries(candidates.codes).map(([key, column]) => [
      key,
      Uint8Array.from(rows, (row) => column[row]),
    ]),
  );
  progress.begin("Choosing personas that fit", 100);
  let shown = 0;
  const chosen = calibrate({ n: rows.length, codes }, targets, n, seeded(seed, 2), {
    onProgress: (done, of) => {
      const percent = Math.floor((100 * done) / of);
      progress.advance(percent - shown);
      shown = percent;
    },
  });
  return chosen.map((index) => rows[index]);
}

async function streamBlocks(
  options: GenerateOptions,
  file: PersonasFile,
  progress: Progress,
): Promise<Made> {
  const { n, seed, root } = options;
  const weight = residentPopulation(root) / n;
  const tasks: BlockTask[] = [];
  for (let first = 1; first <= n; first += BLOCK_SIZE) {
    const size = Math.min(BLOCK_SIZE, n - first + 1);
    tasks.push({ block: tasks.length, size, first, total: n, seed, weight });
  }
  const rejected = new Int32Array(RULES.length);
  let candidates = 0;
  progress.begin("Drawing and writing personas", n);
  const threads = options.threads ?? availableParallelism();
  await runBlocks(join(root, "data"), tasks, threads, (result) => {
    file.append(result.group);
    candidates += result.candidates;
    result.rejected.forEach((count, rule) => {
      rejected[rule] += count;
    });
    progress.advance(result.group.rows);
  });
  return {
    rejected,
    candidates,
    calibration: { method: "systematic", pool: candidates, controlled: [] },
  };
}
