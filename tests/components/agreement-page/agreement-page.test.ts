import { describe, expect, it } from "vitest";
import {
  coefficientsOf,
  personaAgreement,
  raterMatrix,
} from "../../../src/components/agreement-page/measure.ts";
import {
  defaultSides,
  panelOf,
  sidesOf,
  tableOf,
} from "../../../src/components/agreement-page/panels.ts";
import { simulatedJudgements } from "../../../src/components/agreement-page/simulated.ts";
import { readView, writeView } from "../../../src/components/agreement-page/view.ts";
import { mergeJudgements } from "../../../src/schema/judgement-merge.ts";
import { judgement } from "../../schema/judgements.ts";

const IDS = Array.from({ length: 30 }, (_, i) => `p000${10 + i}`);
const PROMPTS = Array.from({ length: 40 }, (_, i) => `q00${10 + i}`);
const SIMULATED = simulatedJudgements(IDS, PROMPTS);

describe("panels", () => {
  const rows = [
    judgement({ rater: "ann" }),
    judgement({ rater: "bob" }),
    judgement({ rater: "cat", preferred: "b" }),
    judgement({ rater: "m", rater_kind: "model", preferred: "tie" }),
    judgement({ rater: "ann", study: "s2", preferred: "b" }),
  ];

  it("take the majority of people, and models by name", () => {
    const table = tableOf(rows, "s1");
    expect(panelOf(table, "majority").cells).toEqual([[{ rater: 0, code: 0 }]]);
    expect(panelOf(table, "people").cells[0]).toHaveLength(3);
    expect(panelOf(table, "model:m").cells).toEqual([[{ rater: 0, code: 2 }]]);
    expect(sidesOf(table)).toEqual(["majority", "people", "model:m"]);
    expect(defaultSides(table)).toEqual(["majority", "model:m"]);
  });

  it("keep people of one name in two studies apart, and a split vote undecided", () => {
    const table = tableOf(rows, null);
    expect(table.people).toEqual(["ann (s1)", "ann (s2)", "bob (s1)", "cat (s1)"]);
    expect(panelOf(table, "majority").cells).toEqual([[]]);
  });
});

describe("simulated judgements", () => {
  it("repeat themselves, and are judgements like others", () => {
    expect(simulatedJudgements(IDS, PROMPTS)).toEqual(SIMULATED);
    const file = {
      rows: SIMULATED.length,
      judgements: SIMULATED.map((of, row) => ({ judgement: of, file: "f", row })),
      faults: [],
      otherColumns: [],
    };
    const known = { personas: new Set(IDS), prompts: new Set(PROMPTS) };
    expect(mergeJudgements([file], known)).toMatchObject({ repeated: 0, faults: [] });
    expect(SIMULATED.every(({ study }) => study === "simulated")).toBe(true);
  });

  it("show a model that knows the person, and one that does not", () => {
    const table = tableOf(SIMULATED, null);
    const [knows, average] = table.models;
    const own = personaAgreement(table, "majority", `model:${knows}`).contrast;
    const alike = personaAgreement(table, "majority", `model:${average}`).contrast;
    expect(own.intervals.difference.low).toBeGreaterThan(0.2);
    expect(alike.intervals.difference.low).toBeLessThan(0.1);
    expect(Math.abs(alike.difference)).toBeLessThan(0.15);
  });

  it("have coefficients near each other, and kappas between raters", () => {
    const table = tableOf(SIMULATED, null);
    const { all, byPersona } = coefficientsOf(table);
    expect(all.map(({ units }) => units)).toEqual([240, 240, 240, 240]);
    expect(byPersona).toHaveLength(12);
    expect(all[0].value).toBeCloseTo(all[1].value, 1);
    const { raters, kappas } = raterMatrix(table);
    expect(raters).toHaveLength(3);
    expect(kappas[0].value).toBeNaN();
    expect(kappas[1].value).toBe(kappas[3].value);
    expect(kappas[1].value).toBeGreaterThan(kappas[2].value);
  });
});

describe("the view in the address", () => {
  it("is read back, and what is not understood is reported", () => {
    const view = { source: "simulated", study: "s 1", rows: "people", columns: null } as const;
    expect(readView(writeView(view))).toEqual({ value: view, problems: [] });
    expect(writeView(readView("").value)).toBe("");
    expect(readView("source=moon&x=1").problems).toHaveLength(2);
  });
});
