/** The answers of the paper's kind of pair: generic ones, and rewrites for a persona. */
import {
  EQUAL_LENGTH,
  type Prompt,
  type Response,
  type ResponseMode,
} from "../../schema/feedback-tables.ts";
import { type Random, shuffled } from "../../stats/random.ts";
import { streamOf } from "../feedback/stream.ts";
import type { Framings, Rhetoric } from "../prompts/framing.ts";
import type { Issue } from "../prompts/issue.ts";
import { commonWordsOf, stanceOf } from "../responses/compose.ts";
import { wordCount } from "../responses/sentence.ts";
import type { Style } from "../responses/style.ts";
import { genericTarget, writeGeneric } from "./generic-answer.ts";
import type { GenericPhrases } from "./generic-phrases.ts";
import { type Reader, rewrite } from "./rewrite.ts";

export interface Phrases {
  readonly framings: Framings;
  readonly rhetoric: Rhetoric;
  readonly generic: GenericPhrases;
}

/** Somebody for whom an answer to a prompt is rewritten. */
export interface Request extends Reader {
  readonly personaId: string;
  /** Whether a rewrite of natural length is wanted besides the one of equal length. */
  readonly isNatural: boolean;
}

/** The answers to one prompt; `natural` and `matched` in the order of the requests. */
export interface Written {
  readonly generic: Response;
  readonly natural: readonly (Response | null)[];
  readonly matched: readonly Response[];
  /** All of them by number, which says nothing of what they are. */
  readonly all: readonly Response[];
}

const PLAIN: Style = { hedging: 0, formality: 0, warmth: 0 };

/** So often a shorter generic answer is tried. */
const ATTEMPTS = 8;

const isEqualLength = (a: number, b: number) => Math.abs(a - b) <= EQUAL_LENGTH * Math.max(a, b);

/** Numbers 1 and 2 are the opposed answers'. */
const FIRST_NUMBER = 3;

/**
 * A function that writes the answers to a prompt.
 * @throws RangeError for an unknown issue or framing, and where no answer of equal length is found.
 */
export function responseWriter(issues: readonly Issue[], phrases: Phrases, seed: number) {
  const { framings, rhetoric, generic } = phrases;
  const openers = new Map(framings.framings.map((framing) => [framing.key, framing.openers]));
  const byId = new Map(issues.map((issue) => [issue.id, issue]));
  const language = { rhetoric, common: commonWordsOf(issues) };
  return (prompt: Prompt, requests: readonly Request[]): Written => {
    const issue = byId.get(prompt.issue);
    const own = openers.get(prompt.framing);
    if (!issue || !own) throw new RangeError(`${prompt.prompt_id}: unknown issue or framing`);
    const random = streamOf(seed, `pairs on ${prompt.issue}, ${prompt.text}`);
    const genericOf = (length: number) => {
      const text = writeGeneric(issue, length, generic, language.common, random);
      return draft(prompt, "generic", text, null, null, issue, PLAIN);
    };
    let whole = genericOf(genericTarget(issue, rhetoric, random));
    const forReader = (request: Request, length: number | null) => {
      const made = rewrite(prompt, issue, request, own, language, random, length);
      const { personaId, position, style } = request;
      return draft(prompt, "personalised", made, personaId, position, issue, style);
    };
    const natural = requests.map((request) =>
      request.isNatural ? forReader(request, null) : null,
    );
    let matched = requests.map((request) => forReader(request, whole.words));
    // Where a style leaves too few words for the length, the generic answer comes down to it.
    for (let attempt = 0; ; attempt++) {
      const missed = matched.filter(({ words }) => !isEqualLength(words, whole.words));
      if (missed.length === 0) break;
      const nearest = Math.min(...missed.map(({ words }) => words));
      if (attempt === ATTEMPTS) {
        throw new RangeError(
          `${prompt.prompt_id}: ${issue.id} has no answer of ${whole.words} words, nearest ${nearest}`,
        );
      }
      whole = genericOf(nearest);
      matched = requests.map((request) => forReader(request, whole.words));
    }
    return numbered(prompt, whole, natural, matched, random);
  };
}

function draft(
  { prompt_id }: Prompt,
  mode: ResponseMode,
  text: string,
  persona_id: string | null,
  position: 0 | 1 | null,
  issue: Issue,
  style: Style,
): Response {
  const stance = position === null ? {} : stanceOf(issue, position);
  const words = wordCount(text);
  return {
    response_id: "",
    prompt_id,
    text,
    author: "template",
    mode,
    persona_id,
    position,
    stance,
    words,
    style,
  };
}

function numbered(
  { prompt_id }: Prompt,
  generic: Response,
  natural: readonly (Response | null)[],
  matched: readonly Response[],
  random: Random,
): Written {
  const written = [generic, ...natural, ...matched].filter((response) => response !== null);
  const all = shuffled(written, random).map((response, k) => ({
    from: response,
    response: { ...response, response_id: `${prompt_id}-${FIRST_NUMBER + k}` },
  }));
  const ids = new Map(all.map(({ from, response }) => [from, response]));
  const named = (response: Response) => ids.get(response) as Response;
  return {
    generic: named(generic),
    natural: natural.map((response) => response && named(response)),
    matched: matched.map(named),
    all: all.map(({ response }) => response),
  };
}
