/** Whether the files of a dataset are those that its manifest lists. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Manifest } from "../../../schema/manifest.ts";
import { fingerprint } from "../../personas/personas-file.ts";
import type { Fault } from "./fault.ts";

const whole = (count: number) => count.toLocaleString("en-US");

/** Faults in presence, size and fingerprint; tables that no manifest lists are faults too. */
export async function checkFiles(folder: string, { files }: Manifest): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { path, bytes, sha256 } of files) {
    const found = await stat(join(folder, path)).catch(() => null);
    if (!found?.isFile()) {
      faults.push({ file: path, message: "is missing, but manifest.json lists it" });
      continue;
    }
    const now = await fingerprint(join(folder, path));
    if (now.bytes !== bytes) {
      faults.push({
        file: path,
        message: `has ${whole(now.bytes)} bytes, expected ${whole(bytes)}: it was changed since it was made`,
      });
    } else if (now.sha256 !== sha256) {
      faults.push({
        file: path,
        message: `its sha256 is ${now.sha256.slice(0, 12)}…, expected ${sha256.slice(0, 12)}…: it was changed since it was made`,
      });
    }
  }
  const listed = new Set(files.map(({ path }) => path));
  for (const file of await readdir(folder)) {
    if (file.endsWith(".parquet") && !listed.has(file)) {
      faults.push({ file, message: "is not in manifest.json" });
    }
  }
  return faults;
}
