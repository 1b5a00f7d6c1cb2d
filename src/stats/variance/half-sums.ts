/** Sums of squares and products of attribute columns on one issue, by group of personas. */
import type { Dummies } from "../dummies.ts";
import { PERSONA_GROUPS } from "./moments.ts";

/** Added to each diagonal term, as a share of the rows: decides between columns that coincide. */
const RIDGE = 1e-6;

/** Normal equations within prompts, and the means of prompts. */
export interface Training {
  /** columns × columns, lower triangle, and columns. */
  readonly cross: Float64Array;
  readonly product: Float64Array;
  /** By prompt: rows, mean of the choices, sum of each column (prompts × columns). */
  readonly n: Float64Array;
  readonly meanChoice: Float64Array;
  readonly columnSums: Float64Array;
}

export class HalfSums {
  readonly #dummies: Dummies;
  readonly #prompts: number;
  /** Index 0 and 1 are the halves, even and odd groups; 2 + g is group g. */
  readonly #cross: Float64Array[];
  readonly #product: Float64Array[];
  readonly #n: Float64Array[];
  readonly #chosen: Float64Array[];
  readonly #columnSums: Float64Array[];
  readonly #columns: Int32Array;

  constructor(dummies: Dummies, prompts: number) {
    const { width } = dummies;
    const sums = (length: number) =>
      Array.from({ length: 2 + PERSONA_GROUPS }, () => new Float64Array(length));
    this.#dummies = dummies;
    this.#prompts = prompts;
    this.#cross = sums(width * width);
    this.#product = sums(width);
    this.#n = sums(prompts);
    this.#chosen = sums(prompts);
    this.#columnSums = sums(prompts * width);
    this.#columns = new Int32Array(dummies.column.length);
  }

  /** Counts a choice of 0 or 1. */
  add(persona: number, prompt: number, choice: number): void {
    const { width, column } = this.#dummies;
    const columns = this.#columns;
    let used = 0;
    for (const of of column) if (of[persona] >= 0) columns[used++] = of[persona];
    const group = persona % PERSONA_GROUPS;
    for (const into of [group % 2, 2 + group]) {
      const cross = this.#cross[into];
      const product = this.#product[into];
      const columnSums = this.#columnSums[into];
      this.#n[into][prompt]++;
      this.#chosen[into][prompt] += choice;
      for (let a = 0; a < used; a++) {
        const i = columns[a];
        product[i] += choice;
        columnSums[prompt * width + i]++;
        // Columns rise from attribute to attribute, so that this is the lower triangle.
        for (let b = 0; b <= a; b++) cross[i * width + columns[b]]++;
      }
    }
  }

  /** The sums of half 0 or 1 but for a group of it; −1 for none. */
  train(half: number, without: number): Training {
    const { width } = this.#dummies;
    const less = (sums: readonly Float64Array[]) => {
      const of = sums[half].slice();
      if (without >= 0) {
        const minus = sums[2 + without];
        for (let i = 0; i < of.length; i++) of[i] -= minus[i];
      }
      return of;
    };
    const cross = less(this.#cross);
    const product = less(this.#product);
    const n = less(this.#n);
    const meanChoice = less(this.#chosen);
    const columnSums = less(this.#columnSums);
    const columns = new Int32Array(width);
    const sums = new Float64Array(width);
    let rows = 0;
    for (let q = 0; q < this.#prompts; q++) {
      if (n[q] === 0) continue;
      rows += n[q];
      meanChoice[q] /= n[q];
      let used = 0;
      for (let i = 0; i < width; i++) {
        const sum = columnSums[q * width + i];
        if (sum === 0) continue;
        columns[used] = i;
        sums[used++] = sum;
        product[i] -= sum * meanChoice[q];
        const mean = sum / n[q];
        for (let b = 0; b < used; b++) cross[i * width + columns[b]] -= mean * sums[b];
      }
    }
    for (let i = 0; i < width; i++) cross[i * width + i] += RIDGE * rows + Number.EPSILON;
    return { cross, product, n, meanChoice, columnSums };
  }
}
