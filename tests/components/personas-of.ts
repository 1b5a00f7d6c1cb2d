import type { PersonasTable } from "../../src/components/personas-table.ts";
import { binOf, NOT_APPLICABLE } from "../../src/schema/attribute.ts";
import { ATTRIBUTES } from "../../src/schema/attributes.ts";
import { NO_NUMBER } from "../../src/schema/tables.ts";
import { seeded } from "../../src/stats/random.ts";

/** Random personas with every column, for counting; their attributes are independent. */
export function personasOf(n: number, seed: number): PersonasTable {
  const random = seeded(seed);
  const codes: Record<string, Uint8Array> = {};
  const numbers: Record<string, Int32Array> = {};
  const texts: Record<string, string[]> = {};
  const people = Array.from({ length: n }, (_, i) => i);
  for (const attribute of ATTRIBUTES) {
    const { key, kind, levels } = attribute;
    if (kind === "number") {
      const optional = levels.includes(NOT_APPLICABLE);
      const top = key === "age" ? 100 : 260_000;
      numbers[key] = Int32Array.from(people, () =>
        optional && random.below(5) === 0 ? NO_NUMBER : random.below(top) - (optional ? 5000 : 0),
      );
      codes[key] = Uint8Array.from(numbers[key], (value) =>
        binOf(attribute, value === NO_NUMBER ? null : value),
      );
    } else if (levels.length > 0) {
      codes[key] = Uint8Array.from(people, () => random.below(levels.length));
    } else {
      texts[key] = people.map((i) => `${key} ${i % 7}`);
    }
  }
  codes.is_adult = Uint8Array.from(numbers.age, (age) => (age >= 18 ? 1 : 0));
  return {
    n,
    codes,
    numbers,
    texts,
    ids: people.map((i) => `p${String(i + 1).padStart(5, "0")}`),
    weight: new Float64Array(n).fill(1),
  };
}
