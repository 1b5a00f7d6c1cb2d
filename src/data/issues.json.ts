/** Topics and issues, for every page about prompts. */

import { issueList } from "./issues.ts";
import { promptsShown, responsesShown } from "./tables.ts";

const [prompts, responses] = await Promise.all([promptsShown(), responsesShown()]);

process.stdout.write(JSON.stringify(issueList(prompts, responses)));
