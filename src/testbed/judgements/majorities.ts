/** What the majority of a persona's raters prefers on each prompt. */
import { type Judgement, positionOf } from "../../schema/judgement.ts";
import { majorityOf } from "../../stats/majority.ts";

export interface Majority {
  readonly study: string;
  readonly persona_id: string;
  readonly prompt_id: string;
  readonly raters: number;
  readonly votes: readonly [zero: number, one: number, tie: number];
  /** `none`: no value has more than half. `few`: under the least number of raters. */
  readonly majority: "0" | "1" | "tie" | "none" | "few";
}

const CODES = ["0", "1", "tie"] as const;

/** By study, persona and prompt, in the judgements' order; people only, models have no vote. */
export function majorities(judgements: readonly Judgement[], least: number): Majority[] {
  const votes = new Map<string, { of: Judgement; counts: [number, number, number] }>();
  for (const judgement of judgements) {
    if (judgement.rater_kind !== "person") continue;
    const key = JSON.stringify([judgement.study, judgement.persona_id, judgement.prompt_id]);
    const entry = votes.get(key) ?? { of: judgement, counts: [0, 0, 0] };
    votes.set(key, entry);
    entry.counts[positionOf(judgement) ?? 2]++;
  }
  return [...votes.values()].map(({ of, counts }): Majority => {
    const raters = counts[0] + counts[1] + counts[2];
    const code = majorityOf(counts);
    return {
      study: of.study,
      persona_id: of.persona_id,
      prompt_id: of.prompt_id,
      raters,
      votes: counts,
      majority: raters < least ? "few" : code < 0 ? "none" : CODES[code],
    };
  });
}

const field = (text: string) => {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};

/** The majorities as CSV. */
export function majoritiesCsv(rows: readonly Majority[]): string {
  const lines = rows.map(({ study, persona_id, prompt_id, raters, votes, majority }) =>
    [study, persona_id, prompt_id].map(field).concat([raters, ...votes, majority].map(String)),
  );
  const header = "study,persona_id,prompt_id,raters,for_0,for_1,ties,majority";
  return `${[header, ...lines.map((line) => line.join(","))].join("\r\n")}\r\n`;
}
