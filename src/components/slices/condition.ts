/** An extra condition in SQL: DuckDB answers it, the typed arrays count with its answer. */
import { button, html } from "../dom.ts";
import { formatNumber } from "../format.ts";
import type { Answerer } from "../sql-panel.ts";
import { conditionQuery, isClosed } from "./slice-sql.ts";

export interface Condition {
  readonly element: HTMLElement;
  /** 1 for each persona that the condition in force holds for; null without one or its answer. */
  mask(): Uint8Array | null;
  /** True while DuckDB works on the condition in force. */
  isPending(): boolean;
  /**
   * Puts a condition in force and calls `answered` when its mask has come. Where DuckDB fails,
   * the error is shown and everybody stays in.
   */
  require(where: string): void;
  open(): void;
}

export function condition(
  ids: readonly string[],
  database: () => Promise<Answerer>,
  apply: (where: string) => void,
  answered: () => void,
): Condition {
  let present = "";
  let mask: Uint8Array | null = null;
  let asked = 0;
  let pending = false;
  const field = html("textarea", {
    id: "condition-where",
    rows: 2,
    spellcheck: "false",
    autocomplete: "off",
    placeholder: "age BETWEEN 30 AND 39 AND lower(occupation) LIKE '%nurse%'",
  });
  const status = html("p", { class: "condition-status", role: "status" });
  const submit = () => apply(field.value.trim());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
  });
  const element = html(
    "div",
    { class: "condition no-print", hidden: true },
    html("label", { for: "condition-where" }, "Only personas WHERE"),
    field,
    html(
      "div",
      { class: "sql-actions" },
      button("Apply", submit, { class: "quiet-button condition-apply" }),
      button("Clear", () => apply(""), { class: "quiet-button" }),
      status,
    ),
  );
  const ask = async (where: string, turn: number) => {
    status.textContent = "Asking DuckDB …";
    status.classList.remove("failed");
    try {
      if (!isClosed(where)) throw new Error("A parenthesis has no partner.");
      const answerer = await database();
      const start = performance.now();
      const rows = await answerer.query(conditionQuery(where));
      if (turn !== asked) return;
      const inside = new Set(rows.map((row) => row.persona_id));
      mask = Uint8Array.from(ids, (id) => (inside.has(id) ? 1 : 0));
      status.textContent = `Holds for ${inside.size} personas (${formatNumber(performance.now() - start)} ms).`;
    } catch (error) {
      if (turn !== asked) return;
      mask = null;
      status.classList.add("failed");
      status.textContent = `Not applied. ${firstLine(error)}`;
      element.hidden = false;
    }
    pending = false;
    answered();
  };
  return {
    element,
    mask: () => mask,
    isPending: () => pending,
    require(where) {
      if (where === present) return;
      present = where;
      asked++;
      field.value = where;
      if (where === "") {
        mask = null;
        pending = false;
        status.textContent = "";
        status.classList.remove("failed");
        return;
      }
      mask = null;
      pending = true;
      void ask(where, asked);
    },
    open() {
      element.hidden = !element.hidden;
      if (!element.hidden) field.focus();
    },
  };
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n").find((line) => line.trim() !== "") ?? "DuckDB gave no reason.";
}
