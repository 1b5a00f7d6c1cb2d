import { expect, test } from "vitest";
import { plainColors } from "../../src/components/chart-picture.ts";

test("mixed colours are written as every drawing program reads them", () => {
  expect(plainColors("color(srgb 0.2 0.4 1)")).toBe("rgb(51, 102, 255)");
  expect(plainColors("color(srgb 1 0 0 / 0.5)")).toBe("rgba(255, 0, 0, 0.5)");
  expect(plainColors("rgb(1, 2, 3)")).toBe("rgb(1, 2, 3)");
});
