import type { DuckDBConnection } from "@duckdb/node-api";
import type { Choices } from "../../../src/components/feedback/choices.ts";
import { feedbackTablesSql } from "../../../src/components/feedback/database-tables.ts";
import type { IssueList } from "../../../src/components/feedback/issues.ts";
import type { PromptsTable } from "../../../src/components/feedback/prompts-table.ts";
import { quoteText } from "../../../src/components/slices/slice-sql.ts";
import { seeded } from "../../../src/stats/random.ts";

const TOPICS = ["guns", "schools", "taxes"];

function stanceOf(i: number): Record<string, number> {
  return i % 4 === 3 ? { closeness: 0.3 } : { guns: i % 2 === 0 ? 0.9 : -0.6, health: 0.1 };
}

/** Twelve issues on three topics; one in four has no stance on its topic's main axis. */
export const ISSUES: IssueList = {
  topics: TOPICS.map((key) => ({ key, label: `About ${key}` })),
  issues: Array.from({ length: 12 }, (_, i) => ({
    key: `issue-${i}`,
    topic: TOPICS[i % 3],
    about: `it's issue ${i}`,
    question: `Should issue ${i} be?`,
    positions: [
      { label: `for ${i}`, claim: "" },
      { label: `against ${i}`, claim: "" },
    ],
    stance: stanceOf(i),
    survey: i === 0 ? "GSS, gunlaw" : null,
  })),
};

/** Five prompts an issue, in three framings; the last issue's are unseen. */
export function promptsOf(): PromptsTable {
  const n = 60;
  const rows = Array.from({ length: n }, (_, i) => i);
  return {
    n,
    ids: rows.map((i) => `q${String(i + 1).padStart(4, "0")}`),
    topic: Uint16Array.from(rows, (i) => (i % 12) % 3),
    issue: Uint16Array.from(rows, (i) => i % 12),
    framing: Uint16Array.from(rows, (i) => i % 3),
    topics: TOPICS,
    issues: ISSUES.issues.map(({ key }) => key),
    framings: ["story", "advice", "debate"],
    heldout: Uint8Array.from(rows, (i) => (i % 12 === 11 ? 1 : 0)),
    unseen: Uint8Array.from(rows, (i) => (i % 12 === 11 ? 1 : 0)),
    zero: new Float64Array(n),
    judged: new Float64Array(n),
  };
}

/** Each persona judges twenty of sixty prompts; one choice in ten is a tie. */
export function choicesOf(personas: number, seed: number): Choices {
  const random = seeded(seed);
  const each = 20;
  const n = personas * each;
  const persona = new Uint16Array(n);
  const prompt = new Uint16Array(n);
  for (let who = 0; who < personas; who++) {
    const deck = Array.from({ length: 60 }, (_, i) => i);
    for (let k = 0; k < each; k++) {
      const at = k + random.below(60 - k);
      [deck[k], deck[at]] = [deck[at], deck[k]];
      persona[who * each + k] = who;
      prompt[who * each + k] = deck[k];
    }
  }
  return {
    n,
    persona,
    prompt,
    choice: Uint8Array.from(persona, () => (random.below(10) === 0 ? 2 : random.below(2))),
    swapped: Uint8Array.from(persona, () => random.below(2)),
    split: Uint8Array.from(persona, () => random.below(3)),
  };
}

/** Makes prompts, issues and feedback of a native DuckDB that has the table `personas`. */
export async function createFeedback(
  connection: DuckDBConnection,
  prompts: PromptsTable,
  choices: Choices,
): Promise<void> {
  const promptRows = prompts.ids.map(
    (id, i) =>
      `(${[
        quoteText(id),
        quoteText(prompts.topics[prompts.topic[i]]),
        quoteText(prompts.issues[prompts.issue[i]]),
        quoteText(prompts.framings[prompts.framing[i]]),
        String(prompts.heldout[i] === 1),
        String(prompts.unseen[i] === 1),
      ].join(", ")})`,
  );
  await connection.run(
    `CREATE TABLE prompt_columns AS SELECT * FROM (VALUES ${promptRows.join(", ")})
     AS rows(prompt_id, topic, issue, framing, heldout, unseen_issue)`,
  );
  const texts = prompts.ids.map((id) => `(${quoteText(`What of ${id}?`)})`);
  await connection.run(
    `CREATE TABLE prompt_texts AS SELECT * FROM (VALUES ${texts.join(", ")}) AS rows(text)`,
  );
  const rows = Array.from(
    { length: choices.n },
    (_, i) =>
      `(${choices.persona[i]}, ${choices.prompt[i]}, ${choices.choice[i]}, ${choices.swapped[i]}, ${choices.split[i]})`,
  );
  await connection.run(
    `CREATE TABLE choices AS SELECT * FROM (VALUES ${rows.join(", ")})
     AS rows(persona, prompt, choice, swapped, split)`,
  );
  for (const statement of feedbackTablesSql(ISSUES)) await connection.run(statement);
}
