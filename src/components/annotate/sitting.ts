/** A rater at work: the items of a sitting, one at a time. */
import type { Study, StudyItem } from "../../schema/study.ts";
import { button, html } from "../dom.ts";
import { download } from "../download.ts";
import type { PersonaTexts } from "../personas/persona-card.ts";
import { exportName, judgementsCsv, judgementsJson, judgementsOf } from "./export.ts";
import { itemView } from "./item-view.ts";
import { type KeyAct, type KeyPressed, keyAct } from "./keys.ts";
import {
  type Draft,
  EMPTY_DRAFT,
  judgedOf,
  type Progress,
  type ProgressShelf,
} from "./progress.ts";
import { doneView, keyList } from "./start.ts";

export interface SittingTexts {
  readonly personas: ReadonlyMap<string, PersonaTexts & { readonly who: string }>;
  readonly prompts: ReadonlyMap<
    string,
    {
      readonly text: string;
      /** That of position 0 first. */
      readonly answers: readonly { readonly id: string; readonly text: string }[];
    }
  >;
}

export interface SittingOptions {
  readonly study: Study;
  /** From 1. */
  readonly number: number;
  readonly items: readonly StudyItem[];
  readonly texts: SittingTexts;
  readonly progress: Progress;
  readonly shelf: ProgressShelf;
  /** Somebody else is to judge. */
  leave(): void;
}

export interface Sitting {
  readonly element: HTMLElement;
  /** Call when it is in the page. */
  begin(): void;
  /** Takes no keys any more. */
  end(): void;
}

