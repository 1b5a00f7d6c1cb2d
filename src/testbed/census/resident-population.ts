/** The number of people that a dataset stands for. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { csvParse } from "d3-dsv";
import { InputError } from "../datasets/input-error.ts";
import { TARGET_FILES } from "./targets.ts";

/** Residents of the 50 states and DC: the sum of person weights. @throws InputError. */
export function residentPopulation(root: string): number {
  const text = readFileSync(join(root, TARGET_FILES.census), "utf8");
  const lines = text.split("\n").filter((line) => !line.startsWith("#"));
  const total = csvParse(lines.join("\n"))
    .filter((row) => row.attribute === "is_adult")
    .reduce((sum, row) => sum + Number(row.weighted), 0);
  if (total > 0) return total;
  throw new InputError(`${TARGET_FILES.census}: no rows of is_adult; restore the file`);
}
