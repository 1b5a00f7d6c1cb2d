/** Everything about the personas that can be counted: what every page paints first. */
import { ATTRIBUTES } from "../schema/attributes.ts";
import {
  arrowStream,
  booleanVector,
  integerVector,
  levelVector,
  realVector,
  textVector,
} from "./arrow.ts";
import { readColumns } from "./dataset.ts";

const attributes = ATTRIBUTES.filter(({ levels }) => levels.length > 0);
const keys = ["persona_id", "weight", ...attributes.map(({ key }) => key)];
const columns = await readColumns("personas", keys);

process.stdout.write(
  arrowStream({
    persona_id: textVector(columns.persona_id),
    weight: realVector(columns.weight),
    ...Object.fromEntries(
      attributes.map(({ key, kind, levels }) => {
        const values = columns[key];
        if (kind === "number") return [key, integerVector(values)];
        if (kind === "boolean") return [key, booleanVector(values)];
        return [key, levelVector(key, levels, values)];
      }),
    ),
  }),
);
