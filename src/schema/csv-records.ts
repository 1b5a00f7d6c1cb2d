/** Comma-separated text as records. */

/** One record: its fields, and its number in the text, from 1. */
export interface CsvRow {
  readonly row: number;
  readonly fields: readonly string[];
}

/** A text that is no CSV: the message names the row and what was found. */
export class CsvError extends Error {
  override readonly name: string = "CsvError";
}

/**
 * The records of comma-separated text, in order, as RFC 4180 has them: fields in quotes may hold
 * commas, line breaks and doubled quotes. Unquoted fields lose spaces around them. Empty lines
 * are passed over, but counted in the numbers of rows. A byte order mark is passed over.
 * @throws CsvError naming the row where a quote is not closed, or text follows one.
 */
export function* csvRecords(text: string): Generator<CsvRow> {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  let row = 0;
  while (at < text.length) {
    row++;
    const fields: string[] = [];
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, lineEnd);
    if (!line.includes('"')) {
      at = lineEnd + 1;
      if (line.trim() !== "") yield { row, fields: line.split(",").map((field) => field.trim()) };
      continue;
    }
    for (let more = true; more; ) {
      const field = readField(text, at, row);
      fields.push(field.text);
      more = text[field.end] === ",";
      at = field.end + 1;
    }
    yield { row, fields };
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

/** A field that begins at `from`, and where the comma or line break after it stands. */
function readField(text: string, from: number, row: number) {
  const start = from + text.slice(from, endOfLine(text, from)).search(/[^ \t]|$/);
  if (text[start] !== '"') {
    const lineEnd = endOfLine(text, from);
    const comma = text.indexOf(",", from);
    const end = comma >= 0 && comma < lineEnd ? comma : lineEnd;
    return { text: text.slice(from, end).trim(), end };
  }
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) throw new CsvError(`row ${row}: a quote is opened and never closed`);
  const rest = /[^ \t\r]|$/g;
  rest.lastIndex = close + 1;
  const end = rest.exec(text)!.index;
  if (end < text.length && text[end] !== "," && text[end] !== "\n") {
    throw new CsvError(
      `row ${row}: expected a comma or the end of the line after a quoted field, found "${text[end]}"`,
    );
  }
  return { text: text.slice(start + 1, close).replaceAll('""', '"'), end };
}
