import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";

/** The files that git has or would take; null where this is no working copy of git's. */
function committedFiles(): string[] | null {
  try {
    const args = ["ls-files", "--cached", "--others", "--exclude-standard"];
    const paths = execFileSync("git", args, { encoding: "utf8", stdio: "pipe" }).split("\n");
    return paths.filter(
      (path) => path !== "" && statSync(path, { throwIfNoEntry: false })?.isFile(),
    );
  } catch {
    return null;
  }
}

const FILES = committedFiles();

const MACHINE_PATH = /(^|[\s"'`(=:])\/(home|work|root|Users|mnt)\/[\w.-]+\/[\w./-]*/m;

function textOf(path: string): string | null {
  if (statSync(path).size > 8_000_000) return null;
  const bytes = readFileSync(path);
  return bytes.includes(0) ? null : bytes.toString("utf8");
}

test.skipIf(FILES === null)("no committed file names a path of somebody's machine", () => {
  const found = FILES!.flatMap((path) => {
    const match = textOf(path)?.match(MACHINE_PATH);
    return match ? [`${path}: ${match[0].trim()}`] : [];
  });
  expect(found).toEqual([]);
});

// .npmrc asks npm for such a lock file, so that each machine takes its own registry.
test("the lock file names no registry", () => {
  const lock: { packages: Record<string, { resolved?: string }> } = JSON.parse(
    readFileSync("package-lock.json", "utf8"),
  );
  const resolved = Object.values(lock.packages).filter((entry) => entry.resolved !== undefined);
  expect(resolved).toEqual([]);
});

test("versions in package.json are exact", () => {
  const description = JSON.parse(readFileSync("package.json", "utf8"));
  const versions = Object.entries({ ...description.dependencies, ...description.devDependencies });
  expect(
    versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version))),
  ).toEqual([]);
});
