import type { Skipped } from "../../stats/coefficient.ts";

/** Rows named for each reason; the others are counted. */
const NAMED = 5;

/** Rows of a file that are left out, counted by reason, the first of each named. */
export class SkippedRows {
  readonly #reasons = new Map<string, { count: number; named: string[] }>();

  /** Counts a row that needs no name, such as an empty cell. */
  count(reason: string): void {
    this.#entry(reason).count++;
  }

  /** Counts a row and names it, with what was found in it. */
  add(reason: string, row: number, found: string): void {
    const entry = this.#entry(reason);
    entry.count++;
    if (entry.named.length < NAMED) entry.named.push(`row ${row}: ${found}`);
  }

  /** In the order of their first rows: `reason (row 3: found; row 7: found; and 2 more)`. */
  list(): Skipped[] {
    return [...this.#reasons].map(([reason, { count, named }]) => {
      if (named.length === 0) return { reason, count };
      const more = count > named.length ? [`and ${count - named.length} more`] : [];
      return { reason: `${reason} (${[...named, ...more].join("; ")})`, count };
    });
  }

  #entry(reason: string) {
    const entry = this.#reasons.get(reason) ?? { count: 0, named: [] };
    this.#reasons.set(reason, entry);
    return entry;
  }
}
