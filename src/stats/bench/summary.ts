/** The estimates that a task is for, whichever task it is. */
import type { Task } from "../../schema/bench.ts";
import { passRate } from "./pass-rates.ts";
import { type Estimate, type JudgedRows, pick } from "./rows.ts";
import { comparisons, leaveOneOut, passAtKs, specificity, stability } from "./tasks.ts";

/** The overall estimate first, with `group` null; what the task tells beside it follows. */
export function estimatesOf(task: Task, rows: JudgedRows): Estimate[] {
  const plain = () => passRate(pick(rows, (row) => rows.variant[row] === 0));
  switch (task) {
    case "main":
    case "intersectionality":
      return [passRate(rows)];
    case "loo":
      return [plain(), ...leaveOneOut(rows)];
    case "pass_at_k":
      return [passRate(rows), ...passAtKs(rows)];
    case "comparison":
      return [comparisons(rows)];
    case "cross_persona":
      return [plain(), ...specificity(rows)];
    case "stability":
      return [plain(), ...stability(rows)];
  }
}
