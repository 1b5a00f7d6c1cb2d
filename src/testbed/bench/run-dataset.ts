/** Which dataset a run is over: told apart by what its models and judges were shown. */
import type { BenchRun } from "../../schema/bench.ts";
import type { Manifest } from "../../schema/manifest.ts";

/** What a run's manifest tells of its dataset. */
export function datasetOf({
  name,
  seed,
  codeVersion,
  files,
  respondents,
}: Manifest): BenchRun["dataset"] {
  const hashOf = (table: string) =>
    files.find(({ path }) => path === `${table}.parquet`)?.sha256 ?? null;
  const isKnown = respondents?.kind === "random-utility";
  return {
    ...{ name, seed, codeVersion, personas: hashOf("personas"), prompts: hashOf("prompts") },
    truth: isKnown
      ? {
          seed: respondents.seed,
          attributeShare: respondents.attributeShare,
          retest: respondents.retest,
          ownVariance: respondents.ownVariance,
        }
      : null,
  };
}

/**
 * Whether a run is over the very dataset: the same personas and prompts, and the same truth where
 * the truth judged. Choices that were made anew, or texts that a model wrote anew, make another one.
 */
export function isRunOver({ dataset, judge }: BenchRun, manifest: Manifest): boolean {
  const { truth, ...now } = datasetOf(manifest);
  const { truth: judgedBy, ...then } = dataset;
  const isSame = (Object.keys(now) as (keyof typeof now)[]).every((key) => now[key] === then[key]);
  if (!isSame || judge.kind !== "truth") return isSame;
  if (truth === null || judgedBy === null) return truth === judgedBy;
  return (Object.keys(truth) as (keyof typeof truth)[]).every(
    (key) => truth[key] === judgedBy[key],
  );
}
