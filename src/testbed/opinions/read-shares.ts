/** The committed shares of support by group. */
import { join } from "node:path";
import { numberIn, readFigures } from "../survey/source-file.ts";
import { SHARE_COLUMNS } from "./tabulate.ts";
import type { SurveyCell } from "./validation.ts";

/** @param folder data/survey/opinions. @throws UserError where the table is missing or damaged. */
export async function readShares(folder: string): Promise<SurveyCell[]> {
  const table = await readFigures(join(folder, "shares.csv"), SHARE_COLUMNS);
  return table.rows.map(({ item, factor, level, held_back }, i) => ({
    item,
    factor,
    level,
    isHeldBack: held_back === "1",
    support: numberIn(table, i, "support") ?? 0,
    n: numberIn(table, i, "n") ?? 0,
  }));
}
