import { defineConfig } from "vitest/config";

/** Framework's `npm:` names are plain packages in tests. */
const alias = [{ find: /^npm:/, replacement: "" }];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**", "tests/architecture/**"],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "architecture",
          include: ["tests/architecture/**/*.test.ts"],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "browser",
          // After the others, so that times are those of the page alone.
          sequence: { groupOrder: 1 },
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["tests/browser/setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          // Pages are timed and share two cores: one file at a time.
          fileParallelism: false,
        },
      },
    ],
  },
});
