import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusterBootstrap } from "../../src/stats/cluster-bootstrap.ts";
import { clusteredMean } from "../../src/stats/clustered-mean.ts";
import { seeded } from "../../src/stats/random.ts";
import { studentCritical } from "../../src/stats/student.ts";

const X = [3, 5, 4, 7, 1, 2, 2, 4, 6, 9, 7, 9, 2, 4, 3, 6, 8, 9, 9, 12];
const A = X.map((_, i) => Math.floor(i / 4));
const B = [0, 1, 0, 3, 0, 1, 2, 3, 1, 1, 2, 3, 0, 2, 2, 3, 0, 1, 2, 3];
const W = X.map((_, i) => [1, 2, 1, 3, 2][i % 5]);

describe("clustered mean", () => {
  it("agrees with R's sandwich, one way and two", () => {
    // sqrt(vcovCL(lm(x ~ 1), ~ a + b, type = "HC0")); A and B are crossed with repeats.
    expect(clusteredMean(X, [A]).se).toBeCloseTo(1.326649916142, 11);
    expect(clusteredMean(X, [B]).se).toBeCloseTo(0.852447456836, 11);
    const both = clusteredMean(X, [A, B]);
    expect(both.mean).toBeCloseTo(5.6, 12);
    expect(both.se).toBeCloseTo(1.400108626738, 11);
    expect(both).toMatchObject({ n: 20, missing: 0, clusters: [5, 4], isOneWay: false });
    // Student's t with min(5, 4) − 1 degrees.
    expect(both.high - both.mean).toBeCloseTo(studentCritical(0.95, 3) * both.se, 11);
  });

  it("agrees with R's sandwich, weighted", () => {
    expect(clusteredMean(X, [A], W).se).toBeCloseTo(1.321326427477, 11);
    const both = clusteredMean(X, [A, B], W);
    expect(both.mean).toBeCloseTo(5.916666666667, 11);
    expect(both.se).toBeCloseTo(1.372093260646, 11);
  });

  it("is the usual standard error where every row is its own cluster", () => {
    const values = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, (x) => {
        const rows = x.map((_, i) => i);
        const mean = x.reduce((sum, of) => sum + of, 0) / x.length;
        const squares = x.reduce((sum, of) => sum + (of - mean) ** 2, 0);
        const usual = Math.sqrt(squares / (x.length - 1) / x.length);
        expect(clusteredMean(x, [rows]).se).toBeCloseTo(usual, 9);
        expect(clusteredMean(x, [rows, rows]).se).toBeCloseTo(usual, 9);
      }),
    );
  });

  it("does not change with the order of factors or rows, nor with equal weights", () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: -9, max: 9 }), fc.nat({ max: 4 }), fc.nat({ max: 4 })),
      { minLength: 2, maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, fc.double({ min: 0.1, max: 9, noNaN: true }), (table, weight) => {
        const columns = (of: typeof table) =>
          [0, 1, 2].map((column) => of.map((row) => row[column as 0 | 1 | 2]));
        const [x, a, b] = columns(table);
        const { se, mean } = clusteredMean(x, [a, b]);
        const [y, c, d] = columns([...table].reverse());
        for (const other of [
          clusteredMean(y, [d, c]),
          clusteredMean(
            x,
            [a, b],
            x.map(() => weight),
          ),
        ]) {
          expect(other.mean).toBeCloseTo(mean, 9);
          if (Number.isNaN(se)) expect(other.se).toBeNaN();
          else expect(other.se).toBeCloseTo(se, 7);
        }
      }),
    );
  });

  it("leaves out missing values, counted", () => {
    const holes = [...X, Number.NaN, Number.NaN];
    const { se, n, missing } = clusteredMean(holes, [
      [...A, 0, 4],
      [...B, 1, 1],
    ]);
    expect(se).toBeCloseTo(1.400108626738, 11);
    expect([n, missing]).toEqual([20, 2]);
  });

  it("takes a one-way error where the two-way variance is negative", () => {
    // A Latin pattern: every row and every column sums to zero, so V_A = V_B = 0 < V_AB.
    const { se, isOneWay } = clusteredMean(
      [1, -1, -1, 1],
      [
        [0, 0, 1, 1],
        [0, 1, 0, 1],
      ],
    );
    expect(isOneWay).toBe(true);
    expect(se).toBe(0);
  });

  it("has no error with a single cluster, and needs one or two factors", () => {
    expect(clusteredMean([1, 2], [[0, 0]]).se).toBeNaN();
    expect(clusteredMean([], [[]]).mean).toBeNaN();
    expect(() => clusteredMean([1], [])).toThrow("0 factors");
  });
});

