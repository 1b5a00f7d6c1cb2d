import { readThreeVariant } from "../../schema/bench-variants.ts";
import { clusteredKappa } from "./clustered-kappa.ts";
import type { Estimate, JudgedRows } from "./rows.ts";

/**
 * The paper's leave-one-out: by attribute, Cohen's kappa of the side taken with the attribute and
 * without it, three others being shown; the lowest first, since a lower kappa is more influence.
 * Clustered by persona and prompt; questions without a side in either are left out. O(rows).
 * Source: arXiv 2407.17387, section 4.
 */
export function threeAttributeKappas(rows: JudgedRows): Estimate[] {
  const variants = rows.variants.map(readThreeVariant);
  const key = (row: number, attribute: string) =>
    `${attribute} ${rows.persona[row]} ${rows.prompt[row]}`;
  const shown = new Map<string, number>();
  const without = new Map<string, number[]>();
  for (let row = 0; row < rows.n; row++) {
    const variant = variants[rows.variant[row]];
    if (!variant) continue;
    const { kind, attribute } = variant;
    if (!without.has(attribute)) without.set(attribute, []);
    if (kind === "with") shown.set(key(row, attribute), rows.position[row]);
    else without.get(attribute)?.push(row);
  }
  const found = [...without].map(([attribute, list]): Estimate => {
    const side = (row: number) => shown.get(key(row, attribute)) ?? Number.NaN;
    const used = list.filter((row) => side(row) >= 0 && rows.position[row] >= 0);
    const take = (column: ArrayLike<number>) => used.map((row) => column[row]);
    const { value, low, high } = clusteredKappa(used.map(side), take(rows.position), 2, [
      take(rows.persona),
      take(rows.prompt),
    ]);
    return { group: attribute, n: used.length, estimate: value, low, high };
  });
  const last = (value: number) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value);
  return found.sort((a, b) => last(a.estimate) - last(b.estimate));
}
