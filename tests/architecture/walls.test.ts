import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";
import { beforeAll, describe, expect, test } from "vitest";

/** Small libraries that run in Node and the browser alike. */
const SMALL = ["zod", "pure-rand"];

/** Who must not import what; the data goes one way (docs/architecture.md). */
const WALLS: readonly IForbiddenRuleType[] = [
  {
    name: "schema and stats import only each other and small libraries",
    from: { path: "^src/(schema|stats)/" },
    to: {
      pathNot: `^src/(schema|stats)/|^node_modules/(${SMALL.join("|")})/|^(${SMALL.join("|")})/`,
    },
  },
  {
    name: "components import no testbed, command, script or test",
    from: { path: "^src/components/" },
    to: { path: "^(src/(testbed|cli|data)|scripts|tests)/" },
  },
  {
    name: "components run in the browser",
    from: { path: "^src/components/" },
    to: { path: "^node:|^(fs|path|os|child_process)$", dependencyTypes: ["core"] },
  },
  {
    name: "the testbed imports no component, loader, command or script",
    from: { path: "^src/testbed/" },
    to: { path: "^(src/(components|data|cli)|scripts|tests)/" },
  },
  {
    name: "loaders import no command, script or test",
    from: { path: "^src/data/" },
    to: { path: "^(src/cli|scripts|tests)/" },
  },
  {
    name: "commands import no component",
    from: { path: "^src/cli/" },
    to: { path: "^(src/(components|data)|scripts|tests)/" },
  },
  { name: "no module imports itself by way of others", from: {}, to: { circular: true } },
];

/** Seen if imports of types are; were they not, a wall could be broken unnoticed. */
const CANARY = { name: "canary", from: { path: "components/slice" }, to: { path: "^src/schema/" } };

describe("walls", () => {
  /** Imports that break a rule, as `from -> to`, by the rule's name. */
  const breaches = new Map<string, string[]>();

  beforeAll(async () => {
    const { output } = await cruise(["src"], {
      // TypeScript 7 has no API that dependency-cruiser could parse with.
      parser: "swc",
      tsPreCompilationDeps: true,
      exclude: { path: "\\.observablehq/" },
      doNotFollow: { path: "node_modules" },
      validate: true,
      ruleSet: { forbidden: [...WALLS, CANARY] },
    });
    for (const { rule, from, to } of (output as ICruiseResult).summary.violations) {
      breaches.set(rule.name, [...(breaches.get(rule.name) ?? []), `${from} -> ${to}`]);
    }
  }, 60_000);

  test.each(WALLS)("$name", ({ name }) => {
    expect(breaches.get(name!) ?? []).toEqual([]);
  });

  test("imports of types are seen", () => {
    expect(breaches.get(CANARY.name)).toBeDefined();
  });
});

describe("pages", () => {
  const pages = new Map<string, string>();
  beforeAll(() => {
    for (const name of readdirSync("src", { recursive: true, encoding: "utf8" })) {
      if (name.startsWith(".observablehq") || !name.endsWith(".md")) continue;
      pages.set(name, readFileSync(join("src", name), "utf8"));
    }
  });

  test("import components, schema and stats only", () => {
    const imports = [...pages].flatMap(([name, text]) =>
      [...text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) => [
        name,
        match[1]!,
      ]),
    );
    const outside = imports.filter(
      ([, path]) => !/^\.{1,2}\/(components|schema|stats)\//.test(path!),
    );
    expect(outside).toEqual([]);
  });
});
