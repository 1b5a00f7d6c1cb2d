import { button, html } from "../dom.ts";

/** A quiet note about what in the address was not understood, until it is put away. */
export function notice(): { element: HTMLElement; show(problems: readonly string[]): void } {
  const text = html("p");
  const element = html("div", { class: "notice", role: "status", hidden: true }, text);
  element.append(
    button(
      "Dismiss",
      () => {
        element.hidden = true;
      },
      { class: "quiet-button" },
    ),
  );
  return {
    element,
    show(problems) {
      element.hidden = problems.length === 0;
      text.textContent = `Part of this link was not understood and is ignored. ${problems.slice(0, 3).join(" ")}${problems.length > 3 ? ` And ${problems.length - 3} more.` : ""}`;
    },
  };
}
