/** Everything about the prompts but their words: what lists and heat maps paint first. */

import { arrowStream } from "./arrow.ts";
import { promptColumns } from "./prompt-columns.ts";
import { feedbackShown, promptsShown } from "./tables.ts";

const [prompts, feedback] = await Promise.all([promptsShown(), feedbackShown()]);

process.stdout.write(arrowStream(promptColumns(prompts, feedback)));
