/** Single answers of a group: those that failed the persona first, each with its prompt and persona. */
import type { JudgedRows } from "../../stats/bench/rows.ts";
import { type ChartFrame, chartFrame } from "../chart-frame.ts";
import { button, html } from "../dom.ts";
import type { IssueList } from "../feedback/issues.ts";
import type { PromptsTable } from "../feedback/prompts-table.ts";
import { formatCount } from "../format.ts";

/** What a language model wrote, and what its judge said of it. */
export interface WrittenAnswer {
  readonly answer: string;
  readonly debate: readonly { readonly critic: string; readonly says: string }[];
  readonly reason: string;
}

export interface AnswersState {
  readonly title: string;
  readonly rows: JudgedRows;
  /** Whether a persona is in the group listed. */
  readonly isIn: (persona: number) => boolean;
  readonly group: string | null;
  readonly groups: readonly string[];
  readonly texts: readonly string[];
  /** What was written for a persona and prompt; undefined where nothing is kept. */
  readonly written: (persona: string, prompt: string) => WrittenAnswer | undefined;
}

export interface AnswersList {
  readonly element: ChartFrame;
  update(state: AnswersState): void;
}

const PAGE = 10;

export function answersList(
  prompts: PromptsTable,
  { issues }: IssueList,
  ids: readonly string[],
  who: (persona: number) => string,
  provenance: string,
  choose: (group: string | null) => void,
): AnswersList {
  let state: AnswersState | null = null;
  let listed: number[] = [];
  let page = 0;
  const issueOf = new Map(issues.map((issue) => [issue.key, issue]));
  const select = html("select", { "aria-label": "Group" });
  select.addEventListener("change", () => choose(select.value === "" ? null : select.value));
  const list = html("ol", { class: "ranked" });
  const where = html("span", { class: "page-place", "aria-live": "polite" });
  const previous = button("Previous", () => turn(page - 1), { class: "quiet-button" });
  const next = button("Next", () => turn(page + 1), { class: "quiet-button" });
  const pager = html("div", { class: "pager no-print" }, previous, where, next);
  const sideOf = (rows: JudgedRows, row: number) => {
    const issue = issueOf.get(prompts.issues[prompts.issue[rows.prompt[row]]]);
    const position = rows.position[row];
    return Number.isNaN(position) ? "side unknown" : (issue?.positions[position].label ?? "");
  };
  const frame = chartFrame({
    name: "answers",
    title: "Which answers fail them?",
    subtitle: "",
    n: null,
    interval:
      "Answers as they are: no interval applies. Those that do not serve the persona come first.",
    provenance,
    sql: null,
    columns: [
      { key: "persona_id", label: "Persona", kind: "text" },
      { key: "prompt_id", label: "Prompt", kind: "text" },
      { key: "side", label: "Side taken", kind: "text" },
      { key: "passed", label: "Serves the persona", kind: "text" },
    ],
    rows: () => {
      const present = state;
      if (!present) return [];
      const { rows } = present;
      return listed.map((row) => ({
        persona_id: ids[rows.persona[row]],
        prompt_id: prompts.ids[rows.prompt[row]],
        side: sideOf(rows, row),
        passed: Number.isNaN(rows.passed[row])
          ? "failed call"
          : rows.passed[row] === 1
            ? "yes"
            : "no",
      }));
    },
    draw: () => html("div", {}, list, pager),
    height: PAGE * 64 + 40,
    method: "./method",
    controls: html(
      "div",
      { class: "cross-tab-controls no-print" },
      html("label", {}, "Group ", select),
    ),
  });
  const turn = (to: number) => {
    const present = state;
    if (!present) return;
    const last = Math.max(0, Math.ceil(listed.length / PAGE) - 1);
    page = Math.max(0, Math.min(last, to));
    const from = page * PAGE;
    const { rows, texts } = present;
    list.setAttribute("start", String(from + 1));
    list.replaceChildren(
      ...listed.slice(from, from + PAGE).map((row) => {
        const prompt = prompts.ids[rows.prompt[row]];
        const persona = ids[rows.persona[row]];
        return html(
          "li",
          {},
          html(
            "div",
            { class: "ranked-words" },
            html(
              "a",
              { class: "ranked-text", href: `./prompt?${new URLSearchParams({ id: prompt })}` },
              texts[rows.prompt[row]] ?? prompt,
            ),
            html(
              "p",
              { class: "ranked-note" },
              html(
                "a",
                { href: `./personas?${new URLSearchParams({ persona })}` },
                `${persona}: ${who(rows.persona[row])}`,
              ),
              ` · answered “${sideOf(rows, row)}”`,
            ),
            ...writtenParts(present.written(persona, prompt)),
          ),
          html(
            "span",
            { class: "verdict" },
            Number.isNaN(rows.passed[row])
              ? "failed call"
              : rows.passed[row] === 1
                ? "serves"
                : "does not serve",
          ),
        );
      }),
    );
    where.textContent =
      listed.length === 0
        ? "None"
        : `${formatCount(from + 1)}–${formatCount(Math.min(listed.length, from + PAGE))} of ${formatCount(listed.length)}`;
    previous.disabled = page === 0;
    next.disabled = page === last;
  };
  return {
    element: frame,
    update(nextState) {
      state = nextState;
      const { rows, isIn, title, group, groups } = nextState;
      const rank = (row: number) => (Number.isNaN(rows.passed[row]) ? 2 : rows.passed[row]);
      listed = Array.from({ length: rows.n }, (_, row) => row)
        .filter((row) => isIn(rows.persona[row]))
        .sort((a, b) => rank(a) - rank(b) || a - b);
      select.replaceChildren(
        html("option", { value: "" }, "Everybody"),
        ...groups.map((label) => html("option", { value: label }, label)),
      );
      select.value = group !== null && groups.includes(group) ? group : "";
      page = 0;
      frame.update({
        subtitle: `${title}. ${formatCount(listed.length)} answers${group ? ` to ${group}` : ""}`,
      });
      if (listed.length === 0) frame.showEmpty("No answer to this group.");
      else {
        frame.redraw();
        turn(0);
      }
    },
  };
}

/** An answer and its debate, folded; everything as text, whatever it holds. */
function writtenParts(written: WrittenAnswer | undefined): HTMLElement[] {
  if (!written) return [];
  const { answer, debate, reason } = written;
  return [
    html(
      "details",
      { class: "written-answer" },
      html("summary", {}, "Answer and judgement"),
      html("blockquote", {}, answer),
      ...debate.map(({ critic, says }) => html("p", {}, html("strong", {}, `${critic}: `), says)),
      ...(reason === "" ? [] : [html("p", {}, html("strong", {}, "Verdict: "), reason)]),
    ),
  ];
}
