/** National targets: the margin of every attribute and the joint table of every pair. */
import { csvFormatRows } from "d3-dsv";
import { coarseLevels, coarseOf } from "../../schema/attribute.ts";
import { CENSUS } from "../../schema/attributes.ts";
import type { Population } from "./load-population.ts";

/** Census attributes that enter pairs: all but adulthood, which is a function of age. */
export const PAIRED = CENSUS.filter((attribute) => attribute.key !== "is_adult");

/** Rows of margins.csv: weighted and unweighted persons per attribute and level. */
export function marginRows(population: Population): string {
  const rows: string[][] = [["attribute", "level", "weighted", "n"]];
  for (const { key, levels } of CENSUS) {
    const weighted = new Float64Array(levels.length);
    const persons = new Int32Array(levels.length);
    population.codes[key].forEach((level, row) => {
      weighted[level] += population.weights[row];
      persons[level]++;
    });
    levels.forEach((level, i) => {
      rows.push([key, level, String(weighted[i]), String(persons[i])]);
    });
  }
  return `${csvFormatRows(rows)}\n`;
}

/** Rows of pairs.csv: weighted persons per pair of coarse levels, row-major; `0*k` is k zeros. */
export function pairRows(population: Population): string {
  const { weights } = population;
  const columns = PAIRED.map((attribute) => ({
    key: attribute.key,
    levels: coarseLevels(attribute).length,
    codes: Uint8Array.from(population.codes[attribute.key], (level) => coarseOf(attribute, level)),
  }));
  const lines = ["a,b,counts"];
  columns.forEach((a, i) => {
    for (const b of columns.slice(i + 1)) {
      const counts = new Float64Array(a.levels * b.levels);
      for (let row = 0; row < weights.length; row++) {
        counts[a.codes[row] * b.levels + b.codes[row]] += weights[row];
      }
      lines.push(`${a.key},${b.key},${runs(counts)}`);
    }
  });
  return `${lines.join("\n")}\n`;
}

function runs(counts: Float64Array): string {
  const parts: string[] = [];
  for (let i = 0; i < counts.length; ) {
    let zeros = 0;
    while (i + zeros < counts.length && counts[i + zeros] === 0) zeros++;
    if (zeros > 1) {
      parts.push(`0*${zeros}`);
      i += zeros;
    } else {
      parts.push(String(counts[i]));
      i++;
    }
  }
  return parts.join(" ");
}
