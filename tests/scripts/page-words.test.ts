import { describe, expect, test } from "vitest";
import { asText, fillWords, pageWords } from "../../scripts/page-words.ts";
import type { Manifest } from "../../src/schema/manifest.ts";

const counts = { personas: 10, candidates: 20, prompts: 4, feedback: 50 };
const estimate = { value: 0.7945, low: null, high: null };
const played: Manifest["respondents"] = {
  kind: "lm",
  seed: 1,
  quota: { train: 3, testSeen: 1, testHeldout: 1 },
  model: "some_<b>model",
  parameters: {},
  template: "roleplay@1",
  judged: 1500,
  failed: 0,
  failures: {},
  sameChoice: estimate,
  kappa: estimate,
  shownFirst: { ...estimate, value: null },
  ties: 0,
};
const PAGE = "So {{judges}} {{simulated: respondents}}{{played: of {{model}}}} chose $n.";

describe("words of the pages", () => {
  test("say who chose", () => {
    expect(fillWords(PAGE, pageWords({ counts }))).toBe("So about 13 respondents chose $n.");
    expect(fillWords(PAGE, pageWords({ counts, respondents: played }))).toBe(
      "So about 13 of some&#95;&#60;b&#62;model chose $n.",
    );
  });

  test("are numbers as people read them, and a dash where nothing is known", () => {
    const { values } = pageWords({ counts: { personas: 1, candidates: 1 }, respondents: played });
    expect(values).toMatchObject({
      judges: "several",
      judged: "1,500",
      same: "79.5 %",
      first: "–",
    });
  });

  test("must be known", () => {
    expect(() => fillWords("{{colour}}", pageWords({ counts }))).toThrow("{{colour}}");
  });

  test("are text in Markdown, HTML and code alike", () => {
    expect(asText("a*b*`$c`[d]")).toBe("a&#42;b&#42;&#96;&#36;c&#96;&#91;d&#93;");
  });
});
