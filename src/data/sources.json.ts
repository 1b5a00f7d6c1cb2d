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

/**
 * Fields of a table's header: lines of `# name: value`, each with the indented lines after it. The
 * lines before the first are its title, of which the first sentence counts.
 */
function readHeader(text: string): { title: string; fields: ReadonlyMap<string, string> } {
  const lines = text.split("\n", 30).filter((line) => line.startsWith("#"));
  const fields = new Map<string, string>();
  let title = lines[0]?.replace(/^#\s*/, "") ?? "";
  let name: string | null = null;
  for (const line of lines.slice(1)) {
    const match = /^# ([A-Za-z][A-Za-z ]*): (.*)$/.exec(line);
    const value = match ? match[2] : line.replace(/^#\s*/, "");
    if (match) name = match[1];
    if (name === null) title = `${title} ${value}`.trim();
    else if (match) fields.set(name, value.trim());
    else if (/^# {3}/.test(line)) fields.set(name, `${fields.get(name)} ${value}`.trim());
  }
  return { title: title.replace(/(?<=\w\.) .*$/, ""), fields };
}

/** One row for the many tables of a folder; what their headers do not say is said here. */
const SERIES = new Map<string, Partial<SourceTable> & Pick<SourceTable, "title">>([
  [
    "data/census/conditional",
    { title: "Weighted counts of each attribute given those drawn before it" },
  ],
  [
    "data/survey/opinions",
    {
      title: "Survey items behind opinions: models of support, and support by group",
      source:
        "Cooperative Election Study (2018: a sample of 1,000, weighted; 2016) and General Social Survey, NORC; axes and signs of the items are authored",
      year: "2016, 2018",
      n: "in the column n",
    },
  ],
]);

const tables = new Map<string, SourceTable>();
for (const folder of FOLDERS) {
  for (const path of await tablesIn(folder)) {
    const { title, fields } = readHeader(await readFile(path, "utf8"));
    const series = SERIES.get(dirname(path));
    const file = series === undefined ? path : `${dirname(path)}/`;
    const earlier = tables.get(file);
    tables.set(file, {
      file,
      title: series?.title ?? title,
      source: series?.source ?? earlier?.source ?? fields.get("source") ?? "",
      year: series?.year ?? earlier?.year ?? fields.get("year") ?? "",
      universe: earlier?.universe ?? fields.get("universe") ?? "",
      n: series?.n ?? earlier?.n ?? fields.get("n") ?? "",
      tables: (earlier?.tables ?? 0) + 1,
    });
  }
}
process.stdout.write(JSON.stringify([...tables.values()]));
