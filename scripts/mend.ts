/** Mends in Framework's page template what accessibility checks find there. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Names the language, lets the reader zoom, moves the sidebar's label out of its list, and
 * names the search field and the navigations.
 */
export function mendPage(html: string): string {
  return html
    .replace("<html>", '<html lang="en">')
    .replace(", maximum-scale=1", "")
    .replace('title="Toggle sidebar"', 'title="Toggle sidebar" aria-label="Toggle sidebar"')
    .replace(
      /<ol>\s*(<label id="observablehq-sidebar-close"[^>]*><\/label>)/,
      (_, label: string) => `${label}\n  <ol>`,
    )
    .replace(
      '<input type="search" placeholder="Search">',
      '<input type="search" placeholder="Search" aria-label="Search">',
    )
    .replace(
      '<nav id="observablehq-sidebar">',
      '<nav id="observablehq-sidebar" aria-label="Pages">',
    )
    .replace(/(<aside id="observablehq-toc"[^>]*>)\s*<nav>/, '$1\n<nav aria-label="On this page">');
}

/** Mends every page below a directory, in place. */
export async function mendPages(directory: string): Promise<void> {
  for (const path of await readdir(directory, { recursive: true })) {
    if (!path.endsWith(".html")) continue;
    const file = join(directory, path);
    await writeFile(file, mendPage(await readFile(file, "utf8")));
  }
}
