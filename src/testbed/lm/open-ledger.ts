/** Opens a ledger for this process alone, and mends what a killed process left half written. */
import { createReadStream, existsSync } from "node:fs";
import { appendFile, open, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import { makeFolder } from "../datasets/atomic.ts";
import { InputError } from "../datasets/input-error.ts";
import { UserError } from "../user-error.ts";
import { Ledger, type Place, type SetAside } from "./ledger.ts";
import { isFinal, parseLedgerLine } from "./ledger-line.ts";
import { takeLock } from "./ledger-lock.ts";

const NEW_LINE = 10;

/** A line that cannot be read. */
interface BadLine {
  readonly line: number;
  readonly from: number;
  readonly bytes: Buffer;
  readonly problem: string;
}

/**
 * Reads the ledger at `path`, or begins one. A last line that cannot be read was cut off as its
 * process was killed: it is moved to `path`.set-aside, and its call counts as not made. Holds the
 * place of each line in memory, not the lines.
 *
 * @throws InputError for a line before the last that cannot be read, with its number.
 * @throws UserError if another process writes the ledger, or the file cannot be written.
 */
export async function openLedger(path: string): Promise<Ledger> {
  await makeFolder(dirname(path));
  const unlock = takeLock(`${path}.lock`);
  try {
    const contents = existsSync(path)
      ? await readAndMend(path)
      : { places: new Map<string, Place>(), end: 0, setAside: null };
    const file = await open(path, "a+").catch((error: Error) => {
      throw new UserError(`cannot write ${path}: ${error.message}`);
    });
    return new Ledger(path, contents, file, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function readAndMend(path: string) {
  const places = new Map<string, Place>();
  let from = 0;
  let number = 0;
  let bad: BadLine | null = null;
  let isEnded = true;
  for await (const { bytes, ends } of linesOf(path)) {
    number++;
    if (bad) throw corrupt(path, bad);
    isEnded = ends;
    const content = parseLedgerLine(bytes.toString("utf8"));
    if ("problem" in content) bad = { line: number, from, bytes, problem: content.problem };
    else {
      const final = isFinal(content.outcome);
      places.set(content.key, { from, length: bytes.length, isFinal: final });
    }
    from += bytes.length + (ends ? 1 : 0);
  }
  if (bad) return { places, end: bad.from, setAside: await setLineAside(path, bad) };
  if (!isEnded) {
    await appendFile(path, "\n");
    from++;
  }
  return { places, end: from, setAside: null };
}

function corrupt(path: string, { line, problem }: BadLine): InputError {
  return new InputError(
    `${path}, line ${line}: expected a call and how it ended, but ${problem}; ` +
      "only a last line may be cut off. Delete the line, and its call is made again",
  );
}

async function setLineAside(
  path: string,
  { line, from, bytes, problem }: BadLine,
): Promise<SetAside> {
  const aside = `${path}.set-aside`;
  await appendFile(aside, Buffer.concat([bytes, Buffer.from("\n")]));
  await truncate(path, from);
  return { line, bytes: bytes.length, problem, path: aside };
}

/** The lines of a file as bytes, without their ends; the last may have none. */
async function* linesOf(path: string): AsyncGenerator<{ bytes: Buffer; ends: boolean }> {
  let parts: Buffer[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, start)) {
      parts.push(chunk.subarray(start, at));
      yield { bytes: Buffer.concat(parts), ends: true };
      parts = [];
      start = at + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), ends: false };
}
