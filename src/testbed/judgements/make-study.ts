/** A study on a dataset: drawn, linked, and how much it can tell. */
import { join } from "node:path";
import { datasetMark, type Study, sittingsOf, writeStudy } from "../../schema/study.ts";
import { drawStudy, type StudyPlan } from "../../schema/study-draw.ts";
import { kappaWidth, type SimulatedWidth, simulateWidth } from "../../stats/kappa-power.ts";
import { seeded } from "../../stats/random.ts";
import { readManifest } from "../datasets/read-manifest.ts";
import { readPersonas } from "../datasets/read-personas.ts";
import { readPrompts } from "../datasets/read-prompts.ts";
import { UserError } from "../user-error.ts";

export interface StudyOptions extends StudyPlan {
  readonly dataset: string;
  /** Whether children are among the personas. */
  readonly children: boolean;
}

/** @throws InputError for a dataset that cannot be read, UserError for one that is too small. */
export async function makeStudy(options: StudyOptions): Promise<Study> {
  const { dataset, children } = options;
  const { files } = await readManifest(join(dataset, "manifest.json"));
  const personas = await readPersonas(join(dataset, "personas.parquet"));
  const prompts = await readPrompts(dataset);
  try {
    return drawStudy(options, {
      personas: personas.ids.filter((_, at) => children || personas.codes.is_adult[at] === 1),
      prompts: prompts.map(({ prompt_id, topic, issue }) => ({ id: prompt_id, topic, issue })),
      dataset: datasetMark(files),
    });
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(error.message);
    throw error;
  }
}

/** One link per sitting. @param base address of the site. */
export function studyLinks(study: Study, base: string): string[] {
  const code = writeStudy(study);
  return Array.from({ length: sittingsOf(study) }, (_, at) => {
    const link = new URL("annotate", base.endsWith("/") ? base : `${base}/`);
    link.search = new URLSearchParams({ study: code, sitting: String(at + 1) }).toString();
    return link.href;
  });
}

export interface PowerCell extends SimulatedWidth {
  /** Persona and prompt pairs. */
  readonly units: number;
  readonly raters: number;
  /** Width by formula. */
  readonly expected: number;
}

/** Expected widths of the 95 % interval, units by raters, row-major. */
export function powerTable(
  units: readonly number[],
  raters: readonly number[],
  { kappa, share, seed }: { readonly kappa: number; readonly share: number; readonly seed: number },
): PowerCell[] {
  return units.flatMap((n, row) =>
    raters.map((k, column) => {
      const assumed = { raters: k, kappa, share };
      const random = seeded(seed, 1000 + row * 100 + column);
      const simulated = simulateWidth(n, assumed, random);
      return { units: n, raters: k, expected: kappaWidth(n, assumed), ...simulated };
    }),
  );
}
