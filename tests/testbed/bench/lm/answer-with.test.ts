import { describe, expect, test } from "vitest";
import { MODES } from "../../../../src/schema/bench.ts";
import {
  type Answered,
  type AnswerItem,
  answerWith,
  thoughtAndAnswer,
} from "../../../../src/testbed/bench/lm/answer-with.ts";
import { summaryUse } from "../../../../src/testbed/bench/lm/summaries.ts";
import { failureCounts } from "../../../../src/testbed/lm/roles/outcomes.ts";
import { CASES } from "../../../schema/persona-cases.ts";
import { between, MODEL, scriptedRunner } from "../../lm/scripted-runner.ts";

const ITEMS: readonly AnswerItem[] = [
  { persona: CASES.worker, question: "Should buses be free?" },
  { persona: CASES.retiree, question: "Should tipping end?" },
  { persona: CASES.worker, question: "Should school start later?" },
];
const SUMMARY = { summary: "A nurse with early shifts.", attributes: ["age", "lifestyle"] };

/** Answers with what it was asked, so that a mix-up of items shows. */
const echo = scriptedRunnerOf((question) => `On ${question}`);
function scriptedRunnerOf(say: (question: string) => string) {
  return () =>
    scriptedRunner((call) => {
      if (call.purpose === "summary") return { ...SUMMARY, more: 1 };
      const text = say(between(call, "question"));
      return call.template.includes("chain") ? `THINKING\nHmm.\n**ANSWER**\n${text}` : text;
    });
}

describe("answers", () => {
  test.each(MODES)("in %s come in the order of the items, with keys and tokens", async (mode) => {
    const runner = echo();
    const answers = (await answerWith(runner, MODEL, mode, ITEMS)) as Answered[];
    expect(answers.map(({ kind, text }) => [kind, text])).toEqual(
      ITEMS.map(({ question }) => ["answered", `On ${question}`]),
    );
    const calls = mode === "demographic_summary" ? 2 : 1;
    for (const answer of answers) {
      expect(answer.position).toBeNull();
      expect(new Set(answer.keys).size).toBe(calls);
      expect([answer.tokensIn, answer.tokensOut]).toEqual([10 * calls, 5 * calls]);
      expect(answer.latencyMs).toBe(50 * calls);
      expect(answer.thinking).toBe(mode === "chain_of_thought" ? "Hmm." : null);
    }
    expect(runner.made).toHaveLength(ITEMS.length * calls);
    expect(new Set(runner.made.map(({ model }) => model))).toEqual(new Set([MODEL.name]));
  });

  test("from a summary see the summary and nothing else of the persona", async () => {
    const runner = echo();
    const [first] = (await answerWith(runner, MODEL, "demographic_summary", ITEMS)) as Answered[];
    expect(first.summary).toMatchObject({ text: SUMMARY.summary, attributes: SUMMARY.attributes });
    for (const call of runner.made.filter(({ purpose }) => purpose === "answer")) {
      expect(between(call, "summary")).toBe(SUMMARY.summary);
      expect(between(call, "profile")).toBe("");
    }
  });

  test("to the same question are one call, unless they are samples", async () => {
    const same = [ITEMS[0], ITEMS[0]];
    const once = echo();
    expect(await answerWith(once, MODEL, "output_only", same)).toHaveLength(2);
    expect(once.made).toHaveLength(1);
    const twice = echo();
    const samples = same.map((item, sample) => ({ ...item, sample }));
    await answerWith(twice, MODEL, "output_only", samples);
    expect(twice.made).toHaveLength(2);
  });

  test("in baseline are the same call for everybody", async () => {
    const runner = echo();
    const question = "Should buses be free?";
    const items = Object.values(CASES).map((persona) => ({ persona, question }));
    await answerWith(runner, MODEL, "baseline", items);
    expect(runner.made).toHaveLength(1);
  });

  test("thought aloud between tags is left out", async () => {
    const runner = scriptedRunnerOf(() => "<think>\nNo, yes.\n</think>\n\nYes.")();
    const [answer] = (await answerWith(runner, MODEL, "output_only", ITEMS)) as Answered[];
    expect(answer.text).toBe("Yes.");
  });
});

describe("failures are no answers", () => {
  const bad = ["", "  \n", "<think>only this</think>", { cut: "A long" }, { fails: "timeout" }];
  test.each([
    ["output_only", ["empty", "empty", "empty", "truncated", "timeout"]],
    ["chain_of_thought", ["empty", "empty", "empty", "truncated", "timeout"]],
  ] as const)("in %s", async (mode, reasons) => {
    const items = bad.map((_, at) => ({ persona: CASES.worker, question: `Is it ${at}?` }));
    const runner = scriptedRunner((call) => bad[Number(between(call, "question").match(/\d/)![0])]);
    const outcomes = await answerWith(runner, MODEL, mode, items);
    expect(outcomes.map((outcome) => outcome.kind === "failed" && outcome.reason)).toEqual(reasons);
    for (const { keys } of outcomes) expect(keys).toHaveLength(1);
    expect(failureCounts(outcomes)).toEqual({ empty: 3, truncated: 1, timeout: 1 });
  });

  test("a summary that fails takes its answer with it, and no call is made for that", async () => {
    const summaries = ["{ no json", { summary: 3 }, { summary: " ", attributes: [] }, SUMMARY];
    const items = summaries.map((_, at) => ({ persona: CASES.worker, question: `Is it ${at}?` }));
    const runner = scriptedRunner((call) =>
      call.purpose === "summary"
        ? summaries[Number(between(call, "question").match(/\d/)![0])]
        : { fails: "server-error" },
    );
    const outcomes = await answerWith(runner, MODEL, "demographic_summary", items);
    expect(failureCounts(outcomes)).toEqual({ unreadable: 2, empty: 1, "server-error": 1 });
    expect(runner.made.filter(({ purpose }) => purpose === "answer")).toHaveLength(1);
    // Both calls of the last one can be found in the ledger.
    expect(outcomes.map(({ keys }) => keys.length)).toEqual([1, 1, 1, 2]);
  });

  test("calls that a runner never answers are told", async () => {
    const silent = { ...scriptedRunner(() => ""), async run() {} };
    const outcomes = await answerWith(silent, MODEL, "baseline", ITEMS);
    expect(failureCounts(outcomes)).toEqual({ unanswered: 3 });
  });
});

