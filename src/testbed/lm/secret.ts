/** The key of a server: only the request sees it. */

/** Shorter values are stand-ins such as `none`, and too common in text to be taken out of it. */
const SHORTEST = 6;

const SHOWN = "***";

/** Holds a key so that printing, JSON and error messages cannot show it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The key itself, for the header of a request and nothing else. */
  reveal(): string {
    return this.#value;
  }

  /** The text with every occurrence of the key replaced: servers like to quote it in errors. */
  redact(text: string): string {
    if (this.#value.length < SHORTEST) return text;
    const inJson = JSON.stringify(this.#value).slice(1, -1);
    const forms = [this.#value, inJson, encodeURIComponent(this.#value)];
    return forms.reduce((shown, form) => shown.replaceAll(form, SHOWN), text);
  }

  toJSON(): string {
    return SHOWN;
  }

  toString(): string {
    return SHOWN;
  }
}
