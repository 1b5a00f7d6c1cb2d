/** Census and survey targets by attribute; those whose file is not there are left out. */
import { readFile } from "node:fs/promises";
import { parseMargins, type Target, type Targets } from "../schema/targets.ts";

async function targetsOf(source: Target["source"]): Promise<Targets> {
  const file = `data/${source}/margins.csv`;
  try {
    return parseMargins(await readFile(file, "utf8"), source, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

process.stdout.write(
  JSON.stringify({ ...(await targetsOf("census")), ...(await targetsOf("survey")) }),
);
