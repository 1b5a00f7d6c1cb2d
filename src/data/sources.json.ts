/** Where the committed figures come from: the headers of the tables under data/. */
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { SourceTable } from "../components/method/sources-table.ts";

const FOLDERS = ["data/census", "data/survey"];

async function tablesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".csv"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Fields of a table's header: lines of `# name: value`, the first line its title. */
function readHeader(text: string): { title: string; fields: ReadonlyMap<string, string> } {
  const lines = text.split("\n", 30).filter((line) => line.startsWith("#"));
  const fields = new Map<string, string>();
  for (const line of lines) {
    const match = /^# ([A-Za-z ]+): (.*)$/.exec(line);
    if (match) fields.set(match[1], match[2].trim());
  }
  return { title: lines[0]?.replace(/^#\s*/, "") ?? "", fields };
}

const tables = new Map<string, SourceTable>();
for (const folder of FOLDERS) {
  for (const path of await tablesIn(folder)) {
    const { title, fields } = readHeader(await readFile(path, "utf8"));
    const own = dirname(path) === folder;
    const file = own ? path : `${dirname(path)}/`;
    const earlier = tables.get(file);
    tables.set(file, {
      file,
      title: own ? title : (earlier?.title ?? title),
      source: fields.get("source") ?? earlier?.source ?? "",
      year: fields.get("year") ?? earlier?.year ?? "",
      universe: fields.get("universe") ?? earlier?.universe ?? "",
      n: fields.get("n") ?? earlier?.n ?? "",
      tables: (earlier?.tables ?? 0) + 1,
    });
  }
}
process.stdout.write(JSON.stringify([...tables.values()]));
