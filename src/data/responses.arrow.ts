/** The two opposed answers to every prompt, for the page of one prompt. */

import { STYLE_FEATURES } from "../schema/feedback-tables.ts";
import { arrayVector, arrowStream, realVector, textVector } from "./arrow.ts";
import { promptsShown, responsesShown } from "./tables.ts";

const [prompts, all] = await Promise.all([promptsShown(), responsesShown()]);
const place = new Map(prompts.map(({ prompt_id }, row) => [prompt_id, row]));
const responses = all.filter(({ mode, position }) => mode === "position" && position !== null);

process.stdout.write(
  arrowStream({
    prompt: arrayVector(Uint16Array.from(responses, (answer) => place.get(answer.prompt_id) ?? 0)),
    position: arrayVector(Uint8Array.from(responses, ({ position }) => position ?? 0)),
    response_id: textVector(responses.map(({ response_id }) => response_id)),
    text: textVector(responses.map(({ text }) => text)),
    words: arrayVector(Uint16Array.from(responses, ({ words }) => words)),
    ...Object.fromEntries(
      STYLE_FEATURES.map((key) => [key, realVector(responses.map(({ style }) => style[key]))]),
    ),
  }),
);
