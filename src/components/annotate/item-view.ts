/** One pair to judge: the person, the prompt, two answers, and what the rater says. */
import { CONFIDENCES, type Confidence, type Judgement, LONGEST } from "../../schema/judgement.ts";
import { button, html } from "../dom.ts";
import type { PersonaTexts } from "../personas/persona-card.ts";
import type { Draft } from "./progress.ts";

export interface ShownItem {
  readonly who: string;
  readonly persona: PersonaTexts;
  /** `Person 1 of 2, question 3 of 5`. */
  readonly place: string;
  readonly prompt: string;
  /** In the order in which they are shown. */
  readonly answers: readonly [string, string];
}

export interface ItemEvents {
  choose(preferred: Judgement["preferred"]): void;
  sure(confidence: Confidence): void;
  reason(text: string): void;
}

export interface ItemView {
  readonly element: HTMLElement;
  /** Shows an item with what is said of it so far. */
  show(item: ShownItem, draft: Draft): void;
  /** Shows another draft of the same item; the text being typed is left alone. */
  update(draft: Draft): void;
  focusReason(): void;
  /** Takes the focus from whatever had it, to where a screen reader begins. */
  focusPlace(): void;
  /** Scrolls so far that the question is in view. */
  showQuestion(): void;
}

export const CONFIDENCE_NAMES: Readonly<Record<Confidence, string>> = {
  1: "A guess",
  2: "Fairly sure",
  3: "Sure",
};
const CONFIDENCE_KEYS: Readonly<Record<Confidence, string>> = { 1: "G", 2: "F", 3: "S" };

const key = (name: string) => html("kbd", { "aria-hidden": "true" }, name);

export function itemView(events: ItemEvents): ItemView {
  const place = html("p", { class: "annotate-place", tabindex: -1 });
  const who = html("h2");
  const paragraph = html("p", { class: "annotate-paragraph" });
  const lines = html("pre", { class: "annotate-lines", tabindex: 0 });
  const prompt = html("blockquote", { class: "prompt-text" });
  const texts = [0, 1].map(() => html("p", { class: "answer-text" }));
  const choice = (preferred: Judgement["preferred"], label: string, name: string) => {
    const element = button(label, () => events.choose(preferred), {
      class: "annotate-choice",
      "data-preferred": preferred,
      "aria-pressed": "false",
      "aria-keyshortcuts": name,
    });
    element.append(key(name));
    return element;
  };
  const choices = [
    choice("a", "Prefers the first", "1"),
    choice("b", "Prefers the second", "2"),
    choice("tie", "No preference", "0"),
  ];
  const cards = texts.map((text, at) =>
    html(
      "section",
      {
        class: "answer annotate-answer",
        "aria-label": at === 0 ? "First answer" : "Second answer",
      },
      html("h3", {}, at === 0 ? "First answer" : "Second answer"),
      text,
      choices[at],
    ),
  );
  const sures = CONFIDENCES.map((confidence) => {
    const element = button(CONFIDENCE_NAMES[confidence], () => events.sure(confidence), {
      class: "annotate-choice",
      "data-confidence": confidence,
      "aria-pressed": "false",
      "aria-keyshortcuts": CONFIDENCE_KEYS[confidence],
    });
    element.append(key(CONFIDENCE_KEYS[confidence]));
    return element;
  });
  const reason = html("textarea", {
    id: "annotate-reason",
    rows: 2,
    maxlength: LONGEST.reason,
    placeholder: "What in the person’s life or views decides it?",
  });
  reason.addEventListener("input", () => events.reason(reason.value));
  const element = html(
    "div",
    { class: "annotate-item" },
    place,
    html(
      "section",
      { class: "annotate-persona", "aria-label": "The person" },
      who,
      paragraph,
      html("details", {}, html("summary", {}, "Everything about this person"), lines),
    ),
    html("p", { class: "annotate-asks" }, "Somebody asks:"),
    prompt,
    html("p", { class: "annotate-asks" }, "Which answer would this person prefer?"),
    html("div", { class: "answers" }, ...cards),
    html("div", { class: "annotate-tie" }, choices[2]),
    html(
      "div",
      { class: "annotate-more" },
      html(
        "div",
        { role: "group", "aria-label": "How sure are you?", class: "annotate-sure" },
        html("span", {}, "How sure are you?"),
        ...sures,
      ),
      html("label", { for: "annotate-reason" }, "Why? (optional) ", key("R")),
      reason,
    ),
  );
  const update = ({ preferred, confidence }: Draft) => {
    for (const element of choices) {
      const isChosen = element.dataset.preferred === preferred;
      element.setAttribute("aria-pressed", String(isChosen));
    }
    cards.forEach((card, at) => {
      card.classList.toggle("chosen", preferred === (at === 0 ? "a" : "b"));
    });
    for (const element of sures) {
      const isChosen = element.dataset.confidence === String(confidence);
      element.setAttribute("aria-pressed", String(isChosen));
    }
  };
  return {
    element,
    show(item, draft) {
      place.textContent = item.place;
      who.textContent = item.who;
      paragraph.textContent = item.persona.paragraph;
      lines.textContent = item.persona.lines;
      prompt.textContent = item.prompt;
      texts.forEach((text, at) => {
        text.textContent = item.answers[at];
      });
      reason.value = draft.reason;
      update(draft);
    },
    update,
    focusReason: () => reason.focus(),
    focusPlace: () => place.focus({ preventScroll: true }),
    showQuestion: () => prompt.scrollIntoView({ block: "nearest" }),
  };
}