describe("cluster bootstrap", () => {
  const rows = { value: X, cluster: A, group: B, clusters: 5, groups: 5 };

  it("repeats itself by seed", () => {
    const once = clusterBootstrap(rows, seeded(3));
    expect(clusterBootstrap(rows, seeded(3))).toEqual(once);
    expect(clusterBootstrap(rows, seeded(4)).se).not.toEqual(once.se);
  });

  it("gives the means, rows and clusters of each group", () => {
    const { mean, n, clusters, low, draws, missing } = clusterBootstrap(
      { ...rows, weights: W },
      seeded(3),
    );
    // Group 3: values 7 4 9 6 12 with weights 3 2 2 1 2 at rows 3, 7, 11, 15, 19.
    const of = B.map((group, i) => (group === 3 ? W[i] : 0));
    const mass = of.reduce((sum, weight) => sum + weight, 0);
    const sum = of.reduce((total, weight, i) => total + weight * X[i], 0);
    expect(mean[3]).toBeCloseTo(sum / mass, 12);
    expect([...n]).toEqual([4, 5, 5, 5, 0].map((_, g) => B.filter((b) => b === g).length));
    expect([...clusters]).toEqual([4, 4, 4, 5, 0]);
    expect(mean[4]).toBeNaN();
    expect(low[4]).toBeNaN();
    expect(draws[4]).toBe(0);
    expect(missing).toBe(0);
  });

  it("agrees with the clustered standard error for many clusters", () => {
    // Linearisation and bootstrap estimate the same error; 200 clusters of 5 alike rows.
    const random = seeded(11);
    const effect = Float64Array.from({ length: 200 }, () => random.next());
    const cluster = Array.from({ length: 1000 }, (_, i) => i % 200);
    const value = cluster.map((c) => effect[c] + 0.5 * random.next());
    const group = cluster.map(() => 0);
    const { se, low, high } = clusterBootstrap(
      { value, cluster, group, clusters: 200, groups: 1 },
      seeded(5),
      { draws: 4000 },
    );
    const expected = clusteredMean(value, [cluster]);
    expect(se[0] / expected.se).toBeGreaterThan(0.95);
    expect(se[0] / expected.se).toBeLessThan(1.05);
    expect((high[0] - low[0]) / (expected.high - expected.low)).toBeCloseTo(1, 1);
  });

  it("does not change with equal weights, and counts rows without value or group", () => {
    const equal = clusterBootstrap({ ...rows, weights: X.map(() => 2) }, seeded(3));
    const plain = clusterBootstrap(rows, seeded(3));
    plain.se.forEach((se, g) => {
      if (Number.isNaN(se)) expect(equal.se[g]).toBeNaN();
      else expect(equal.se[g]).toBeCloseTo(se, 12);
    });
    const holes = clusterBootstrap(
      {
        ...rows,
        value: [...X, Number.NaN, 1],
        cluster: [...A, 1, 2],
        group: [...B, 1, -1],
      },
      seeded(3),
    );
    expect(holes.missing).toBe(2);
    expect(holes.mean).toEqual(plain.mean);
  });
});
