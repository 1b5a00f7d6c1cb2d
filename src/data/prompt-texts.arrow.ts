/** The words of the prompts, in the order of prompts.arrow: fetched after the first paint. */

import { arrowStream, textVector } from "./arrow.ts";
import { promptsShown } from "./tables.ts";

const prompts = await promptsShown();

process.stdout.write(arrowStream({ text: textVector(prompts.map(({ text }) => text)) }));
