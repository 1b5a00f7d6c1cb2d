import { describe, expect, test } from "vitest";
import { type Conversation, judgeTurns } from "../../../../src/testbed/bench/lm/judge-turns.ts";
import type { ModelCall } from "../../../../src/testbed/lm/model.ts";
import { CASES } from "../../../schema/persona-cases.ts";
import { JUDGE, scriptedRunner } from "../../lm/scripted-runner.ts";

const conversation = (name: string, turns: number, change = {}): Conversation => ({
  persona: CASES.worker,
  perturbation: "",
  anchorEvery: 0,
  sample: 0,
  turns: Array.from({ length: turns }, (_, at) => ({
    question: `${name} ${at + 1}?`,
    answers: ["Yes.", "No."],
  })),
  ...change,
});
const lastQuestion = ({ messages }: ModelCall) =>
  (messages.at(-1)?.content.match(/<question>\n(.*)\n/) ?? [])[1];

describe("judgements in turn", () => {
  test("each follows on the choices before it", async () => {
    const runner = scriptedRunner((call) => ({
      preferred: lastQuestion(call)?.includes("2") ? "b" : "a",
      reason: `About ${lastQuestion(call)}`,
    }));
    const rounds: number[] = [];
    const conversations = [conversation("Buses", 3), conversation("Trees", 1)];
    const found = await judgeTurns(runner, JUDGE, conversations, (turns) => rounds.push(turns));
    expect(
      found.map((turns) => turns.map((one) => one.kind === "read" && one.value.preferred)),
    ).toEqual([["a", "b", "a"], ["a"]]);
    expect(rounds).toEqual([2, 1, 1]);
    expect(runner.made).toHaveLength(4);
    const last = runner.made.find((call) => lastQuestion(call) === "Buses 3?") as ModelCall;
    const said = last.messages.filter(({ role }) => role === "assistant");
    expect(said.map(({ content }) => JSON.parse(content))).toEqual([
      { preferred: "a", reason: "About Buses 1?" },
      { preferred: "b", reason: "About Buses 2?" },
    ]);
  });

  test("a turn that fails ends its conversation, and no other", async () => {
    const runner = scriptedRunner((call) =>
      lastQuestion(call) === "Buses 2?" ? { fails: "timeout" } : { preferred: "a", reason: "" },
    );
    const conversations = [conversation("Buses", 4), conversation("Trees", 4)];
    const [buses, trees] = await judgeTurns(runner, JUDGE, conversations);
    expect(buses.map((one) => (one.kind === "failed" ? one.reason : "read"))).toEqual([
      ...["read", "timeout", "earlier-turn", "earlier-turn"],
    ]);
    expect(buses[3].keys).toEqual([]);
    expect(trees.every(({ kind }) => kind === "read")).toBe(true);
    expect(runner.made).toHaveLength(2 + 4);
  });

  test("a tie is no choice here", async () => {
    const runner = scriptedRunner(() => ({ preferred: "tie", reason: "" }));
    const [[only]] = await judgeTurns(runner, JUDGE, [conversation("Buses", 1)]);
    expect(only).toMatchObject({ kind: "failed", reason: "unreadable" });
  });

  test("conversations of other samples are asked for on their own", async () => {
    const runner = scriptedRunner(() => ({ preferred: "a", reason: "" }));
    await judgeTurns(runner, JUDGE, [
      conversation("Buses", 2),
      conversation("Buses", 2),
      conversation("Buses", 2, { sample: 1 }),
    ]);
    expect(runner.made).toHaveLength(4);
  });
});
