import { SkippedRows } from "./skipped-rows.ts";

/** Indices of texts, in the order of their first use. */
export class Labels {
  readonly list: string[] = [];
  readonly #index = new Map<string, number>();

  of(label: string): number {
    let index = this.#index.get(label);
    if (index === undefined) {
      index = this.list.push(label) - 1;
      this.#index.set(label, index);
    }
    return index;
  }
}

/** The rows of a group while they are read. */
export class GroupRows {
  readonly unit: number[] = [];
  readonly rater: number[] = [];
  readonly codes: number[] = [];
  readonly skipped = new SkippedRows();
  readonly #raters = new Map<number, Set<number>>();

  /** Takes a rating, unless the rater has rated the unit before. */
  take(unit: number, rater: number): boolean {
    const raters = this.#raters.get(unit);
    if (raters?.has(rater)) return false;
    if (raters) raters.add(rater);
    else this.#raters.set(unit, new Set([rater]));
    this.unit.push(unit);
    this.rater.push(rater);
    return true;
  }
}
