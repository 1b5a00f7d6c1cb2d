/** Runs the `atlas` command in the process of the test, and keeps what it prints. */
import { vi } from "vitest";
import { atlas } from "../../src/cli/atlas.ts";

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function call(...args: string[]): Promise<Ended> {
  const written = { stdout: "", stderr: "" };
  const spies = (["stdout", "stderr"] as const).map((stream) =>
    vi.spyOn(process[stream], "write").mockImplementation((text) => {
      written[stream] += text;
      return true;
    }),
  );
  const log = vi.spyOn(console, "log").mockImplementation((line) => {
    written.stdout += `${line}\n`;
  });
  const before = process.exitCode;
  // The code of an earlier command is not this one's.
  process.exitCode = undefined;
  try {
    const code = await atlas(args);
    return { code: Number(process.exitCode ?? code), ...written };
  } finally {
    process.exitCode = before;
    for (const spy of [...spies, log]) spy.mockRestore();
  }
}
