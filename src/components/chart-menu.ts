import { button, html } from "./dom.ts";

export interface MenuItem {
  readonly label: string;
  readonly act: () => void;
  /** For items that show or hide a panel. */
  readonly checked?: boolean;
}

/**
 * A small menu behind a button: arrows move, Escape closes and gives the focus back.
 * `items` is asked at every opening, so that it can tell what is shown.
 */
export function chartMenu(label: string, items: () => readonly MenuItem[]): HTMLElement {
  const opener = button("", () => (list.hidden ? open() : close()), {
    class: "menu-button",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    "aria-label": label,
    title: label,
  });
  opener.append(html("span", { "aria-hidden": "true" }, "⋯"));
  const list = html("div", { class: "menu-list", role: "menu", "aria-label": label, hidden: true });
  const menu = html("div", { class: "menu" }, opener, list);

  const open = () => {
    list.replaceChildren(
      ...items().map((item) =>
        button(
          item.label,
          () => {
            close();
            item.act();
          },
          {
            role: item.checked === undefined ? "menuitem" : "menuitemcheckbox",
            "aria-checked": item.checked === undefined ? null : String(item.checked),
            tabindex: -1,
          },
        ),
      ),
    );
    list.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    (list.firstElementChild as HTMLElement | null)?.focus();
    document.addEventListener("pointerdown", closeOutside, true);
  };
  const close = () => {
    if (list.hidden) return;
    const hadFocus = list.contains(document.activeElement);
    list.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", closeOutside, true);
    if (hadFocus) opener.focus();
  };
  const closeOutside = (event: Event) => {
    if (!menu.contains(event.target as Node)) close();
  };
  menu.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "Escape" || event.key === "Tab") {
      if (event.key === "Escape") event.stopPropagation();
      close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const entries = [...list.children] as HTMLElement[];
    const at = entries.indexOf(document.activeElement as HTMLElement);
    entries[(at + step + entries.length) % entries.length].focus();
  });
  return menu;
}
