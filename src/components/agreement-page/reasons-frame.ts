/** What raters wrote, as text and nothing else. */
import type { Judgement } from "../../schema/judgement.ts";
import { CONFIDENCE_NAMES } from "../annotate/item-view.ts";
import { chartFrame } from "../chart-frame.ts";
import type { Column } from "../csv.ts";
import { html } from "../dom.ts";
import { countOf, formatCount } from "../format.ts";
import { rowsTable } from "../rows-table.ts";

const COLUMNS: readonly Column[] = [
  { key: "persona", label: "Persona", kind: "text" },
  { key: "prompt", label: "Prompt", kind: "text" },
  { key: "rater", label: "Rater", kind: "text" },
  { key: "chose", label: "Chose", kind: "text" },
  { key: "confidence", label: "How sure", kind: "text" },
  { key: "reason", label: "Reason", kind: "text" },
];

/** Rows on the page; all are in the CSV. */
const SHOWN = 25;

export function reasonsFrame(
  judgements: readonly Judgement[],
  provenance: string,
  promptText: (prompt: string) => string,
): HTMLElement {
  const written = judgements.filter(({ reason }) => reason !== "");
  const rows = written.map((row) => ({
    persona: row.persona_id,
    prompt: `${row.prompt_id} ${promptText(row.prompt_id)}`.trim(),
    rater: row.rater,
    chose: row.preferred === "tie" ? "no preference" : row[`response_${row.preferred}`],
    confidence: row.confidence === null ? "" : CONFIDENCE_NAMES[row.confidence],
    reason: row.reason,
  }));
  const more =
    rows.length > SHOWN ? `the first ${SHOWN} of ${formatCount(rows.length)}; CSV has all` : "";
  const frame = chartFrame({
    name: "reasons",
    title: "What did raters write?",
    subtitle: `Reasons as they were typed. ${countOf(rows.length, "reason")}, ${countOf(judgements.length, "judgement")}${more ? `; ${more}` : ""}`,
    n: null,
    interval: "Words of raters, not checked by anybody.",
    provenance,
    sql: null,
    columns: COLUMNS,
    rows: () => rows,
    draw: () =>
      html(
        "div",
        { class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Reasons" },
        rowsTable("What raters wrote", COLUMNS, rows.slice(0, SHOWN)),
      ),
    height: 120,
    tabular: true,
  });
  if (rows.length === 0) frame.showEmpty("No rater gave a reason.");
  return html("div", { class: "agreement-reasons" }, frame);
}
