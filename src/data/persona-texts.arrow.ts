/** The personas' titles and written texts, by persona_id: fetched after the first paint. */
import { ATTRIBUTES } from "../schema/attributes.ts";
import { arrowStream, repeatedTextVector, textVector } from "./arrow.ts";
import { readColumns } from "./dataset.ts";

const keys = ATTRIBUTES.filter(({ levels }) => levels.length === 0).map(({ key }) => key);
const columns = await readColumns("personas", ["persona_id", ...keys]);

process.stdout.write(
  arrowStream({
    persona_id: textVector(columns.persona_id),
    ...Object.fromEntries(keys.map((key) => [key, repeatedTextVector(columns[key])])),
  }),
);
