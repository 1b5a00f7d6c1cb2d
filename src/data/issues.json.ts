/** Topics and issues, for every page about prompts. */
import { readPrompts, readResponses } from "../testbed/datasets/read-prompts.ts";
import { DATASET } from "./dataset.ts";
import { issueList } from "./issues.ts";

const [prompts, responses] = await Promise.all([readPrompts(DATASET), readResponses(DATASET)]);

process.stdout.write(JSON.stringify(issueList(prompts, responses)));
