/** What the reader chose on the agreement page, in its address. Files are not: they stay here. */
import type { Reading } from "../slices/slice-url.ts";

export interface AgreementView {
  readonly source: "given" | "simulated";
  /** Null for all. */
  readonly study: string | null;
  /** Sides of the matrix by name; null for the default. */
  readonly rows: string | null;
  readonly columns: string | null;
}

export const DEFAULT_VIEW: AgreementView = {
  source: "given",
  study: null,
  rows: null,
  columns: null,
};

const TEXTS = ["study", "rows", "columns"] as const;

export function writeView(view: AgreementView): string {
  const parameters = new URLSearchParams();
  if (view.source === "simulated") parameters.set("source", "simulated");
  for (const key of TEXTS) {
    const value = view[key];
    if (value !== null) parameters.set(key, value);
  }
  return parameters.toString();
}

/** Never throws. Whether a study or a side exists is known only with the judgements. */
export function readView(query: string): Reading<AgreementView> {
  const parameters = new URLSearchParams(query);
  const problems: string[] = [];
  const source = parameters.get("source");
  if (source !== null && source !== "simulated") {
    problems.push(`The source “${source.slice(0, 40)}” is not known.`);
  }
  for (const key of new Set(parameters.keys())) {
    if (key === "source" || (TEXTS as readonly string[]).includes(key)) continue;
    problems.push(`“${key.slice(0, 40)}” is not a part of this page’s address.`);
  }
  const [study, rows, columns] = TEXTS.map((key) => parameters.get(key) || null);
  return {
    value: { source: source === "simulated" ? "simulated" : "given", study, rows, columns },
    problems,
  };
}
