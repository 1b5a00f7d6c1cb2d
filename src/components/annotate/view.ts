/** What the address of the annotate page says: a study, and which sitting of it. */
import { readStudy, type Study, sittingsOf } from "../../schema/study.ts";

export interface StudyAddress {
  readonly study: Study | null;
  /** From 1; null where it is to be asked. */
  readonly sitting: number | null;
  readonly problems: readonly string[];
}

/** Never throws: what is not understood is reported. */
export function readAddress(query: string): StudyAddress {
  const parameters = new URLSearchParams(query);
  const problems = [...new Set(parameters.keys())]
    .filter((key) => key !== "study" && key !== "sitting")
    .map((key) => `“${key.slice(0, 40)}” is not a part of it.`);
  const code = parameters.get("study");
  if (code === null) {
    if (parameters.has("sitting")) problems.push("There is a sitting, but no study.");
    return { study: null, sitting: null, problems };
  }
  const { study, problem } = readStudy(code);
  if (!study) return { study: null, sitting: null, problems: [problem ?? "", ...problems] };
  const text = parameters.get("sitting");
  const most = sittingsOf(study);
  const sitting = text !== null && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : null;
  const isKnown = sitting !== null && sitting <= most;
  if (text !== null && !isKnown) {
    problems.push(`The sitting “${text.slice(0, 20)}” is not one of 1 to ${most}.`);
  }
  return { study, sitting: isKnown ? sitting : null, problems };
}
