import { describe, expect, test } from "vitest";
import {
  type CriticJudged,
  type JudgedItem,
  judgeCritic,
  judgePairwise,
} from "../../../../src/testbed/bench/lm/judges.ts";
import { sidesOf } from "../../../../src/testbed/bench/lm/sides.ts";
import { failureCounts } from "../../../../src/testbed/lm/roles/outcomes.ts";
import { UserError } from "../../../../src/testbed/user-error.ts";
import { CASES } from "../../../schema/persona-cases.ts";
import { between, JUDGE, scriptedRunner } from "../../lm/scripted-runner.ts";

const item = (answer: string, author = "tested"): JudgedItem => ({
  persona: CASES.worker,
  question: "Should buses be free?",
  answer,
  author,
});
const verdict = (needs_revision: boolean, reason = "because") => ({
  debate: [
    { critic: "personalization", says: "It fits." },
    { critic: "helpfulness", says: "It helps." },
  ],
  needs_revision,
  reason,
});

describe("the critic judge", () => {
  test("passes what needs no revision, and keeps the debate", async () => {
    const runner = scriptedRunner((call) => verdict(between(call, "answer") === "No."));
    const outcomes = await judgeCritic(runner, JUDGE, [item("Yes."), item("No.")]);
    const [yes, no] = outcomes as CriticJudged[];
    expect([yes.passed, no.passed]).toEqual([true, false]);
    expect(yes.debate).toEqual(verdict(false).debate);
    expect(yes.reason).toBe("because");
    expect(yes.keys).toHaveLength(1);
    for (const call of runner.made) {
      expect(call.model).toBe(JUDGE.name);
      expect(between(call, "profile")).toContain("age: 42");
    }
  });

  test("gives no verdict for what it cannot read", async () => {
    const garbage = [
      "needs_revision: false",
      "[]",
      { ...verdict(false), needs_revision: "no" },
      { debate: [], reason: "" },
      { ...verdict(false), debate: [{ critic: "somebody", says: "" }] },
      { fails: "rate-limit" },
      { cut: JSON.stringify(verdict(false)) },
    ];
    const items = garbage.map((_, at) => item(`Answer ${at}.`));
    const runner = scriptedRunner(
      (call) => garbage[Number(between(call, "answer").match(/\d/)![0])],
    );
    const outcomes = await judgeCritic(runner, JUDGE, items);
    expect(outcomes.every(({ kind }) => kind === "failed")).toBe(true);
    expect(failureCounts(outcomes)).toEqual({ unreadable: 5, "rate-limit": 1, truncated: 1 });
    expect(outcomes.every((outcome) => !("passed" in outcome))).toBe(true);
  });

  test("is no judge of its own answers, unless allowed", async () => {
    const runner = scriptedRunner(() => verdict(false));
    const own = [item("Yes."), item("No.", JUDGE.name)];
    await expect(judgeCritic(runner, JUDGE, own)).rejects.toThrow(UserError);
    expect(runner.made).toEqual([]);
    const allowed = await judgeCritic(runner, JUDGE, own, { allowSelf: true });
    expect(allowed.map(({ kind }) => kind)).toEqual(["judged", "judged"]);
    const pair = { ...own[0], answers: ["Yes.", "No."], authors: ["tested", JUDGE.name] } as const;
    await expect(judgePairwise(runner, JUDGE, [pair])).rejects.toThrow("--self-judge");
  });
});

describe("sides", () => {
  const sideItem = (answer: string) => ({
    question: "Should buses be free?",
    answer,
    claims: ["Buses should be free.", "Riders should pay."] as const,
  });

  test("are read with the claims in both orders", async () => {
    const runner = scriptedRunner((call) => {
      const answer = between(call, "answer");
      if (answer === "always first") return { side: "first" };
      if (answer === "none") return { side: "neither" };
      if (answer === "half")
        return { side: between(call, "first_position").startsWith("B") ? "first" : "neither" };
      if (answer === "broken") return "who knows";
      return { side: between(call, "first_position") === answer ? "first" : "second" };
    });
    const answers = [
      "Buses should be free.",
      "Riders should pay.",
      "none",
      "always first",
      "half",
      "broken",
    ];
    const sides = await sidesOf(runner, JUDGE, answers.map(sideItem));
    expect(sides.map((side) => (side.kind === "read" ? side.position : side.reason))).toEqual([
      0,
      1,
      null,
      null,
      null,
      "unreadable",
    ]);
    expect(sides.map((side) => side.kind === "read" && side.isConsistent)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
