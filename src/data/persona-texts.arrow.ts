/** The personas' titles and written texts, by persona_id: fetched after the first paint. */
import { ATTRIBUTES } from "../schema/attributes.ts";
import { arrowStream, repeatedTextVector, textVector } from "./arrow.ts";
import { readColumns, readManifest } from "./dataset.ts";

const keys = ATTRIBUTES.filter(({ levels }) => levels.length === 0).map(({ key }) => key);
const columns = await readColumns("personas", ["persona_id", ...keys]);

/** Who wrote the texts of each persona, where a language model wrote some: "" is the templates. */
async function writers(): Promise<string[] | null> {
  const { enrichment } = await readManifest();
  if (!enrichment) return null;
  const { persona_id, outcome } = await readColumns("enrichment", ["persona_id", "outcome"]);
  const kept = new Set(persona_id.filter((_, row) => outcome[row] === "kept"));
  return columns.persona_id.map((id) => (kept.has(id) ? enrichment.writer : ""));
}
const textsBy = await writers();

process.stdout.write(
  arrowStream({
    persona_id: textVector(columns.persona_id),
    ...Object.fromEntries(keys.map((key) => [key, repeatedTextVector(columns[key])])),
    ...(textsBy && { texts_by: repeatedTextVector(textsBy) }),
  }),
);
