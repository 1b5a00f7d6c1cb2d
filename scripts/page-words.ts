/** Words of the pages that depend on the dataset shown, filled in when the site is built. */
import type { Manifest } from "../src/schema/manifest.ts";

/** What stands for a word that is not known. */
const UNKNOWN = "–";

export interface PageWords {
  /** Who chose: simulated respondents, or personas played by a language model. */
  readonly who: "simulated" | "played";
  /** By name: what stands for `{{name}}`. */
  readonly values: Readonly<Record<string, string>>;
}

const percent = (share: number | null) =>
  share === null ? UNKNOWN : `${(100 * share).toFixed(1)} %`;

/** What a dataset's manifest says of who chose. */
export function pageWords({
  counts,
  respondents,
}: Pick<Manifest, "counts" | "respondents">): PageWords {
  const { feedback, prompts } = counts;
  const judges = feedback && prompts ? `about ${Math.round(feedback / prompts)}` : "several";
  if (respondents?.kind !== "lm") return { who: "simulated", values: { judges } };
  const { model, template, judged, failed, sameChoice, shownFirst, ties } = respondents;
  return {
    who: "played",
    values: {
      judges,
      model,
      template,
      judged: judged.toLocaleString("en-US"),
      failed: failed.toLocaleString("en-US"),
      same: percent(sameChoice.value),
      first: percent(shownFirst.value),
      ties: percent(ties),
    },
  };
}

/**
 * Fills in a page: of `{{simulated: …}}` and `{{played: …}}` what is of this dataset stays, and
 * `{{name}}` becomes its value.
 * @throws RangeError for a name without a value in what stays.
 */
export function fillWords(page: string, { who, values }: PageWords): string {
  return page
    .replace(/\{\{(simulated|played):\s?((?:\{\{\w+\}\}|(?!\}\}).)*)\}\}/gs, (_, of, text) =>
      of === who ? text : "",
    )
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
      if (!Object.hasOwn(values, name)) throw new RangeError(`no value for the word {{${name}}}`);
      return asText(values[name]);
    });
}

/** A text that neither HTML nor Markdown nor a placeholder reads as anything else. */
export function asText(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N} ,.–-]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}
