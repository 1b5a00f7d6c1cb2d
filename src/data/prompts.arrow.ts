/** Everything about the prompts but their words: what lists and heat maps paint first. */
import { PROMPT_COUNTS } from "../components/feedback/prompts-table.ts";
import { readFeedback } from "../testbed/datasets/read-feedback.ts";
import { readPrompts } from "../testbed/datasets/read-prompts.ts";
import {
  arrayVector,
  arrowStream,
  booleanVector,
  repeatedTextVector,
  textVector,
} from "./arrow.ts";
import { DATASET } from "./dataset.ts";

const [prompts, feedback] = await Promise.all([readPrompts(DATASET), readFeedback(DATASET)]);
const counts = PROMPT_COUNTS.map(() => new Uint16Array(prompts.length));
for (let row = 0; row < feedback.n; row++) counts[feedback.choice[row]][feedback.prompt[row]]++;

process.stdout.write(
  arrowStream({
    prompt_id: textVector(prompts.map(({ prompt_id }) => prompt_id)),
    topic: repeatedTextVector(prompts.map(({ topic }) => topic)),
    issue: repeatedTextVector(prompts.map(({ issue }) => issue)),
    framing: repeatedTextVector(prompts.map(({ framing }) => framing)),
    heldout: booleanVector(prompts.map(({ pool }) => pool === "heldout")),
    unseen_issue: booleanVector(prompts.map(({ unseen_issue }) => unseen_issue)),
    ...Object.fromEntries(PROMPT_COUNTS.map((key, choice) => [key, arrayVector(counts[choice])])),
  }),
);
