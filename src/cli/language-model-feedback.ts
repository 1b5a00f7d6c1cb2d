/** `atlas feedback` where language models judge or write. */
import type { Manifest, RolePlayed } from "../schema/manifest.ts";
import { changeDataset } from "../testbed/datasets/change-dataset.ts";
import { addRoleplay } from "../testbed/feedback/add-roleplay.ts";
import type { Quota } from "../testbed/feedback/assignment.ts";
import { addLanguagePairs } from "../testbed/pairs/lm/add-language-pairs.ts";
import { type Progress, SILENT } from "../testbed/progress.ts";
import { type RunnerFlags, withRunner } from "./runner-options.ts";

interface Flags extends RunnerFlags {
  readonly dataset: string;
  readonly seed: number;
  readonly perPersona: number;
  readonly selfJudge?: boolean;
}

/** The model judges the opposed answers as the personas. */
export async function roleplayFeedback(
  flags: Flags,
  respondent: string,
  quota: Quota,
  progress: Progress,
): Promise<Manifest> {
  // The step is told in pairs; of the runner only its rate and cost are told.
  const notes: Progress = { ...SILENT, note: (text) => progress.note?.(text) };
  return withRunner(flags, [respondent], notes, (runner, model) =>
    changeDataset(flags.dataset, ["personas", "prompts", "responses"], (draft) =>
      addRoleplay(draft, { seed: flags.seed, quota, model: model(respondent) }, runner, progress),
    ),
  );
}

/** One model writes personalised pairs, another judges them as the personas. */
export async function languagePairsFeedback(
  flags: Flags,
  author: string,
  respondent: string,
  progress: Progress,
): Promise<Manifest> {
  return withRunner(flags, [author, respondent], progress, (runner, model) =>
    changeDataset(flags.dataset, "all", (draft) =>
      addLanguagePairs(
        draft,
        {
          seed: flags.seed,
          perPersona: flags.perPersona,
          author: model(author),
          judge: model(respondent),
          allowSelf: flags.selfJudge,
        },
        runner,
        progress,
      ),
    ),
  );
}

export const count = (value: number) => value.toLocaleString("en-US");
export const percent = (value: number | null) =>
  value === null ? "not known" : `${(100 * value).toFixed(1)} %`;

export function failureLines(what: string, failures: Readonly<Record<string, number>>): string[] {
  return Object.entries(failures).map(
    ([reason, times]) => `failed ${what}: ${count(times)} ${reason}`,
  );
}

function judgedLines(what: string, { judged, sameChoice, shownFirst, failures }: RolePlayed) {
  return [
    `${count(judged)} ${what} judged; the same choice in both orders ${percent(sameChoice.value)}, ` +
      `for the answer shown first ${percent(shownFirst.value)}`,
    ...failureLines(`to judge ${what}`, failures),
  ];
}

/** What to print of a model's feedback; failures are told, whatever else came of it. */
export function roleplayLines({ respondents }: Manifest): string[] {
  return respondents?.kind === "lm" ? judgedLines("pairs", respondents) : [];
}

/** What to print of a model's pairs. */
export function languagePairLines({ pairs }: Manifest): string[] {
  if (!pairs?.judges) return [];
  const { judges, written } = pairs;
  const shares = Object.entries(judges.personalised).map(
    ([control, { value, low, high, pairs: n }]) =>
      `${control}: personalised preferred ${percent(value)} (${percent(low)} to ${percent(high)}) of ${count(n)}`,
  );
  return [
    ...judgedLines("personalised pairs", judges),
    ...shares,
    `length_matched less mismatched: ${percent(judges.specificity.value)}`,
    ...failureLines("to write", written?.failures ?? {}),
  ];
}

/** Whether anything failed. */
export function hasFailures(
  { respondents, pairs }: Manifest,
  of: "respondents" | "pairs",
): boolean {
  if (of === "respondents") return respondents?.kind === "lm" && respondents.failed > 0;
  const written = Object.keys(pairs?.written?.failures ?? {}).length;
  return written > 0 || (pairs?.judges?.failed ?? 0) > 0;
}
