/** A study on the dataset that the site shows, and its paths. */
import { type Study, sittingsOf, writeStudy } from "../../src/schema/study.ts";
import { makeStudy } from "../../src/testbed/judgements/make-study.ts";

export const DATASET = "build/datasets/default";

/** One persona, ten prompts, two raters; or as `changes` say. */
export async function tenItems(changes: { readonly seed?: number } = {}): Promise<{
  readonly study: Study;
  readonly paths: readonly string[];
}> {
  const study = await makeStudy({
    dataset: DATASET,
    children: false,
    seed: 11,
    personas: 1,
    items: 10,
    each: 2,
    perSitting: 1,
    ...changes,
  });
  const code = writeStudy(study);
  const paths = Array.from(
    { length: sittingsOf(study) },
    (_, at) => `annotate?study=${code}&sitting=${at + 1}`,
  );
  return { study, paths };
}
