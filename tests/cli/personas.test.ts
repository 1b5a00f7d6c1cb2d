import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { atlas } from "../../src/cli/atlas.ts";
import { asParquet, writeSmallPums } from "../testbed/census/small-pums.ts";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process; tests/cli/atlas.test.ts starts the real one. */
async function call(...args: string[]): Promise<Ended> {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      written[stream] += text;
      return true;
    }),
  );
  try {
    return { code: await atlas(args), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Lines of plain progress: a step that has begun, is under way, or is done. */
const PROGRESS = / \.\.\.$|: (done|[\d,]+( of [\d,]+)?)( \([\d.]+ s\))?$/;

/** Expects code 2, nothing on stdout, and one line besides progress; returns the line. */
function failureOf({ code, stdout, stderr }: Ended): string {
  expect(code).toBe(2);
  expect(stdout).toBe("");
  const lines = stderr.trimEnd().split("\n");
  const said = lines.filter((line) => !PROGRESS.test(line));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatch(/^atlas: /);
  return said[0];
}

let folder: string;
let pums: string;
let corrupt: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-cli-"));
  pums = join(folder, "pums");
  corrupt = join(folder, "corrupt");
  const csv = join(folder, "csv");
  await writeSmallPums(csv);
  await writeSmallPums(pums);
  await asParquet(csv, corrupt);
  await writeFile(join(corrupt, "person/psam_pusb.parquet"), "PAR1 and nothing else");
  await writeFile(join(folder, "file"), "kept");
});
afterAll(() => rm(folder, { recursive: true }));

/** Names in the folder before and after a call: nothing may be added. */
async function addedBy(call: () => Promise<unknown>): Promise<string[]> {
  const before = new Set(await readdir(folder, { recursive: true }));
  await call();
  return (await readdir(folder, { recursive: true })).filter((name) => !before.has(name));
}

describe("atlas personas refuses", () => {
  test.each([
    [["--threads", "0"], "'0' is invalid. Expected an integer"],
    [["--weights", "heavy"], "Allowed choices are equal, raked"],
    [["--from", "thin-air"], "Allowed choices are model, pums"],
    [["--seed", "1", "--sead", "2"], "unknown option '--sead'"],
    [["extra"], "too many arguments"],
    [["--from", "pums"], "--from pums needs --pums DIR"],
    [["--pums", "somewhere"], "--pums goes with --from pums"],
    [["--weights", "raked", "--n", "200001"], "for up to 200,000 personas"],
    [["--from", "pums", "--pums", "x", "--n", "200001"], "for up to 200,000 personas"],
  ])("%j, with one line and code 2", async (args, message) => {
    const out = join(folder, `out${args.join("")}`);
    expect(failureOf(await call("personas", "--out", out, ...args))).toContain(message);
    expect(await readdir(folder)).not.toContain(`out${args.join("")}`);
  });
});

describe("with files that fail", () => {
  const rows = (dir: string, ...rest: string[]) =>
    call(
      "personas",
      "--from",
      "pums",
      "--pums",
      dir,
      "--n",
      "20",
      "--out",
      join(folder, "o"),
      ...rest,
    );

  test("a PUMS folder that is not there", async () => {
    const added = await addedBy(async () => {
      const line = failureOf(await rows(join(folder, "nowhere")));
      expect(line).toContain("nowhere: no such folder; give the folder that holds the PUMS");
    });
    expect(added).toEqual([]);
  });

  test("a corrupt PUMS file", async () => {
    const added = await addedBy(async () => {
      const line = failureOf(await rows(corrupt));
      expect(line).toContain("psam_pusb.parquet: cannot be read");
      expect(line).toContain("download the file again");
    });
    expect(added).toEqual([]);
  });

  test("a dictionary or donors that are not beside the folder", async () => {
    const added = await addedBy(async () => {
      expect(failureOf(await rows(pums))).toContain("pums-dict_acs1-2023.csv: no such file");
    });
    expect(added).toEqual([]);
  });

  test("a folder that cannot be written", async () => {
    const added = await addedBy(async () => {
      const line = failureOf(await call("personas", "--n", "20", "--out", join(folder, "file/x")));
      expect(line).toContain("a part of the path is a file");
    });
    expect(added).toEqual([]);
  });
});

describe("atlas census tabulate refuses", () => {
  test("a call without --pums", async () => {
    expect(failureOf(await call("census", "tabulate"))).toContain("'--pums <dir>' not specified");
  });

  test.each(["nowhere", "corrupt"])("the folder %s, and writes no table", async (name) => {
    const added = await addedBy(async () => {
      const args = ["--pums", join(folder, name), "--out", join(folder, "tables")];
      failureOf(await call("census", "tabulate", ...args));
    });
    expect(added).toEqual([]);
  });

  test("a folder that cannot be written, before it reads anything", async () => {
    const args = ["--pums", pums, "--out", join(folder, "file/tables")];
    const line = failureOf(await call("census", "tabulate", ...args));
    expect(line).toMatch(/^atlas: cannot write .*: there is a file of that name$/);
  });
});

test("an interrupted call leaves no file and no folder", async () => {
  const out = join(folder, "interrupted");
  await mkdir(out);
  const args = ["bin/atlas.js", "personas", "--n", "2000000", "--threads", "1", "--out", out];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  // The file is begun before the first block is made.
  while (!(await readdir(out)).some((name) => name.endsWith(".tmp"))) {
    await new Promise((wait) => setTimeout(wait, 50));
  }
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect(code).toBe(130);
  expect(await readdir(out)).toEqual([]);
});
