/** A language model answers, criticizes as the persona, and rewrites: direct principle feedback. */

import { EQUAL_LENGTH } from "../../../schema/feedback-tables.ts";
import type { PersonaRecord } from "../../../schema/persona-text.ts";
import type { CallRunner } from "../../lm/model.ts";
import { type Failed, failed, outcomesOf, readText } from "../../lm/roles/outcomes.ts";
import { baselineAnswer } from "../../lm/templates/answer.ts";
import type { Profile } from "../../lm/templates/profile.ts";
import { type Draft, personaCritique, personalRewrite } from "../../lm/templates/rewrite.ts";
import { type AskedModel, callOf, type Wording } from "../../lm/templates/wording.ts";
import { wordCount } from "../../responses/sentence.ts";

/** Tries to meet the length of the generic answer. */
export const LENGTH_TRIES = 3;

/** Somebody for whom the answer to a question is rewritten. */
export interface RewriteRequest {
  readonly persona: PersonaRecord;
  readonly question: string;
  /** Whether a rewrite of natural length is wanted besides the one of equal length. */
  readonly isNatural: boolean;
}

export interface Text {
  readonly kind: "text";
  readonly text: string;
  readonly words: number;
}

export interface Personalised {
  /** The same for all who ask the same. */
  readonly generic: Text | Failed;
  readonly critique: Text | Failed;
  /** Null where none was wanted. */
  readonly natural: Text | Failed | null;
  /** As long as the generic answer within 5 %; failed with `length` where no try was. */
  readonly matched: Text | Failed;
  /** Tries that the matched one took. */
  readonly tries: number;
}

/** Fewest and most words that are as long as an answer of so many. */
export function equalLength(words: number): { readonly least: number; readonly most: number } {
  return {
    least: Math.ceil(words * (1 - EQUAL_LENGTH)),
    most: Math.floor(words * (1 + EQUAL_LENGTH)),
  };
}

/**
 * Writes in the order of the requests. Calls: one a question; and of each request one critique, one
 * natural rewrite where wanted, and one to three of equal length, each try told of the one before.
 */
export async function writePersonalised(
  runner: CallRunner,
  author: AskedModel,
  requests: readonly RewriteRequest[],
): Promise<Personalised[]> {
  const ask = (purpose: string, wordings: readonly (Wording | Failed)[]) =>
    texts(runner, author, purpose, wordings);
  const generic = await ask(
    "answer",
    requests.map(({ question }) => baselineAnswer(question)),
  );
  const critique = await ask(
    "critique",
    requests.map((request, at) =>
      chain(generic[at], ({ text }) => personaCritique(profile(request), request.question, text)),
    ),
  );
  const rewriteOf = (at: number, words: Draft["words"], before: Draft["before"]) =>
    chain(generic[at], ({ text: answer }) =>
      chain(critique[at], ({ text }) =>
        personalRewrite(profile(requests[at]), {
          question: requests[at].question,
          answer,
          critique: text,
          words,
          before,
        }),
      ),
    );
  const wanted = requests.flatMap(({ isNatural }, at) => (isNatural ? [at] : []));
  const naturals = await ask(
    "rewrite",
    wanted.map((at) => rewriteOf(at, null, null)),
  );
  const natural: (Text | Failed | null)[] = requests.map(() => null);
  wanted.forEach((at, k) => {
    natural[at] = naturals[k];
  });
  const matched: (Text | Failed)[] = new Array(requests.length);
  const tries = new Uint8Array(requests.length);
  let open = Array.from(requests.keys());
  for (let round = 1; open.length > 0; round++) {
    const written = await ask(
      "rewrite",
      open.map((at) => {
        const before = matched[at];
        return chain(generic[at], ({ words }) =>
          rewriteOf(at, equalLength(words), before?.kind === "text" ? before : null),
        );
      }),
    );
    const missed: number[] = [];
    for (const [k, at] of open.entries()) {
      const text = written[k];
      const whole = generic[at];
      matched[at] = text;
      tries[at] = round;
      if (text.kind === "failed" || whole.kind === "failed") continue;
      const { least, most } = equalLength(whole.words);
      if (text.words >= least && text.words <= most) continue;
      if (round < LENGTH_TRIES) missed.push(at);
      else matched[at] = failed("length", `${text.words} words for ${least} to ${most}`, []);
    }
    open = missed;
  }
  return requests.map((_, at) => ({
    generic: generic[at],
    critique: critique[at],
    natural: natural[at],
    matched: matched[at],
    tries: tries[at],
  }));
}

const profile = ({ persona }: RewriteRequest): Profile => ({
  persona,
  hidden: [],
  perturbation: "",
});

/** What follows from a text; a failure stays the failure that it is. */
function chain<T>(from: Text | Failed, next: (text: Text) => T | Failed): T | Failed {
  return from.kind === "failed" ? from : next(from);
}

async function texts(
  runner: CallRunner,
  author: AskedModel,
  purpose: string,
  wordings: readonly (Wording | Failed)[],
): Promise<(Text | Failed)[]> {
  const isWording = (wording: Wording | Failed): wording is Wording => !("kind" in wording);
  const calls = wordings.filter(isWording).map((wording) => callOf(author, purpose, wording));
  const outcomes = (await outcomesOf(runner, calls)).values();
  return wordings.map((wording) => {
    if (!isWording(wording)) return wording;
    const read = readText(outcomes.next().value!);
    if (read.kind === "failed") return read;
    return { kind: "text", text: read.value, words: wordCount(read.value) };
  });
}
