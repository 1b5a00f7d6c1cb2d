/** Everything about one persona: attributes by topic with their sources, and its two text forms. */
import type { AttributeGroup } from "../../schema/attribute.ts";
import { ATTRIBUTES } from "../../schema/attributes.ts";
import { button, html } from "../dom.ts";
import { copyText } from "../download.ts";
import { formatExact } from "../format.ts";
import { type PersonasTable, personaValue } from "../personas-table.ts";
import { valueSource } from "./value-source.ts";

export interface PersonaTexts {
  /** `key: value` lines. */
  readonly lines: string;
  /** A short paragraph. */
  readonly paragraph: string;
}

export interface PersonaCard {
  readonly element: HTMLDialogElement;
  /** Opens a persona's card, or closes it for null. */
  show(personas: PersonasTable, id: string | null): void;
}

export interface CardEvents {
  close(): void;
  /** The persona before or after this one in the list, or null. */
  neighbour(id: string, step: 1 | -1): string | null;
  open(id: string): void;
  textsOf(personas: PersonasTable, person: number): PersonaTexts;
  provenance: string;
}

export function personaCard(events: CardEvents): PersonaCard {
  let shown: string | null = null;
  let opener: Element | null = null;
  const heading = html("h2", { id: "card-title" });
  const id = html("p", { class: "card-id" });
  const step = (label: string, name: string, by: 1 | -1) =>
    button(
      label,
      () => {
        const next = shown && events.neighbour(shown, by);
        if (next) events.open(next);
      },
      { class: "quiet-button", "aria-label": name },
    );
  const previous = step("←", "Previous persona in the list", -1);
  const next = step("→", "Next persona in the list", 1);
  const status = html("span", { class: "card-status", role: "status" });
  const link = button(
    "Copy link",
    () => void copyText(location.href).then(() => say("Link copied.")),
    { class: "quiet-button" },
  );
  const close = button("Close", () => events.close(), { class: "quiet-button card-close" });
  const content = html("div", {
    class: "card-content",
    tabindex: 0,
    role: "region",
    "aria-label": "Attributes and texts",
  });
  const element = html(
    "dialog",
    { class: "persona-card", "aria-labelledby": "card-title" },
    html(
      "header",
      {},
      html("div", {}, heading, id),
      html("div", { class: "card-actions" }, status, previous, next, link, close),
    ),
    content,
    html("footer", {}, events.provenance),
  );
  const say = (message: string) => {
    status.textContent = message;
    setTimeout(() => {
      status.textContent = "";
    }, 2500);
  };
  element.addEventListener("cancel", (event) => {
    event.preventDefault();
    events.close();
  });
  element.addEventListener("click", (event) => {
    if (event.target === element) events.close();
  });
  element.addEventListener("keydown", (event) => {
    if (event.target instanceof HTMLElement && event.target.closest("pre")) return;
    if (event.key === "ArrowLeft" && !event.altKey) previous.click();
    if (event.key === "ArrowRight" && !event.altKey) next.click();
  });
  const copied = (name: string, text: string) =>
    button("Copy", () => void copyText(text).then(() => say(`${name} copied.`)), {
      class: "quiet-button",
      "aria-label": `Copy: ${name}`,
    });
  return {
    element,
    show(personas, persona) {
      if (persona === null) {
        shown = null;
        if (element.open) element.close();
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
        opener = null;
        return;
      }
      const person = personas.ids.indexOf(persona);
      if (person < 0) return;
      const moved = shown !== persona;
      shown = persona;
      const { lines, paragraph } = events.textsOf(personas, person);
      heading.textContent = headingOf(personas, person);
      id.textContent = `${persona} · simulated respondent`;
      previous.disabled = events.neighbour(persona, -1) === null;
      next.disabled = events.neighbour(persona, 1) === null;
      content.replaceChildren(
        html(
          "section",
          { class: "card-paragraph" },
          html("p", {}, paragraph),
          copied("Paragraph", paragraph),
        ),
        html("div", { class: "card-groups" }, ...groupsOf(personas, person)),
        html(
          "section",
          { class: "card-lines" },
          html(
            "div",
            { class: "card-lines-head" },
            html("h3", {}, "As key: value lines"),
            copied("Lines", lines),
          ),
          html("pre", { tabindex: 0, "aria-label": "Key and value lines" }, lines),
        ),
      );
      if (moved) content.scrollTop = 0;
      if (!element.open) {
        opener = document.activeElement;
        element.showModal();
        close.focus();
      }
    },
  };
}

function headingOf(personas: PersonasTable, person: number): string {
  const value = (key: string) => String(personaValue(personas, key, person));
  const age = Number(value("age"));
  const female = value("sex") === "Female";
  const noun = age < 18 ? (female ? "Girl" : "Boy") : female ? "Woman" : "Man";
  return `${noun}, ${age}, ${value("state")}`;
}

function groupsOf(personas: PersonasTable, person: number): HTMLElement[] {
  const groups = new Map<AttributeGroup, HTMLElement>();
  for (const { key, label, group, source, unit, universe } of ATTRIBUTES) {
    let list = groups.get(group)?.querySelector("dl");
    if (!list) {
      list = html("dl");
      groups.set(
        group,
        html(
          "section",
          { class: group === "Written" ? "wide" : null },
          html("h3", {}, group),
          list,
        ),
      );
    }
    const value = personaValue(personas, key, person);
    const { word, phrase } = valueSource(personas, key, person);
    list.append(
      html(
        "div",
        {},
        html("dt", { title: universe }, label),
        html(
          "dd",
          {},
          shownValue(key, value, unit),
          html("span", { class: `source source-${source}`, title: phrase }, word),
        ),
      ),
    );
  }
  return [...groups.values()];
}

function shownValue(key: string, value: string | number, unit: string | undefined): string {
  if (typeof value === "string") return value || "–";
  if (key === "age") return String(value);
  const dollars = unit?.startsWith("dollars") ?? false;
  return `${value < 0 ? "−" : ""}${dollars ? "$" : ""}${formatExact(Math.abs(value))}`;
}
