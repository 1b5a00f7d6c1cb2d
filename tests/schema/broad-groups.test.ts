import { describe, expect, test } from "vitest";
import { coarseLevels, NOT_APPLICABLE } from "../../src/schema/attribute.ts";
import { attributeOf, COUNTABLE } from "../../src/schema/attributes.ts";
import { broadAttribute, broadly } from "../../src/schema/broad-groups.ts";

describe("broad groups", () => {
  test("hold every level of their attribute, and keep those not asked apart", () => {
    for (const declared of COUNTABLE) {
      const attribute = broadly(declared);
      expect(attribute.levels).toBe(declared.levels);
      if (attribute === declared) continue;
      const groups = coarseLevels(attribute);
      expect(groups.length).toBeLessThanOrEqual(6);
      expect(attribute.coarse?.of).toHaveLength(declared.levels.length);
      // A level that no group names would be a group of its own name.
      const alone = groups.filter((group) => declared.levels.includes(group));
      expect(alone.filter((name) => name !== NOT_APPLICABLE).length).toBeLessThanOrEqual(5);
    }
  });

  test("put leaners with their party", () => {
    const { coarse, levels } = broadAttribute("political_views");
    const groupOf = (level: string) => coarse?.levels[coarse.of[levels.indexOf(level)]];
    expect(groupOf("Independent, leans Democratic")).toBe("Democrats");
    expect(groupOf("Strong Republican")).toBe("Republicans");
    expect(groupOf("Other party")).toBe("Independents and others");
    expect(groupOf(NOT_APPLICABLE)).toBe(NOT_APPLICABLE);
  });

  test("leave the declared attribute as it is", () => {
    expect(attributeOf("political_views").coarse).toBeUndefined();
  });
});
