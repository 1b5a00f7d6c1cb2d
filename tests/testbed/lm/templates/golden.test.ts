// Read and found good by a person. A changed word needs a new version of the template: delete the
// file, run again, read and commit it. In CI a missing file is a failure.
import { expect, test } from "vitest";
import { ENRICHED_KEYS } from "../../../../src/schema/enrichment.ts";
import {
  answerFromSummary,
  baselineAnswer,
  chainOfThoughtAnswer,
  outputOnlyAnswer,
  profileSummary,
} from "../../../../src/testbed/lm/templates/answer.ts";
import { criticVerdict } from "../../../../src/testbed/lm/templates/critic.ts";
import { consistencyCheck, enrichment } from "../../../../src/testbed/lm/templates/enrichment.ts";
import {
  pairwiseVerdict,
  roleplayChoice,
} from "../../../../src/testbed/lm/templates/preference.ts";
import type { Profile } from "../../../../src/testbed/lm/templates/profile.ts";
import { personaCritique, personalRewrite } from "../../../../src/testbed/lm/templates/rewrite.ts";
import { sideTaken } from "../../../../src/testbed/lm/templates/side.ts";
import type { Wording } from "../../../../src/testbed/lm/templates/wording.ts";
import { CASES } from "../../../schema/persona-cases.ts";

const QUESTION = "Should cities make buses free for everyone?";
const ANSWERS = [
  "Yes: fares keep people from work.",
  "No: what is free is not cared for.",
] as const;
const PROFILE: Profile = { persona: CASES.worker, hidden: [], perturbation: "" };
const LENGTH = { least: 95, most: 105 };
const DRAFT = { question: QUESTION, answer: ANSWERS[0], critique: "Who pays?", before: null };

const WORDINGS: Readonly<Record<string, Wording>> = {
  "answer-baseline@1": baselineAnswer(QUESTION),
  "answer-output-only@1": outputOnlyAnswer(PROFILE, QUESTION),
  "answer-output-only-paraphrase@1": outputOnlyAnswer(
    { ...PROFILE, perturbation: "paraphrase" },
    QUESTION,
  ),
  "answer-chain-of-thought@1": chainOfThoughtAnswer(PROFILE, QUESTION),
  "summary@1": profileSummary(PROFILE, QUESTION),
  "answer-from-summary@1": answerFromSummary("A nurse who walks to work.", QUESTION),
  "critic@1": criticVerdict(PROFILE, QUESTION, ANSWERS[0]),
  "pairwise@1": pairwiseVerdict(PROFILE, QUESTION, ANSWERS),
  "roleplay@1": roleplayChoice(PROFILE, QUESTION, ANSWERS),
  "side@1": sideTaken(QUESTION, ANSWERS[0], ["Buses should be free.", "Riders should pay."]),
  "critique@1": personaCritique(PROFILE, QUESTION, ANSWERS[0]),
  "rewrite@1": personalRewrite(PROFILE, { ...DRAFT, words: LENGTH }),
  "rewrite-again@1": personalRewrite(PROFILE, {
    ...DRAFT,
    words: LENGTH,
    before: { text: ANSWERS[1], words: 8 },
  }),
  "enrichment@2": enrichment({ ...PROFILE, hidden: ENRICHED_KEYS }),
  "consistency@1": consistencyCheck(
    { ...PROFILE, hidden: ENRICHED_KEYS },
    {
      detailed_job_description: "Changes dressings on a ward",
      defining_quirks: "Names the plants",
      mannerisms: "Hums",
      personal_time: "Swims",
      lifestyle: "Up before dawn",
    },
  ),
};

function textOf({ template, messages, schema }: Wording): string {
  const parts = messages.map(({ role, content }) => `## ${role}\n${content}\n`);
  const form = schema ? [`## schema\n${JSON.stringify(schema, null, 2)}\n`] : [];
  return [`# ${template}\n`, ...parts, ...form].join("\n");
}

test.each(Object.keys(WORDINGS))("%s has the words of its version", async (name) => {
  expect(WORDINGS[name].template).toBe(name);
  await expect(textOf(WORDINGS[name])).toMatchFileSnapshot(`golden/${name}.txt`);
});

test("each template has a name of its own", () => {
  expect(new Set(Object.values(WORDINGS).map(textOf)).size).toBe(Object.keys(WORDINGS).length);
});