describe("a reply that thinks first", () => {
  test.each([
    ["THINKING\nA nurse.\nANSWER\nYes.", "A nurse.", "Yes."],
    ["A nurse.\n\nANSWER: Yes.\nReally.", "A nurse.", "Yes.\nReally."],
    ["## Thinking\nA nurse.\n## Answer\nYes.", "A nurse.", "Yes."],
    ["THINKING:\nShe will answer\nno.\n**ANSWER:** Yes.", "She will answer\nno.", "Yes."],
    ["Thinking: short.\nANSWER\nOne.\nANSWER\nTwo.", "Thinking: short.\nANSWER\nOne.", "Two."],
    ["ANSWER\nYes.", "", "Yes."],
  ])("%j", (reply, thinking, text) => {
    expect(thoughtAndAnswer(reply)).toEqual({ thinking, text });
  });

  test.each(["Yes.", "THINKING\nThe answer is yes.", "THINKING\nA nurse.\nANSWER\n ", ""])(
    "%j has no answer",
    (reply) => {
      expect(thoughtAndAnswer(reply)).toBeNull();
    },
  );
});

describe("what summaries rest on", () => {
  let made = 0;
  const of = (attributes: readonly string[], hidden: readonly string[] = []) => ({
    ...{ persona: CASES.worker, who: made, issue: `issue ${made}`, key: `key ${made++}` },
    ...{ hidden, summary: { attributes } },
  });
  const items = [
    of(["age", "Political views", "AGE", "shoe size"]),
    of(["age"]),
    of([]),
    of(["lifestyle", "age"], ["age"]),
  ];
  const use = summaryUse(items);
  const row = (key: string) => use.attributes.find(({ attribute }) => attribute === key)!;

  test("is a share of those that could name it", () => {
    // Age: named by two of the three summaries that were shown it.
    expect(row("age")).toMatchObject({ n: 3, named: 2, share: 2 / 3 });
    expect(row("age").dropped).toBeCloseTo(1 / 3, 12);
    expect(row("political_views")).toMatchObject({ n: 4, named: 1 });
    expect(row("religion")).toMatchObject({ n: 4, named: 0, dropped: 1, low: 0 });
    // Three personas and issues, each its own: sqrt(2/9 / 2) = 1/3 about 2/3, by Student's t of 2.
    expect(row("age").low).toBeCloseTo(Math.max(0, 2 / 3 - 4.303 / 3), 3);
    expect(row("age").high).toBe(1);
    // Dropped by all four: Wilson's limit of none of four, 3.8415 / (4 + 3.8415).
    expect(row("religion").high).toBeCloseTo(0.4899, 3);
  });

  test("counts a summary once, however many answers rest on it", () => {
    const again = summaryUse([...items, items[0], items[0]]);
    expect(again).toEqual(use);
  });

  test("takes summaries on one issue as alike", () => {
    const list = (issue: (at: number) => string) =>
      Array.from({ length: 20 }, (_, at) => ({
        ...{ persona: CASES.worker, who: at, issue: issue(at), key: String(at) },
        summary: { attributes: at % 4 < 2 ? ["age"] : [] },
      }));
    const width = (of: ReturnType<typeof list>) => {
      const age = summaryUse(of).attributes.find(({ attribute }) => attribute === "age")!;
      expect(age.share).toBe(0.5);
      return age.high - age.low;
    };
    // Four issues, on two of which all name the age, and on two none.
    expect(width(list((at) => `issue ${at % 4}`))).toBeGreaterThan(2 * width(list(String)));
  });

  test("counts no attribute that does not apply, and tells names that are none", () => {
    // English is asked of those who speak another language; age was hidden once.
    expect(row("ability_to_speak_english").n).toBe(0);
    expect(row("ability_to_speak_english").share).toBeNaN();
    expect(use.unknown).toEqual({ "shoe size": 1, age: 1 });
  });

  test("has the most dropped first", () => {
    expect(use.attributes).toHaveLength(33);
    const dropped = use.attributes.map((one) => one.dropped || 0);
    expect(dropped).toEqual([...dropped].sort((a, b) => b - a));
    // Named per summary: 2, 1, 0, 1.
    expect(use.meanNamed).toBe(1);
  });
});
