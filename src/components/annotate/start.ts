/** Before the first item: what to do, and who judges. */
import { LONGEST } from "../../schema/judgement.ts";
import { button, html } from "../dom.ts";

export interface StartOptions {
  readonly personas: number;
  readonly items: number;
  /** Null where it is to be asked. */
  readonly sitting: number | null;
  readonly sittings: number;
  start(rater: string, sitting: number): void;
}

/** The instructions and the form. */
export function startForm({
  personas,
  items,
  sitting,
  sittings,
  start,
}: StartOptions): HTMLElement {
  const name = html("input", {
    id: "annotate-rater",
    type: "text",
    required: true,
    maxlength: LONGEST.rater,
    autocomplete: "off",
    size: 24,
  });
  const number = html("input", {
    id: "annotate-sitting",
    type: "number",
    min: 1,
    max: sittings,
    required: true,
    value: sitting ?? "",
  });
  const form = html(
    "form",
    { class: "annotate-form" },
    html(
      "p",
      {},
      html("label", { for: "annotate-rater" }, "Your name, or a code "),
      name,
      html(
        "small",
        {},
        "It stands in the file that you save. Use the same one when you come back.",
      ),
    ),
  );
  if (sitting === null) {
    form.append(
      html(
        "p",
        {},
        html("label", { for: "annotate-sitting" }, `Your number in this study, 1 to ${sittings} `),
        number,
      ),
    );
  }
  form.append(html("button", { type: "submit", class: "annotate-go" }, "Begin"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const rater = name.value.trim();
    if (rater === "") {
      name.value = "";
      name.reportValidity();
    } else start(rater, sitting ?? Number(number.value));
  });
  return html("div", { class: "annotate-start" }, instructions(personas, items), form);
}

function instructions(personas: number, items: number): HTMLElement {
  const many = personas === 1 ? "one person" : `${personas} people, one after the other`;
  return html(
    "div",
    {},
    html("h2", {}, "What to do"),
    html(
      "ol",
      {},
      html("li", {}, `You read about ${many}. They are simulated; none of them is real.`),
      html(
        "li",
        {},
        `For each you see ${items === 1 ? "one question" : `${items} questions`}, each with two answers. Choose the answer that this person would prefer. Do not choose the one that you prefer.`,
      ),
      html("li", {}, "Use all that you are told about the person. Where it says nothing, guess."),
      html(
        "li",
        {},
        "If the person would not mind either way, say so. There are no right answers.",
      ),
    ),
    html(
      "p",
      { class: "annotate-keys" },
      "Keys: ",
      ...keyList(),
      ". Your choices are kept in this browser, so you can stop and go on later.",
    ),
  );
}

/** Keys with what they do. */
export function keyList(): (Node | string)[] {
  const keys: [string, string][] = [
    ["1", "or A first"],
    ["2", "or B second"],
    ["0", "or T no preference"],
    ["G", "a guess"],
    ["F", "fairly sure"],
    ["S", "sure"],
    ["R", "reason"],
    ["Enter", "next"],
    ["←", "back"],
    ["→", "forward"],
    ["Backspace", "undo"],
  ];
  return keys.flatMap(([key, what], at) => [at > 0 ? ", " : "", html("kbd", {}, key), ` ${what}`]);
}

/** Where there is no study: what this page is for, and how to get one. */
export function noStudy(example: string): HTMLElement {
  return html(
    "div",
    { class: "annotate-start" },
    html("h2", {}, "There is no study in this link"),
    html(
      "p",
      {},
      "A study is a link. It names the people and questions to judge, and the same link shows the same study on every machine that serves this dataset. Make one on the command line:",
    ),
    html(
      "pre",
      { tabindex: 0 },
      html("code", {}, "npx atlas study --personas 20 --items 10 --raters 4"),
    ),
    html(
      "p",
      {},
      html("a", { href: example, class: "annotate-try" }, "Try a short one"),
      ": two people, five questions each. The choices are read back on the ",
      html("a", { href: "./agreement" }, "agreement page"),
      ".",
    ),
  );
}

/** After the last item: save, and what then. */
export function doneView(
  judged: number,
  items: number,
  save: (ending: "json" | "csv") => void,
  back: () => void,
): HTMLElement {
  const left = items - judged;
  return html(
    "div",
    { class: "annotate-done" },
    html(
      "h2",
      { tabindex: -1 },
      left === 0 ? "That was all. Thank you." : `${left} not judged yet`,
    ),
    html(
      "p",
      {},
      `${judged} of ${items} judged. Save the file, and send it to whoever gave you the link. Nothing has been sent from here.`,
    ),
    html(
      "p",
      { class: "annotate-actions" },
      button("Save as JSON", () => save("json"), { class: "annotate-go", "data-save": "json" }),
      button("Save as CSV", () => save("csv"), { class: "quiet-button", "data-save": "csv" }),
      button(left === 0 ? "Look through them again" : "Go on", back, { class: "quiet-button" }),
    ),
    html(
      "p",
      {},
      "To see how raters agree, put their files on the ",
      html("a", { href: "./agreement" }, "agreement page"),
      ", or merge them with ",
      html("code", {}, "npx atlas import judgements"),
      ".",
    ),
  );
}
