import { describe, expect, test } from "vitest";
import { NOT_APPLICABLE } from "../../src/schema/attribute.ts";
import { attributeOf, COUNTABLE } from "../../src/schema/attributes.ts";
import { levelColors, NEUTRAL } from "../../src/schema/palette.ts";

/** Relative luminance, WCAG 2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe("levelColors", () => {
  test.each(COUNTABLE.map((attribute) => [attribute.key, attribute] as const))(
    "of %s can be seen on light and dark paper",
    (_, attribute) => {
      const colors = levelColors(attribute);
      expect(colors).toHaveLength(attribute.levels.length);
      for (const color of colors) {
        expect(color).toMatch(/^#[0-9a-f]{6}$/);
        expect(contrast(color, "#ffffff")).toBeGreaterThan(2);
        expect(contrast(color, "#1e1e1e")).toBeGreaterThan(2);
      }
    },
  );

  test("gives those a question does not apply to no hue", () => {
    for (const attribute of COUNTABLE) {
      const level = attribute.levels.indexOf(NOT_APPLICABLE);
      if (level >= 0) expect(levelColors(attribute)[level]).toBe(NEUTRAL);
    }
  });

  test("keeps party colours for party", () => {
    const party = new Set(levelColors(attributeOf("political_views")).slice(0, 3));
    for (const attribute of COUNTABLE) {
      if (attribute.key === "political_views") continue;
      expect(levelColors(attribute).filter((color) => party.has(color))).toEqual([]);
    }
  });

  test("of an ordered attribute go one way", () => {
    const shades = levelColors(attributeOf("education")).slice(0, -1).map(luminance);
    expect([...shades].sort((a, b) => b - a)).toEqual(shades);
  });
});
