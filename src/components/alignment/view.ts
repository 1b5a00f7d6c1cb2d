/** What the reader chose on the alignment page, and how it stands in the address. */
import { COUNTABLE } from "../../schema/attributes.ts";
import { MODES, type Mode } from "../../schema/bench.ts";
import type { Reading } from "../slices/slice-url.ts";
import type { RunFigures } from "./figures.ts";

export interface AlignmentView {
  /** Folder of the run of task main. */
  readonly run: string;
  readonly model: string;
  readonly mode: Mode;
  /** Attribute of the groups, and a second one for intersections. */
  readonly by: string;
  readonly also: string;
  /** Group whose answers are listed; null for everybody. */
  readonly group: string | null;
}

/** Runs that can be shown by group. */
export const mainRuns = (runs: readonly RunFigures[]) =>
  runs.filter(({ task }) => task === "main" || task === "intersectionality");

/** The view that an address without a choice stands for: the last model of the first run. */
export function defaultView(runs: readonly RunFigures[]): AlignmentView {
  const [run] = mainRuns(runs);
  return {
    run: run.folder,
    model: run.models[run.models.length - 1].name,
    mode: run.modes.includes("output_only") ? "output_only" : run.modes[0],
    by: "political_views",
    also: "sex",
    group: null,
  };
}

export function writeView(view: AlignmentView, runs: readonly RunFigures[]): string {
  const usual = defaultView(runs);
  const parameters = new URLSearchParams();
  for (const key of ["run", "model", "mode", "by", "also", "group"] as const) {
    const value = view[key];
    if (value !== usual[key] && value !== null) parameters.set(key, value);
  }
  return parameters.toString();
}

/** Never throws: what is not understood is reported and left as by default. */
export function readView(query: string, runs: readonly RunFigures[]): Reading<AlignmentView> {
  const parameters = new URLSearchParams(query);
  const problems: string[] = [];
  const usual = defaultView(runs);
  const choice = <T extends string>(name: string, known: readonly T[], otherwise: T): T => {
    const value = parameters.get(name);
    if (value === null) return otherwise;
    if ((known as readonly string[]).includes(value)) return value as T;
    problems.push(`"${value.slice(0, 60)}" is not a known value of "${name}".`);
    return otherwise;
  };
  const folder = choice(
    "run",
    mainRuns(runs).map((run) => run.folder),
    usual.run,
  );
  const run = mainRuns(runs).find((one) => one.folder === folder) ?? mainRuns(runs)[0];
  const models = run.models.map(({ name }) => name);
  const keys = COUNTABLE.map(({ key }) => key);
  const by = choice("by", keys, usual.by);
  return {
    value: {
      run: folder,
      model: choice("model", models, models.includes(usual.model) ? usual.model : models[0]),
      mode: choice(
        "mode",
        MODES.filter((mode) => run.modes.includes(mode)),
        run.modes.includes(usual.mode) ? usual.mode : run.modes[0],
      ),
      by,
      also: choice("also", keys, usual.also === by ? "race" : usual.also),
      group: parameters.get("group")?.slice(0, 200) ?? null,
    },
    problems,
  };
}