export function sitting(options: SittingOptions): Sitting {
  const { study, number, items, texts, shelf } = options;
  let progress = options.progress;
  let since = performance.now();
  const ended = new AbortController();
  const status = html("p", { class: "annotate-status", role: "status" });
  const bar = html("progress", { max: items.length, value: 0, "aria-label": "Judged" });
  const count = html("span", { class: "annotate-count" });
  const body = html("div", { class: "annotate-body" });

  const say = (message: string) => {
    status.textContent = message;
  };
  const keep = (changes: Partial<Progress>) => {
    progress = { ...progress, ...changes };
    if (!shelf.keep(progress)) {
      say("This browser keeps nothing. Save a copy before you leave the page.");
    }
    const judged = judgedOf(progress);
    bar.value = judged;
    count.textContent = `${judged} of ${items.length} judged`;
  };
  const draft = () => progress.drafts[progress.at] ?? EMPTY_DRAFT;
  const change = (changes: Partial<Draft>) => {
    const next = { ...draft(), ...changes };
    keep({ drafts: progress.drafts.map((old, at) => (at === progress.at ? next : old)) });
    view.update(next);
  };
  const view = itemView({
    choose(preferred) {
      say("");
      const now = performance.now();
      change({ preferred, seconds: draft().seconds + (now - since) / 1000 });
      since = now;
    },
    sure: (confidence) => change({ confidence }),
    reason: (reason) => change({ reason }),
  });

  const show = () => {
    since = performance.now();
    if (progress.at >= items.length) {
      const done = doneView(judgedOf(progress), items.length, save, () => goTo(firstOpen() ?? 0));
      body.replaceChildren(done);
      done.querySelector<HTMLElement>("h2")?.focus();
      return;
    }
    const { persona, prompt, swapped } = items[progress.at];
    const person = texts.personas.get(persona);
    const words = texts.prompts.get(prompt);
    if (!person || !words) throw new RangeError(`There is no text for ${persona} and ${prompt}.`);
    const [zero, one] = words.answers.map(({ text }) => text);
    const each = study.prompts.length;
    view.show(
      {
        who: person.who,
        persona: person,
        place: `Person ${Math.floor(progress.at / each) + 1} of ${study.perSitting}, question ${(progress.at % each) + 1} of ${each}`,
        prompt: words.text,
        answers: swapped ? [one, zero] : [zero, one],
      },
      draft(),
    );
    if (!view.element.isConnected) body.replaceChildren(view.element, foot);
    previous.disabled = progress.at === 0;
  };
  const firstOpen = () => {
    const at = progress.drafts.findIndex(({ preferred }) => preferred === null);
    return at < 0 ? null : at;
  };
  const goTo = (at: number) => {
    const next = Math.max(0, Math.min(items.length, at));
    const isPersonNew = items[next]?.persona !== items[progress.at]?.persona;
    say("");
    keep({ at: next });
    show();
    if (next < items.length) view.focusPlace();
    if (isPersonNew || next === items.length) element.scrollIntoView({ block: "start" });
    else view.showQuestion();
  };
  const forward = () => {
    if (draft().preferred === null) return say("Choose first: 1, 2, or 0 for no preference.");
    const left = firstOpen();
    if (progress.at + 1 < items.length) return goTo(progress.at + 1);
    if (left === null) return goTo(items.length);
    goTo(left);
    say("This one is not judged yet.");
  };
  const undo = () => {
    if (draft().preferred === null && draft().confidence === null) return goTo(progress.at - 1);
    change({ preferred: null, confidence: null });
    say("The choice is taken back.");
  };
  const answerIds = (prompt: string): readonly [string, string] => {
    const [zero, one] = texts.prompts.get(prompt)?.answers ?? [];
    return [zero.id, one.id];
  };
  const save = (ending: "json" | "csv") => {
    const judgements = judgementsOf(study, items, progress, answerIds);
    const text =
      ending === "csv"
        ? judgementsCsv(judgements)
        : judgementsJson(study, number, progress.rater, judgements);
    const type = ending === "csv" ? "text/csv" : "application/json";
    download(exportName(study, number, progress.rater, ending), new Blob([text], { type }));
    say(`Saved ${judgements.length} judgements.`);
  };
  const press = (selector: string) => view.element.querySelector<HTMLElement>(selector)?.click();
  const act = (of: KeyAct) => {
    if (of.kind === "choose") press(`[data-preferred="${of.preferred}"]`);
    else if (of.kind === "sure") press(`[data-confidence="${of.confidence}"]`);
    else if (of.kind === "next") forward();
    else if (of.kind === "back") goTo(progress.at - 1);
    else if (of.kind === "skip") goTo(Math.min(items.length - 1, progress.at + 1));
    else if (of.kind === "undo") undo();
    else if (of.kind === "reason") view.focusReason();
    else view.focusPlace();
  };
  document.addEventListener(
    "keydown",
    (event) => {
      if (!element.isConnected || progress.at >= items.length) return;
      const of = keyAct(pressed(event, element));
      if (!of) return;
      event.preventDefault();
      act(of);
    },
    { signal: ended.signal },
  );

  const previous = button("Back", () => goTo(progress.at - 1), { class: "quiet-button" });
  const foot = html(
    "div",
    { class: "annotate-foot no-print" },
    previous,
    button("Next", forward, { class: "annotate-go" }),
    button("Undo", undo, { class: "quiet-button" }),
    button("Save a copy", () => save("json"), { class: "quiet-button" }),
    html("details", {}, html("summary", {}, "Keys"), html("p", {}, ...keyList())),
  );
  const element = html(
    "div",
    { class: "annotate-sitting" },
    html(
      "div",
      { class: "annotate-head" },
      bar,
      count,
      html("span", {}, `as ${progress.rater}`),
      button(
        "Not you?",
        () => {
          shelf.leave();
          options.leave();
        },
        { class: "quiet-button" },
      ),
      status,
    ),
    body,
  );
  return {
    element,
    begin() {
      keep({});
      show();
      element.scrollIntoView({ block: "start" });
    },
    end: () => ended.abort(),
  };
}

function pressed(event: KeyboardEvent, within: HTMLElement): KeyPressed {
  const { key, shiftKey, ctrlKey, altKey, metaKey, target } = event;
  const of = target instanceof Element ? target : null;
  const isText = of?.matches("textarea, input, select") ?? false;
  const isChoice = of?.matches(".annotate-choice") ?? false;
  const isControl = of?.closest("button, a, summary, [tabindex='0']") ?? null;
  const isOutside = of !== null && of !== document.body && !within.contains(of);
  return {
    key,
    shiftKey,
    isCommand: ctrlKey || altKey || metaKey || event.isComposing || (isText && isOutside),
    on: isText ? "text" : isChoice ? "choice" : isControl ? "control" : "page",
  };
}
