/** The estimates that a task is for, whichever task it is. */
import type { Task } from "../../schema/bench.ts";
import { readThreeVariant } from "../../schema/bench-variants.ts";
import { drift } from "./drift.ts";
import { passRate } from "./pass-rates.ts";
import { type Estimate, type JudgedRows, pick } from "./rows.ts";
import { comparisons, leaveOneOut, passAtKs, specificity, stability } from "./tasks.ts";
import { threeAttributeKappas } from "./three-attributes.ts";

/**
 * The answers that a pass rate is of: those in the plain case. In a comparison every answer is one of
 * a pair, and where three attributes are shown it is those with the one in question.
 */
export function plainRows(task: Task, rows: JudgedRows): JudgedRows {
  if (task === "comparison") return rows;
  const isPlain = rows.variants.map((variant, at) =>
    task === "loo_three" ? readThreeVariant(variant)?.kind === "with" : at === 0,
  );
  return pick(rows, (row) => isPlain[rows.variant[row]]);
}

/** The overall estimate first, with `group` null; what the task tells beside it follows. */
export function estimatesOf(task: Task, rows: JudgedRows): Estimate[] {
  if (task === "comparison") return [comparisons(rows)];
  return [passRate(plainRows(task, rows)), ...besides(task, rows)];
}

function besides(task: Exclude<Task, "comparison">, rows: JudgedRows): Estimate[] {
  switch (task) {
    case "main":
    case "intersectionality":
      return [];
    case "loo":
      return leaveOneOut(rows);
    case "loo_three":
      return threeAttributeKappas(rows);
    case "pass_at_k":
      return passAtKs(rows);
    case "cross_persona":
      return specificity(rows);
    case "stability":
      return stability(rows);
    case "drift":
      return drift(rows);
  }
}

/** How an estimate reads: a share, a difference of shares, or a number such as kappa. */
export type Unit = "share" | "points" | "number";

/** @param group of the estimate; null for the overall one. */
export function unitOf(task: Task, group: string | null): Unit {
  if (group === null) return "share";
  if (task === "loo" || group === "specificity") return "points";
  if (task === "drift") {
    if (/: inertia$/.test(group)) return "number";
    return /: drift/.test(group) ? "points" : "share";
  }
  return task === "stability" || task === "loo_three" ? "number" : "share";
}
