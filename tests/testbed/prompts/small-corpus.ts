/** Topics made up for tests: as many issues as asked for, with plain positions. */
import type { Issue, Topic } from "../../../src/testbed/prompts/issue.ts";

export function smallTopics(topics: number, issues: number): Topic[] {
  return Array.from({ length: topics }, (_, t) => ({
    topic: `topic-${"abcdefghij"[t]}`,
    label: `Topic ${t}`,
    issues: Array.from({ length: issues }, (_, k) => issueOf(t, k)),
  }));
}

const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");

function issueOf(t: number, k: number): Issue {
  const thing = `${NUMBERS[t]} ${NUMBERS[k]} things`;
  const side = (word: string) => ({
    label: word,
    claim: `Households should ${word} ${thing} in the garden.`,
    arguments: [1, 2, 3].map(
      (n) =>
        `Reason ${NUMBERS[n]} to ${word} ${thing} is that gardens differ in light, soil and use, and nobody knows them better than those who dig there.`,
    ),
  });
  return {
    id: `issue-${"abcdefghij"[t]}-${"abcdefghijklmnop"[k]}`,
    question: `Should households keep ${thing} in the garden?`,
    about: `${thing} in gardens`,
    stance: { closeness: 0.5 },
    positions: [side("keep"), side("refuse")],
  };
}
