/** Every choice of the dataset shown: who, on which prompt, which position, in which split. */

import { arrayVector, arrowStream } from "./arrow.ts";
import { feedbackShown } from "./tables.ts";

const { persona, prompt, choice, swapped, split } = await feedbackShown();
const isNarrow = persona.every((row) => row < 1 << 16);

process.stdout.write(
  arrowStream({
    persona: arrayVector(isNarrow ? Uint16Array.from(persona) : Uint32Array.from(persona)),
    prompt: arrayVector(prompt),
    choice: arrayVector(choice),
    swapped: arrayVector(swapped),
    split: arrayVector(split),
  }),
);
