import { expect, it } from "vitest";
import {
  COLOR_KEYS,
  classFilter,
  colorClasses,
} from "../../../src/components/index/color-classes.ts";
import { filterMask } from "../../../src/components/slices/slice.ts";
import { crowdOf } from "./crowd-of.ts";

const personas = crowdOf(500);

it.each(COLOR_KEYS)("puts everyone in one class of %s, and its filter finds them", (key) => {
  const coloring = colorClasses(personas, key);
  const { classes, classOf } = coloring;
  expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(500);
  classes.forEach(({ count }, at) => {
    const mask = filterMask(personas, classFilter(coloring, [at]));
    expect(mask.reduce((sum, one) => sum + one, 0)).toBe(count);
    expect([...mask].every((one, row) => (one === 1) === (classOf[row] === at))).toBe(true);
  });
});

it("colours ages by their coarse groups, and says why a child has no party", () => {
  expect(colorClasses(personas, "age").classes.length).toBeLessThanOrEqual(9);
  const labels = colorClasses(personas, "political_views").classes.map(({ label }) => label);
  expect(labels.at(-1)).toBe("Not asked, under 18");
});
