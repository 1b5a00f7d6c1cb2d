import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agreementOf,
  agreementSlope,
  LOGISTIC_VARIANCE,
  sharedOf,
  signalOf,
} from "../../../src/stats/variance/logistic-agreement.ts";

/** Mean over a standard normal by the midpoint rule. */
function overNormal(of: (z: number) => number, cells = 400): number {
  let sum = 0;
  for (let i = 0; i < cells; i++) {
    const z = -8 + (16 * (i + 0.5)) / cells;
    sum += (of(z) * Math.exp((-z * z) / 2) * 16) / cells / Math.sqrt(2 * Math.PI);
  }
  return sum;
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

describe("agreement of logistic choices", () => {
  it("is the integral over what is common and what is not", () => {
    for (const [shared, signal] of [
      [0.5, 1],
      [3, 13],
      [13, 13],
      [40, 40],
    ]) {
      const exact = overNormal((z) => {
        const chance = overNormal((e) =>
          logistic(Math.sqrt(shared) * z + Math.sqrt(signal - shared) * e),
        );
        return chance ** 2 + (1 - chance) ** 2;
      });
      expect(Math.abs(agreementOf(shared, signal) - exact)).toBeLessThan(2e-5);
    }
  });

  it("is one half where nothing is common, and near one for great signals", () => {
    expect(agreementOf(0, 5)).toBeCloseTo(0.5, 7);
    expect(agreementOf(1e8, 1e8)).toBeCloseTo(1, 3);
  });

  it("differs from normal noise of the same variance", () => {
    // Noise 1/5 of the variance: sin(π (A − 1/2)) would find 1 − 0.813 instead.
    const signal = 4 * LOGISTIC_VARIANCE;
    expect(1 - Math.sin(Math.PI * (agreementOf(signal, signal) - 0.5))).toBeCloseTo(0.187, 3);
  });

  it("has its slope, and inverses", () => {
    const variances = fc
      .tuple(fc.double({ min: 0.1, max: 50, noNaN: true }), fc.double({ min: -0.9, max: 0.9 }))
      .filter(([, share]) => !Number.isNaN(share));
    fc.assert(
      fc.property(variances, ([signal, share]) => {
        const shared = share * signal;
        const h = 1e-4 * signal;
        const rise = agreementOf(shared + h, signal) - agreementOf(shared - h, signal);
        expect(agreementSlope(shared, signal) / (rise / (2 * h))).toBeCloseTo(1, 4);
        expect(sharedOf(agreementOf(shared, signal), signal)).toBeCloseTo(shared, 8);
        expect(signalOf(agreementOf(signal, signal)) / signal).toBeCloseTo(1, 6);
      }),
    );
  });

  it("has no inverse for no agreement", () => {
    expect(signalOf(Number.NaN)).toBeNaN();
    expect(sharedOf(Number.NaN, 1)).toBeNaN();
    expect(signalOf(0.4)).toBeCloseTo(0, 12);
  });
});
