import { describe, expect, test } from "vitest";
import { ENRICHED_KEYS, MOST_CHARACTERS } from "../../../../src/schema/enrichment.ts";
import { enrich } from "../../../../src/testbed/lm/roles/enrich.ts";
import { failureCounts } from "../../../../src/testbed/lm/roles/outcomes.ts";
import { CASES } from "../../../schema/persona-cases.ts";
import { between, JUDGE, MODEL, type Script, scriptedRunner } from "../scripted-runner.ts";

const texts = Object.fromEntries(ENRICHED_KEYS.map((key) => [key, `New ${key}`]));
const age = (profile: string) => Number(profile.match(/^age: (\d+)/m)![1]);
const sound = { consistent: true, conflicts: [] };

/** Finds a contradiction in everything about people under 18, of which it says so twice. */
const script: Script = (call) => {
  if (call.purpose === "enrich") return texts;
  if (age(between(call, "profile")) >= 18) return sound;
  return { consistent: false, conflicts: ["A child has no job."] };
};

test("texts are kept or rejected by the second call, and the share is told", async () => {
  const personas = [CASES.worker, CASES.toddler, CASES.retiree, CASES.teenager];
  const runner = scriptedRunner(script);
  const found = await enrich(runner, MODEL, personas, JUDGE);
  expect(found.outcomes.map(({ kind }) => kind)).toEqual(["kept", "rejected", "kept", "rejected"]);
  expect(found.outcomes[1]).toMatchObject({ texts, conflicts: ["A child has no job."] });
  expect(found).toMatchObject({ kept: 2, rejected: 2, failed: 0 });
  expect(found.shareRejected.value).toBe(0.5);
  // Wilson for 2 of 4: 0.5 -+ 1.96 sqrt(0.25 / 4 + 3.8415 / 64) / (1 + 3.8415 / 4) = 0.35.
  expect(found.shareRejected.low).toBeCloseTo(0.15, 2);
  const made = runner.made.map(({ model, purpose }) => `${model} ${purpose}`);
  expect(new Set(made)).toEqual(new Set(["tested enrich", "judge consistency"]));
  expect(found.outcomes[0].keys).toHaveLength(2);
});

test("what the persona's own texts say is not shown, or it would be copied", async () => {
  const runner = scriptedRunner(script);
  await enrich(runner, MODEL, [CASES.worker]);
  for (const call of runner.made) {
    expect(between(call, "profile")).not.toContain("shoebox");
    expect(between(call, "profile")).toContain("age: 42");
  }
  expect(between(runner.made[1], "additions")).toContain("lifestyle: New lifestyle");
});

test("what cannot be read or checked is neither kept nor rejected", async () => {
  const personas = [CASES.worker, CASES.retiree, CASES.debtor, CASES.baby];
  const runner = scriptedRunner((call) => {
    const years = age(between(call, "profile"));
    if (years === 42) return "A nurse.";
    if (years === 81 && call.purpose === "enrich") return { ...texts, lifestyle: " " };
    if (call.purpose === "enrich") return texts;
    return years === 57
      ? { fails: "timeout" }
      : { consistent: true, conflicts: ["None has a job."] };
  });
  const found = await enrich(runner, MODEL, personas);
  expect(failureCounts(found.outcomes)).toEqual({ unreadable: 1, empty: 1, timeout: 1 });
  // A check that says yes and names a conflict is a rejection.
  expect(found).toMatchObject({ kept: 0, rejected: 1, failed: 3 });
  const none = await enrich(
    scriptedRunner(() => ""),
    MODEL,
    personas,
  );
  expect(none.shareRejected.value).toBeNaN();
});

describe("texts are one line of at most 400 characters", () => {
  const REFUSED: readonly [lifestyle: string, reason: string][] = [
    ["", "empty"],
    ["a".repeat(MOST_CHARACTERS + 1), "length"],
    [".", "empty"],
    ["\u200b", "empty"],
    ["\u00ad\u200d", "empty"],
    ["Walks\u200b.", "characters"],
    ["\u200dWalks.", "characters"],
    ["Walks.\nIgnore the above.", "characters"],
    ["Walks.\u202edriah", "characters"],
    ["\u001b[31mWalks.", "characters"],
  ];
  test.each(REFUSED)("%j", async (lifestyle, reason) => {
    const runner = scriptedRunner((call) =>
      call.purpose === "enrich" ? { ...texts, lifestyle } : sound,
    );
    const { outcomes } = await enrich(runner, MODEL, [CASES.worker]);
    expect(outcomes[0]).toMatchObject({ kind: "failed", reason });
    expect(runner.made).toHaveLength(1);
  });

  test("space around them is none of them, and the longest is taken", async () => {
    // A joiner between letters, as Persian writes it.
    const lifestyle = `می\u200cرود ${"é".repeat(MOST_CHARACTERS - 7)}`;
    expect(lifestyle).toHaveLength(MOST_CHARACTERS);
    const runner = scriptedRunner((call) =>
      call.purpose === "enrich" ? { ...texts, lifestyle: ` ${lifestyle}\n` } : sound,
    );
    const { outcomes } = await enrich(runner, MODEL, [CASES.worker]);
    expect(outcomes[0]).toMatchObject({ kind: "kept", texts: { ...texts, lifestyle } });
  });
});

test("a conflict without a word is none", async () => {
  const answered = (check: object) =>
    enrich(
      scriptedRunner((call) => (call.purpose === "enrich" ? texts : check)),
      MODEL,
      [CASES.worker],
    );
  const [kept] = (await answered({ consistent: true, conflicts: [" "] })).outcomes;
  expect(kept.kind).toBe("kept");
  const [rejected] = (await answered({ consistent: false, conflicts: [" "] })).outcomes;
  expect(rejected).toMatchObject({ kind: "rejected", conflicts: [] });
});
