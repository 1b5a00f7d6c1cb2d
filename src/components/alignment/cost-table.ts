/** What runs took: answers, failures, calls, tokens, cost. */
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { html } from "../dom.ts";
import { formatCount } from "../format.ts";
import { rowsTable } from "../rows-table.ts";
import type { RunFigures } from "./figures.ts";

const COLUMNS = [
  { key: "run", label: "Run", kind: "text" },
  { key: "task", label: "Task", kind: "text" },
  { key: "judge", label: "Judge", kind: "text" },
  { key: "rows", label: "Answers", kind: "count" },
  { key: "failed", label: "Failed", kind: "count" },
  { key: "calls", label: "Calls", kind: "count" },
  { key: "tokensIn", label: "Tokens read", kind: "count" },
  { key: "tokensOut", label: "Tokens written", kind: "count" },
  { key: "dollars", label: "US dollars", kind: "number" },
  { key: "perPass", label: "Dollars per answer that passed", kind: "number" },
] as const;

/** Every run with what it took; reference models make no calls. */
export function costTable(runs: readonly RunFigures[], provenance: string): ChartFrame {
  const rows = runs.map((run) => {
    const passed = run.parts.reduce((sum, { estimates }) => {
      const all = estimates.find(({ group }) => group === null);
      return sum + (all ? all.estimate * all.n : 0);
    }, 0);
    const { dollars } = run.cost;
    return {
      run: run.name,
      task: run.task,
      judge: run.judge.model ?? run.judge.kind,
      rows: run.counts.rows,
      failed: run.counts.failed,
      calls: run.cost.calls,
      tokensIn: run.cost.tokensIn,
      tokensOut: run.cost.tokensOut,
      dollars,
      perPass: dollars === null || passed === 0 ? null : dollars / passed,
    };
  });
  const frame = chartFrame({
    name: "runs",
    title: "What did it take?",
    subtitle: `Every run over this dataset: answers, failures, calls, tokens, cost. ${formatCount(runs.length)} runs`,
    n: null,
    interval:
      "Counts of the runs themselves: no interval applies. Reference models make no calls and cost nothing.",
    provenance,
    sql: null,
    columns: COLUMNS,
    rows: () => rows,
    tabular: true,
    draw: () =>
      html(
        "div",
        { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Runs" },
        rowsTable("Runs over this dataset", COLUMNS, rows),
      ),
    height: 60 + rows.length * 28,
    method: "./method",
  });
  return frame;
}
