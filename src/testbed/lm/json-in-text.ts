/** Finds JSON in what a language model writes: in fences, between prose, with trailing commas. */

/** What a reasoning model thinks aloud; it may hold drafts of the answer. */
const THOUGHT = /<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi;

/** Brackets that may lead to nothing before the rest of a text is given up. */
const PATIENCE = 200;

/**
 * Every object and array in the text that is not part of another, parsed, in order of
 * appearance. One that is cut off, or is no JSON even without trailing commas, is left out. Linear
 * in the text.
 */
export function jsonInText(text: string): unknown[] {
  const spoken = text.replace(THOUGHT, "");
  const found: unknown[] = [];
  let vain = 0;
  for (let at = 0; at < spoken.length && vain < PATIENCE; at++) {
    if (spoken[at] !== "{" && spoken[at] !== "[") continue;
    const end = closing(spoken, at);
    const parsed = end === null ? null : parse(spoken.slice(at, end + 1));
    if (end === null || parsed === null) vain++;
    else {
      found.push(parsed.value);
      at = end;
    }
  }
  return found;
}

/** Where the bracket at `start` closes; null where it does not. */
function closing(text: string, start: number): number | null {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const sign = text[at]!;
    if (sign === '"') {
      const end = endOfString(text, at);
      if (end === null) return null;
      at = end;
    } else if (sign === "{" || sign === "[") depth++;
    else if ((sign === "}" || sign === "]") && --depth === 0) return at;
  }
  return null;
}

function endOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return null;
}

function parse(text: string): { readonly value: unknown } | null {
  for (const form of [text, withoutTrailingCommas(text)]) {
    try {
      return { value: JSON.parse(form) };
    } catch {}
  }
  return null;
}

/** Leaves strings as they are: `{"a": "x,}", }` -> `{"a": "x,}" }`. */
function withoutTrailingCommas(text: string): string {
  return text.replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/gs, (_, inQuotes) => inQuotes ?? "");
}
