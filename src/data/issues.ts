/** Topics and issues of the dataset shown: where their positions stand, and what they are called. */
import type { IssueList } from "../components/feedback/issues.ts";
import type { Prompt, Response } from "../schema/feedback-tables.ts";
import { loadTopics } from "../testbed/prompts/issue.ts";

/** Words come from the authored issues; stances from the answers, whoever wrote them. */
export function issueList(prompts: readonly Prompt[], responses: readonly Response[]): IssueList {
  const topics = loadTopics("data/prompts/issues");
  const labels = new Map(topics.map(({ topic, label }) => [topic, label]));
  const authored = new Map(
    topics.flatMap(({ issues }) => issues.map((issue) => [issue.id, issue])),
  );
  const stances = new Map(
    responses
      .filter(({ mode, position }) => mode === "position" && position === 0)
      .map(({ prompt_id, stance }) => [prompt_id, stance]),
  );
  const seen = new Map(prompts.map((prompt) => [prompt.issue, prompt]));
  return {
    topics: [...new Set(prompts.map(({ topic }) => topic))]
      .sort()
      .map((key) => ({ key, label: labels.get(key) ?? key })),
    issues: [...seen].map(([key, { topic, prompt_id }]) => {
      const issue = authored.get(key);
      const unnamed = ["the first position", "the second position"];
      return {
        key,
        topic,
        about: issue?.about ?? key,
        question: issue?.question ?? key,
        positions:
          issue?.positions.map(({ label, claim }) => ({ label, claim })) ??
          unnamed.map((label) => ({ label, claim: "" })),
        stance: Object.fromEntries(
          Object.entries(stances.get(prompt_id) ?? {}).filter(([, value]) => value !== 0),
        ),
        survey: issue?.survey ? `${issue.survey.source}, ${issue.survey.item}` : null,
      };
    }),
  };
}
