import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import packageFile from "../../package.json" with { type: "json" };
import { failureLine } from "../../src/cli/atlas.ts";
import { integerBetween, positiveInteger, seed } from "../../src/cli/numbers.ts";
import { UserError } from "../../src/cli/user-error.ts";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command. */
async function atlas(...args: string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      "bin/atlas.js",
      ...args,
    ]);
    return { code: 0, stdout, stderr };
  } catch (error) {
    return error as Ended;
  }
}

describe("atlas", () => {
  test.each([
    [["--frobnicate"], "unknown option '--frobnicate'"],
    [["frobnicate"], "unknown command 'frobnicate'"],
    [["personas", "--frobnicate"], "unknown option '--frobnicate'"],
    [["personas", "--n", "1e3"], "'1e3' is invalid. Expected an integer"],
    [["personas", "--n", "0"], "'0' is invalid. Expected an integer"],
    [["personas", "--seed", "x"], "'x' is invalid. Expected an integer"],
  ])("%j ends with one line and code 2", async (args, message) => {
    const { code, stdout, stderr } = await atlas(...args);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  test("--version prints the package's version", async () => {
    expect((await atlas("--version")).stdout.trim()).toBe(packageFile.version);
  });

  test("--help names every subcommand", async () => {
    const { code, stdout } = await atlas("--help");
    expect(code).toBe(0);
    for (const name of ["census", "survey", "personas", "fidelity"]) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    }
  });
});

describe("failureLine", () => {
  test("is one line", () => {
    expect(failureLine(new UserError("p.csv:\n  row 3: expected 4 columns"))).toBe(
      "atlas: p.csv: row 3: expected 4 columns",
    );
  });

  test("says how to learn more of what nobody expected", () => {
    expect(failureLine(new TypeError("x is undefined"))).toBe(
      "atlas: x is undefined (ATLAS_DEBUG=1 shows where)",
    );
  });
});

describe("numbers", () => {
  const read = (reader: (text: string) => number, text: string) => {
    const program = new Command().exitOverride().configureOutput({ outputError: () => {} });
    program.option("--n <n>", "", reader).parse(["--n", text], { from: "user" });
    return program.opts().n;
  };

  test.each(["1", "1586", "100000000"])("%s is a count", (text) => {
    expect(read(positiveInteger, text)).toBe(Number(text));
  });

  test.each(["0", "-1", "1.5", "1e3", "0x10", "", " 7", "100000001", "NaN"])(
    "%j is no count",
    (text) => {
      expect(() => read(positiveInteger, text)).toThrow("Expected an integer from 1 to 100000000.");
    },
  );

  test("seeds are of 32 bits", () => {
    expect(read(seed, "0")).toBe(0);
    expect(read(seed, "4294967295")).toBe(4294967295);
    expect(() => read(seed, "4294967296")).toThrow();
  });

  test("bounds belong to the range", () => {
    const reader = integerBetween(-2, 3);
    expect([read(reader, "-2"), read(reader, "3")]).toEqual([-2, 3]);
    expect(() => read(reader, "4")).toThrow("Expected an integer from -2 to 3.");
  });
});
