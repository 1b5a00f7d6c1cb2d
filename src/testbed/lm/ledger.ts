/** The ledger: every call that has ended, one line of JSON each, in a file that only grows. */
import { readSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { UserError } from "../user-error.ts";
import { isFinal, type LedgerLine } from "./ledger-line.ts";

/** Where a line stands, in bytes, and whether its call is not to be made again. */
export interface Place {
  readonly from: number;
  readonly length: number;
  readonly isFinal: boolean;
}

/** A last line that was cut off or corrupt, and was moved out of the ledger. */
export interface SetAside {
  /** From 1. */
  readonly line: number;
  readonly bytes: number;
  readonly problem: string;
  /** The file that has it now. */
  readonly path: string;
}

/** What `openLedger` found in the file. */
export interface LedgerContents {
  /** The last line of each key. */
  readonly places: Map<string, Place>;
  /** Length of the file in bytes. */
  readonly end: number;
  /** Null where every line could be read. */
  readonly setAside: SetAside | null;
}

/** Made by `openLedger`. */
export class Ledger {
  private readonly places: Map<string, Place>;
  private end: number;
  private pending: { readonly line: LedgerLine; readonly bytes: Buffer }[] = [];
  private written: Promise<void> = Promise.resolve();
  readonly setAside: SetAside | null;

  constructor(
    readonly path: string,
    contents: LedgerContents,
    private readonly file: FileHandle,
    private readonly unlock: () => void,
  ) {
    this.places = contents.places;
    this.end = contents.end;
    this.setAside = contents.setAside;
  }

  /** Calls that have a line. */
  get size(): number {
    return this.places.size;
  }

  /** What the ledger says last of a call; null where it has nothing. Reads the one line. */
  find(key: string): LedgerLine | null {
    const place = this.places.get(key);
    if (!place) return null;
    const bytes = Buffer.alloc(place.length);
    readSync(this.file.fd, bytes, 0, place.length, place.from);
    return JSON.parse(bytes.toString("utf8")) as LedgerLine;
  }

  /** The line of a call that is not to be made again; null where it is to be made. */
  findFinal(key: string): LedgerLine | null {
    return this.places.get(key)?.isFinal ? this.find(key) : null;
  }

  /**
   * Adds a line; resolves once it is on the disk. Lines that come while others are written go
   * together in the next write. After a write that failed every other fails too.
   *
   * @throws UserError where it cannot be written.
   */
  async append(line: LedgerLine): Promise<void> {
    this.pending.push({ line, bytes: Buffer.from(`${JSON.stringify(line)}\n`) });
    this.written = this.written.then(() => this.write());
    await this.written;
  }

  async close(): Promise<void> {
    await this.written.catch(() => {});
    await this.file.close();
    this.unlock();
  }

  private async write(): Promise<void> {
    const lines = this.pending;
    if (lines.length === 0) return;
    this.pending = [];
    try {
      await this.file.appendFile(Buffer.concat(lines.map(({ bytes }) => bytes)));
      await this.file.datasync();
    } catch (error) {
      throw new UserError(`cannot write ${this.path}: ${(error as Error).message}`);
    }
    for (const { line, bytes } of lines) {
      const place = { from: this.end, length: bytes.length - 1, isFinal: isFinal(line.outcome) };
      this.places.set(line.key, place);
      this.end += bytes.length;
    }
  }
}
