import { button, html } from "./dom.ts";

export interface Popover {
  readonly element: HTMLElement;
  /** A number beside the button's name; none for 0. */
  mark(count: number): void;
}

/** A panel behind a button: Escape or a press outside closes it and gives the focus back. */
export function popover(name: string, label: string, ...content: readonly Node[]): Popover {
  const opener = button(name, () => (panel.hidden ? open() : close()), {
    class: "quiet-button popover-button",
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
  });
  const panel = html(
    "div",
    { class: "popover-panel", role: "dialog", "aria-label": label, hidden: true },
    ...content,
  );
  const element = html("div", { class: "popover no-print" }, opener, panel);
  const open = () => {
    panel.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    panel.querySelector<HTMLElement>("select, input, button")?.focus();
    document.addEventListener("pointerdown", closeOutside, true);
  };
  const close = () => {
    if (panel.hidden) return;
    const hadFocus = panel.contains(document.activeElement);
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", closeOutside, true);
    if (hadFocus) opener.focus();
  };
  const closeOutside = (event: Event) => {
    if (!element.contains(event.target as Node)) close();
  };
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.stopPropagation();
    close();
  });
  return {
    element,
    mark(count) {
      opener.textContent = count > 0 ? `${name} (${count})` : name;
    },
  };
}
