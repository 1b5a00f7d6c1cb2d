import { button, html } from "./dom.ts";

export interface Notice {
  readonly element: HTMLElement;
  /** Says what in the address was not understood; nothing for no problems. */
  show(problems: readonly string[]): void;
  say(sentence: string): void;
}

/** A quiet note that stands until it is put away. */
export function notice(): Notice {
  const text = html("p");
  const element = html("div", { class: "notice no-print", role: "status", hidden: true }, text);
  element.append(
    button(
      "Dismiss",
      () => {
        element.hidden = true;
      },
      { class: "quiet-button" },
    ),
  );
  const say = (sentence: string) => {
    element.hidden = false;
    text.textContent = sentence;
  };
  return {
    element,
    say,
    show(problems) {
      if (problems.length === 0) {
        element.hidden = true;
        return;
      }
      const rest = problems.length > 3 ? ` And ${problems.length - 3} more.` : "";
      say(
        `Part of this link was not understood and is ignored. ${problems.slice(0, 3).join(" ")}${rest}`,
      );
    },
  };
}
