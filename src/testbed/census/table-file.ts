/** Conditional tables as text: header comments, then one row per combination of parents. */
import { InputError } from "../datasets/input-error.ts";
import { ANY, type ConditionalTable, type TableRow } from "./conditional-table.ts";

/**
 * A table as text. Parents and children are level indices, `*` stands for any level not listed, and
 * counts are `child:weighted count` for the children that occur.
 * @param header comment lines without `#`.
 */
export function formatTable(table: ConditionalTable, header: readonly string[]): string {
  const lines = header.map((line) => `# ${line}`);
  lines.push(`# n: ${table.n} sampled persons`);
  lines.push(`# levels: ${table.levels}; parent levels: ${table.parentLevels.join(" ") || "none"}`);
  lines.push([...table.parents, table.key].join(","));
  for (const row of table.rows) {
    const counts: string[] = [];
    row.counts.forEach((count, level) => {
      if (count > 0) counts.push(`${level}:${count}`);
    });
    const parents = row.parents.map((level) => (level === ANY ? "*" : String(level)));
    lines.push([...parents, counts.join(" ")].join(","));
  }
  return `${lines.join("\n")}\n`;
}

/** @throws InputError naming file and line for text that is not a table. */
export function parseTable(text: string, file: string): ConditionalTable {
  const lines = text.split("\n");
  let n = 0;
  let levels = 0;
  let parentLevels: number[] = [];
  let names: string[] | null = null;
  const rows: TableRow[] = [];
  lines.forEach((line, i) => {
    if (line === "") return;
    const fail = (expected: string): never => {
      throw new InputError(
        `${file}, line ${i + 1}: expected ${expected}, found "${line.slice(0, 60)}"; restore the file or run atlas census tabulate`,
      );
    };
    if (line.startsWith("#")) {
      const persons = /^# n: (\d+)/.exec(line);
      if (persons) n = Number(persons[1]);
      const shape = /^# levels: (\d+); parent levels: (none|[\d ]+)$/.exec(line);
      if (shape) {
        levels = Number(shape[1]);
        parentLevels = shape[2] === "none" ? [] : shape[2].split(" ").map(Number);
      }
      return;
    }
    const cells = line.split(",");
    if (names === null) {
      names = cells;
      if (names.length !== parentLevels.length + 1) fail("the parents and the child");
      return;
    }
    if (cells.length !== names.length) fail(`${names.length} cells`);
    const parents = cells.slice(0, -1).map((cell, p) => {
      if (cell === "*") return ANY;
      const level = Number(cell);
      if (!(level >= 0 && level < parentLevels[p]))
        fail(`a level of ${names![p]} below ${parentLevels[p]}`);
      return level;
    });
    const counts = new Float64Array(levels);
    for (const pair of cells[cells.length - 1].split(" ")) {
      const [level, count] = pair.split(":").map(Number);
      if (!(level >= 0 && level < levels && count > 0)) fail("level:count pairs");
      counts[level] = count;
    }
    rows.push({ parents, counts });
  });
  if (names === null || rows.length === 0) {
    throw new InputError(`${file}: holds no table; restore it or run atlas census tabulate`);
  }
  const header: string[] = names;
  return {
    key: header[header.length - 1],
    levels,
    parents: header.slice(0, -1),
    parentLevels,
    rows,
    n,
  };
}
