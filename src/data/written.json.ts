/** What language models and their judges wrote in the runs shown: the first answers of each run. */
import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { WrittenAnswer } from "../components/alignment/answers-list.ts";
import { withQuery } from "../testbed/datasets/check/query.ts";
import { runsShown } from "./runs.ts";

/** Answers of a run that go into the page; a run's ledger has all. */
const MOST = 2000;

interface Reply {
  readonly text: string;
  readonly value: { readonly debate?: WrittenAnswer["debate"]; readonly reason?: string } | null;
}

/** Replies of a ledger by key; lines that are no answers are left out. */
async function repliesIn(path: string, wanted: ReadonlySet<string>): Promise<Map<string, Reply>> {
  const replies = new Map<string, Reply>();
  if (!existsSync(path)) return replies;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    try {
      const { key, outcome } = JSON.parse(line);
      if (wanted.has(key) && outcome?.kind === "answered") replies.set(key, outcome.reply);
    } catch {
      // A last line that was cut: whoever opens the ledger to write is told.
    }
  }
  return replies;
}

const shown: Record<string, Record<string, WrittenAnswer>> = {};
for (const { folder, run } of await runsShown()) {
  const { ledger, results } = run;
  if (ledger === null) continue;
  const rows = await withQuery(async (query, view) => {
    await view("results", join(folder, results.path));
    return query(`
      SELECT model, mode, persona_id, prompt_id, answer_key, judge_key, reason FROM results
      WHERE answer_key <> '' AND attempt = 0 AND variant = '' ORDER BY file_row_number LIMIT ${MOST}`);
  });
  const keys = new Set(rows.flatMap((row) => [String(row.answer_key), String(row.judge_key)]));
  const replies = await repliesIn(ledger, keys);
  const found: Record<string, WrittenAnswer> = {};
  for (const row of rows) {
    const answer = replies.get(String(row.answer_key));
    const judge = replies.get(String(row.judge_key));
    if (!answer) continue;
    found[`${row.model} ${row.mode} ${row.persona_id} ${row.prompt_id}`] = {
      answer: answer.text,
      debate: judge?.value?.debate ?? [],
      reason: judge?.value?.reason ?? String(row.reason),
    };
  }
  shown[folder] = found;
}

process.stdout.write(JSON.stringify(shown));
