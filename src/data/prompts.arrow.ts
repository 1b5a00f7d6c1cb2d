/** Everything about the prompts but their words: what lists and heat maps paint first. */
import { readFeedback } from "../testbed/datasets/read-feedback.ts";
import { readPrompts } from "../testbed/datasets/read-prompts.ts";
import { arrowStream } from "./arrow.ts";
import { DATASET } from "./dataset.ts";
import { promptColumns } from "./prompt-columns.ts";

const [prompts, feedback] = await Promise.all([readPrompts(DATASET), readFeedback(DATASET)]);

process.stdout.write(arrowStream(promptColumns(prompts, feedback)));
