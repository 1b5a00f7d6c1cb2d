/** `atlas topics`: sorts prompts made elsewhere into the topics of the authored ones. */
import { type Command, InvalidArgumentError } from "commander";
import { writeFileAtomically } from "../testbed/datasets/atomic.ts";
import { LEAST_CONFIDENCE, loadTopicClassifier } from "../testbed/prompts/topic-classifier.ts";
import {
  type LabelledFile,
  labelFile,
  labelledCsv,
  NONE,
  topicCounts,
} from "../testbed/prompts/topics/label-rows.ts";
import { ROOT } from "./dataset-options.ts";

interface TopicsOptions {
  readonly column: string;
  readonly leastConfidence: number;
  readonly out?: string;
  readonly json?: boolean;
}

export default function topics(program: Command): void {
  program
    .command("topics")
    .description("label each prompt of a CSV file with a topic, or none where that is unsure")
    .argument("<file>", "CSV file with a header")
    .option("--column <name>", "column of the prompts", "text")
    .option(
      "--least-confidence <share>",
      "no topic below this probability",
      probability,
      LEAST_CONFIDENCE,
    )
    .option("--out <file>", "write the table with columns topic, confidence, nearest")
    .option("--json", "print JSON, with the label of each row")
    .action(async (file: string, options: TopicsOptions) => {
      const { column, leastConfidence, out, json } = options;
      const { label } = loadTopicClassifier(ROOT);
      const labelled = await labelFile(file, column, (text) => label(text, leastConfidence));
      if (out !== undefined) await writeFileAtomically(out, labelledCsv(labelled));
      console.log(json ? asJson(labelled) : asTable(labelled));
    });
}

function probability(text: string): number {
  const value = /^(0|1|0?\.\d+|1\.0+)$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError("Expected a probability from 0 to 1.");
}

function asJson({ rows, skipped }: LabelledFile): string {
  const labels = rows.map(({ row, topic, confidence, nearest }) => ({
    row,
    topic: topic ?? NONE,
    confidence,
    nearest: nearest ?? NONE,
  }));
  return JSON.stringify({ rows: rows.length, topics: topicCounts(rows), labels, skipped }, null, 2);
}

/** Rows and their share by topic, then what was skipped. */
function asTable({ rows, skipped }: LabelledFile): string {
  const counts = topicCounts(rows);
  const width = Math.max(...counts.map(({ topic }) => topic.length));
  const digits = count(rows.length).length;
  const lines = counts.map(({ topic, rows: of }) => {
    const share = rows.length > 0 ? (100 * of) / rows.length : 0;
    return `${topic.padEnd(width)}  ${count(of).padStart(digits)}  ${share.toFixed(1).padStart(5)} %`;
  });
  const left = skipped.map(({ reason, count: of }) => `  ${rowsOf(of)}: ${reason}`);
  return [
    `${rowsOf(rows.length)} labelled or found to be of no topic`,
    ...lines,
    ...(left.length > 0 ? ["", "skipped", ...left] : []),
  ].join("\n");
}

const count = (rows: number) => rows.toLocaleString("en-US");
const rowsOf = (rows: number) => (rows === 1 ? "1 row" : `${count(rows)} rows`);
