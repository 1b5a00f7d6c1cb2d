import { describe, expect, test } from "vitest";
import { seeded } from "../../../src/stats/random.ts";
import { learnStructure, parentCodes } from "../../../src/testbed/census/structure.ts";
import type { Variable } from "../../../src/testbed/census/variables.ts";

const variable = (key: string, levels: number, rest: Partial<Variable> = {}): Variable => ({
  key,
  levels,
  coarse: null,
  required: [],
  ...rest,
});

/** x and z are independent; y is x in four rows of five; w depends on whether x is 2 or 3. */
function plantedRows(n: number) {
  const random = seeded(7);
  const codes = Object.fromEntries(["x", "z", "y", "w"].map((key) => [key, new Uint8Array(n)]));
  for (let row = 0; row < n; row++) {
    codes.x[row] = random.below(4);
    codes.z[row] = random.below(4);
    codes.y[row] = random.next() < 0.8 ? codes.x[row] : random.below(4);
    codes.w[row] = random.next() < 0.9 ? Number(codes.x[row] >= 2) : random.below(2);
  }
  return { n, codes };
}

const halves = { levels: 2, of: [0, 0, 1, 1] };
const variables = [
  variable("x", 4, { coarse: halves }),
  variable("z", 4),
  variable("y", 4),
  variable("w", 2),
];
const rows = plantedRows(4000);

describe("learnStructure", () => {
  test("finds the planted parents, coarse where the coarse levels say all", () => {
    // The planted tables have 4 + 4 + 16 + 4 cells: 30 leave room for no other parent.
    const { parents } = learnStructure(variables, rows, { cells: 30, maxParents: 3 });
    expect(Object.fromEntries(parents)).toEqual({ x: [], z: [], y: ["x"], w: ["~x"] });
  });

  test("independent variables get no parent, however large the budget", () => {
    const { parents } = learnStructure(variables, rows, { cells: 1e6, maxParents: 1 });
    expect(parents.get("z")).toEqual([]);
  });

  test("spends no more cells than it has", () => {
    const counted = (of: ReadonlyMap<string, readonly string[]>) => {
      let cells = 0;
      for (const { key } of variables) {
        const columns = of.get(key)!.map((name) => parentCodes(name, variables, rows.codes).codes);
        const seen = new Set<string>();
        for (let row = 0; row < rows.n; row++) {
          seen.add([...columns, rows.codes[key]].map((column) => column[row]).join());
        }
        cells += seen.size;
      }
      return cells;
    };
    for (const budget of [14, 20, 40, 120]) {
      const totals: number[] = [];
      const options = { cells: budget, maxParents: 3 };
      const { parents } = learnStructure(variables, rows, options, (total) => totals.push(total));
      expect(counted(parents)).toBeLessThanOrEqual(budget);
      if (totals.length > 0) expect(totals.at(-1)).toBe(counted(parents));
    }
  });

  test("keeps the parents of the required, first, whatever they cost", () => {
    const bound = [...variables.slice(0, 3), variable("w", 2, { required: ["z", "~x"] })];
    const { parents } = learnStructure(bound, rows, { cells: 0, maxParents: 2 });
    expect(parents.get("w")).toEqual(["z", "~x"]);
    const roomy = learnStructure(bound, rows, { cells: 1000, maxParents: 3 });
    expect(roomy.parents.get("w")!.slice(0, 2)).toEqual(["z", "~x"]);
  });

  test("parents come before their children, and are few enough", () => {
    const { parents } = learnStructure(variables, rows, { cells: 1e6, maxParents: 2 });
    const order = variables.map(({ key }) => key);
    for (const [key, names] of parents) {
      expect(names.length).toBeLessThanOrEqual(2);
      for (const name of names) {
        expect(order.indexOf(name.replace("~", ""))).toBeLessThan(order.indexOf(key));
      }
    }
  });
});

describe("parentCodes", () => {
  test("gives full or coarse levels", () => {
    const codes = { x: Uint8Array.of(0, 1, 2, 3) };
    expect(parentCodes("x", variables, codes)).toEqual({ levels: 4, codes: codes.x });
    const coarse = { levels: 2, codes: Uint8Array.of(0, 0, 1, 1) };
    expect(parentCodes("~x", variables, codes)).toEqual(coarse);
  });

  test("refuses what the model does not have", () => {
    expect(() => parentCodes("q", variables, {})).toThrow('"q" is not a variable');
    expect(() => parentCodes("~z", variables, { z: new Uint8Array(1) })).toThrow(
      "no coarse levels",
    );
  });
});
