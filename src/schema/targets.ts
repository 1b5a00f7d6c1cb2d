/** Census and survey targets: the shares that the personas are held against. */
import { attributeOf } from "./attributes.ts";

export interface Target {
  readonly source: "census" | "survey";
  /** People asked, unweighted. */
  readonly n: number;
  /** Weighted share of each level, in the order of the attribute's levels; sums to 1. */
  readonly shares: readonly number[];
}

/** Targets by attribute key. */
export type Targets = Readonly<Record<string, Target>>;

/**
 * Targets from the text of a margins file: `attribute,level,weighted,n` after lines of `#`.
 * Levels that the file leaves out have a share of 0.
 * @throws RangeError naming file and line for an unknown attribute or level, or for a figure that is no number.
 */
export function parseMargins(
  text: string,
  source: Target["source"],
  file: string,
): Record<string, Target> {
  const weighted = new Map<string, number[]>();
  const asked = new Map<string, number>();
  const lines = text.split(/\r?\n/);
  let header = true;
  lines.forEach((line, i) => {
    if (!line || line.startsWith("#")) return;
    const cells = parseLine(line);
    if (header) {
      header = false;
      if (cells.join() === "attribute,level,weighted,n") return;
      throw new RangeError(
        `${file}, line ${i + 1}: expected attribute,level,weighted,n; found ${line}`,
      );
    }
    const [key, level, weight, n] = cells;
    const { levels } = attributeOf(key);
    const at = levels.indexOf(level);
    if (at < 0) throw new RangeError(`${file}, line ${i + 1}: "${level}" is not a level of ${key}`);
    if (!(Number(weight) >= 0 && Number(n) >= 0)) {
      throw new RangeError(`${file}, line ${i + 1}: expected two counts, found ${weight} and ${n}`);
    }
    const sums = weighted.get(key) ?? new Array<number>(levels.length).fill(0);
    sums[at] += Number(weight);
    weighted.set(key, sums);
    asked.set(key, (asked.get(key) ?? 0) + Number(n));
  });
  return Object.fromEntries(
    [...weighted].map(([key, sums]) => {
      const total = sums.reduce((sum, weight) => sum + weight, 0);
      return [key, { source, n: asked.get(key) ?? 0, shares: sums.map((sum) => sum / total) }];
    }),
  );
}

/** Cells of a CSV line, quoted or not. */
function parseLine(line: string): string[] {
  const cells: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    cells.push(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"'));
  }
  return cells;
}
