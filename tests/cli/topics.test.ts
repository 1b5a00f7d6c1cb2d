import { readdir, readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { runAtlas, useCsvFolder } from "./real-command.ts";

const files = useCsvFolder();
const { csv } = files;
const atlas = (...args: string[]) => runAtlas("topics", ...args);

const PROMPTS = [
  "id,text",
  '1,"Should abortion be legal, or not?"',
  "2,Hello",
  "3,",
  "4,Is there a God?",
  "5,one,field too many",
];

describe("atlas topics", () => {
  test("--out writes labels beside the columns, and the rest is counted", async () => {
    const file = await csv("prompts.csv", ...PROMPTS);
    const out = files.path("made/labelled.csv");
    const { code, stdout, stderr } = await atlas(file, "--out", out);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^3 rows labelled or found to be of no topic\n/);
    expect(stdout).toMatch(/^abortion-and-reproduction +1 +33\.3 %$/m);
    expect(stdout).toMatch(/^none +1 +33\.3 %$/m);
    expect(stdout).toContain("1 row: nothing in column text (row 4: empty)");
    expect(stdout).toContain("1 row: not 2 fields (row 6: 3 fields)");
    const lines = (await readFile(out, "utf8")).trimEnd().split("\n");
    expect(lines[0]).toBe("id,text,topic,confidence,nearest");
    expect(lines[1]).toMatch(
      /^1,"Should abortion be legal, or not\?",abortion-and-reproduction,[01]\.\d{4},abortion-and-reproduction$/,
    );
    expect(lines[2]).toMatch(/^2,Hello,none,0\.\d{4},none$/);
    expect(lines).toHaveLength(4);
    expect(await readdir(files.path("made"))).toEqual(["labelled.csv"]);
  });

  test("--json gives each row's label, and what adds up to the file", async () => {
    const file = await csv("json.csv", ...PROMPTS.map((line) => line.replace(/^id,text/, "id,q")));
    const { code, stdout, stderr } = await atlas(file, "--column", "q", "--json");
    expect([code, stderr]).toEqual([0, ""]);
    const { rows, topics, labels, skipped } = JSON.parse(stdout);
    expect(rows).toBe(3);
    expect(topics).toEqual([
      { topic: "abortion-and-reproduction", rows: 1 },
      { topic: "religion-in-public-life", rows: 1 },
      { topic: "none", rows: 1 },
    ]);
    expect(labels.map(({ row, topic }: { row: number; topic: string }) => [row, topic])).toEqual([
      [2, "abortion-and-reproduction"],
      [3, "none"],
      [5, "religion-in-public-life"],
    ]);
    expect(skipped.map(({ count }: { count: number }) => count)).toEqual([1, 1]);
  });

  test("--least-confidence 1 leaves all but the certain without a topic", async () => {
    const file = await csv("least.csv", "text", "Is there a God?");
    const { stdout } = await atlas(file, "--least-confidence", "1", "--json");
    expect(JSON.parse(stdout).labels[0]).toMatchObject({
      topic: "none",
      nearest: "religion-in-public-life",
    });
  });

  test("a file of nothing but its header is no mistake", async () => {
    const { code, stdout } = await atlas(await csv("header.csv", "text"));
    expect(code).toBe(0);
    expect(stdout).toBe("0 rows labelled or found to be of no topic\nnone  0    0.0 %\n");
  });

  test.each([
    ["column.csv", "id,prompt", [], "column.csv, row 1: expected a column text, found id, prompt"],
    ["topic.csv", "text,topic", [], "topic.csv, row 1: there is a column topic already"],
    ["share.csv", "text", ["--least-confidence", "2"], "Expected a probability from 0 to 1."],
  ])("%s: a mistake ends with one line and code 2", async (name, header, args, message) => {
    const { code, stdout, stderr } = await atlas(await csv(name, header), ...args);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect([stdout, code]).toEqual(["", 2]);
  });
});
