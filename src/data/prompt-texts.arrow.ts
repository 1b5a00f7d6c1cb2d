/** The words of the prompts, in the order of prompts.arrow: fetched after the first paint. */
import { readPrompts } from "../testbed/datasets/read-prompts.ts";
import { arrowStream, textVector } from "./arrow.ts";
import { DATASET } from "./dataset.ts";

const prompts = await readPrompts(DATASET);

process.stdout.write(arrowStream({ text: textVector(prompts.map(({ text }) => text)) }));
