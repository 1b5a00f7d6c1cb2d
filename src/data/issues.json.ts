/** Topics and issues of the dataset shown: where their positions stand, and what they are called. */
import type { IssueList } from "../components/feedback/issues.ts";
import { readPrompts, readResponses } from "../testbed/datasets/read-prompts.ts";
import { loadTopics } from "../testbed/prompts/issue.ts";
import { DATASET } from "./dataset.ts";

const [prompts, responses] = await Promise.all([readPrompts(DATASET), readResponses(DATASET)]);
const topics = loadTopics("data/prompts/issues");
const authored = new Map(topics.flatMap(({ issues }) => issues.map((issue) => [issue.id, issue])));
const labels = new Map(topics.map(({ topic, label }) => [topic, label]));
const stances = new Map(
  responses
    .filter(({ mode, position }) => mode === "position" && position === 0)
    .map(({ prompt_id, stance }) => [prompt_id, stance]),
);
const seen = new Map(prompts.map((prompt) => [prompt.issue, prompt]));

const list: IssueList = {
  topics: [...new Set(prompts.map(({ topic }) => topic))].sort().map((key) => ({
    key,
    label: labels.get(key) ?? key,
  })),
  issues: [...seen].map(([key, { topic, prompt_id }]) => {
    const issue = authored.get(key);
    return {
      key,
      topic,
      about: issue?.about ?? key,
      question: issue?.question ?? key,
      positions: issue?.positions.map(({ label, claim }) => ({ label, claim })) ?? [
        { label: "the first position", claim: "" },
        { label: "the second position", claim: "" },
      ],
      stance: Object.fromEntries(
        Object.entries(stances.get(prompt_id) ?? {}).filter(([, value]) => value !== 0),
      ),
      survey: issue?.survey ? `${issue.survey.source}, ${issue.survey.item}` : null,
    };
  }),
};
process.stdout.write(JSON.stringify(list));
