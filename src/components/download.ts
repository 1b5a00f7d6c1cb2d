import type { Column, Row } from "./csv.ts";

/** Offers bytes or text as a file of the page. */
export function download(name: string, content: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Arrow IPC stream of rows; text columns are Utf8, all others Float64. Arrow is loaded on first use. */
export async function arrowOf(columns: readonly Column[], rows: readonly Row[]): Promise<Blob> {
  const { Float64, Utf8, tableToIPC, Table, vectorFromArray } = await import("npm:apache-arrow");
  const vectors = columns.map((column) => {
    const cells = rows.map((row) => row[column.key] ?? null);
    const vector =
      column.kind === "text"
        ? vectorFromArray(
            cells.map((cell) => (cell === null ? null : String(cell))),
            new Utf8(),
          )
        : vectorFromArray(
            cells.map((cell) => (cell === null ? null : Number(cell))),
            new Float64(),
          );
    return [column.key, vector] as const;
  });
  const bytes = tableToIPC(new Table(Object.fromEntries(vectors)), "stream");
  return new Blob([bytes.slice()], { type: "application/vnd.apache.arrow.stream" });
}

/** Puts text on the clipboard, also where the page is not in a secure context. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
