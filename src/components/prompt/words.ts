/** The words of a prompt: the question, where it comes from, its two answers, its relatives. */
import type { Table } from "npm:apache-arrow";
import { STYLE_FEATURES } from "../../schema/feedback-tables.ts";
import { named } from "../disagreement/controls.ts";
import { html } from "../dom.ts";
import type { IssueEntry, IssueList } from "../feedback/issues.ts";
import { columnOf, type PromptsTable } from "../feedback/prompts-table.ts";
import { formatCount, formatShare } from "../format.ts";

export interface AnswerText {
  readonly id: string;
  readonly position: number;
  readonly text: string;
  readonly words: number;
  /** Hedging, formality, warmth: -1 to 1. */
  readonly style: readonly number[];
}

/** The answers to a prompt, by its row, position 0 first. */
export function answersOf(responses: Table, prompt: number): AnswerText[] {
  const rows = columnOf(responses, "prompt").toArray() as Uint16Array;
  const styles = STYLE_FEATURES.map((key) => columnOf(responses, key));
  const found: AnswerText[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows[row] !== prompt) continue;
    found.push({
      id: String(columnOf(responses, "response_id").get(row)),
      position: Number(columnOf(responses, "position").get(row)),
      text: String(columnOf(responses, "text").get(row)),
      words: Number(columnOf(responses, "words").get(row)),
      style: styles.map((column) => Number(column.get(row))),
    });
  }
  return found.sort((a, b) => a.position - b.position);
}

export interface PromptWords {
  readonly row: number;
  readonly prompts: PromptsTable;
  readonly texts: readonly string[];
  readonly issues: IssueList;
  readonly issue: IssueEntry;
  /** Name of the language model that chose; null for simulated respondents. */
  readonly model: string | null;
  /** Null until they have come. */
  readonly answers: readonly AnswerText[] | null;
  /** Shows another prompt. */
  readonly open: (id: string) => void;
}

export function promptWords(state: PromptWords): HTMLElement {
  const { row, prompts, texts, issues, issue, answers } = state;
  const topic = issues.topics.find(({ key }) => key === issue.topic)?.label ?? issue.topic;
  const pool = prompts.unseen[row]
    ? "Held out with every prompt on its issue"
    : prompts.heldout[row]
      ? "Held out for tests"
      : "Training pool";
  return html(
    "div",
    { class: "prompt-words" },
    html("blockquote", { class: "prompt-text" }, texts[row]),
    html(
      "p",
      { class: "prompt-about" },
      html("a", { href: `./disagreement?${new URLSearchParams({ topic: issue.topic })}` }, topic),
      ` · ${issue.question} · ${named(prompts.framings[prompts.framing[row]])} · ${pool} · ${prompts.ids[row]}`,
      ` · ${opinionsOf(state)}`,
    ),
    html(
      "div",
      { class: "answers" },
      ...[0, 1].map((position) =>
        answerCard(
          issue.positions[position].label,
          answers?.find((answer) => answer.position === position) ?? null,
        ),
      ),
    ),
    relatives(state),
  );
}

/** Where the opinions behind the choices come from. */
function opinionsOf({ model, issue }: PromptWords): string {
  if (model !== null) return `choices by ${model}`;
  return issue.survey ? `opinions fitted to ${issue.survey}` : "no survey item: opinions authored";
}

function answerCard(label: string, answer: AnswerText | null): HTMLElement {
  const card = html("section", { class: "answer" }, html("h3", {}, capital(label)));
  if (!answer) {
    card.append(html("div", { class: "skeleton", "aria-hidden": "true" }));
    return card;
  }
  const style = STYLE_FEATURES.map((key, at) => `${key} ${signed(answer.style[at])}`).join(", ");
  card.append(
    html("p", { class: "answer-text" }, answer.text),
    html("p", { class: "answer-note" }, `${answer.words} words · ${style}`),
  );
  return card;
}

/** Other prompts on the same issue, with everybody's share. */
function relatives({ row, prompts, texts, issue, open }: PromptWords): HTMLElement {
  const others = prompts.ids.flatMap((_, at) =>
    at !== row && prompts.issue[at] === prompts.issue[row] ? [at] : [],
  );
  return html(
    "details",
    { class: "relatives" },
    html("summary", {}, `${formatCount(others.length)} other prompts ask about ${issue.about}`),
    html(
      "ul",
      {},
      ...others.map((at) => {
        const link = html("a", { href: `?id=${prompts.ids[at]}` }, texts[at]);
        link.addEventListener("click", (event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          open(prompts.ids[at]);
        });
        return html(
          "li",
          {},
          link,
          ` ${formatShare(prompts.zero[at] / prompts.judged[at])} for “${issue.positions[0].label}”`,
        );
      }),
    ),
  );
}

const signed = (value: number) =>
  `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`.replace(/^[−+]0\.0$/, "0");

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
