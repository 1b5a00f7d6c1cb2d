/** Every choice of the dataset shown: who, on which prompt, which position, in which split. */
import { readFeedback } from "../testbed/datasets/read-feedback.ts";
import { arrayVector, arrowStream } from "./arrow.ts";
import { DATASET } from "./dataset.ts";

const { persona, prompt, choice, swapped, split } = await readFeedback(DATASET);
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
