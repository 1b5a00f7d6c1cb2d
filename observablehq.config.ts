import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asText, fillWords, pageWords } from "./scripts/page-words.ts";
import { DATASET } from "./src/data/dataset.ts";
import { manifestSchema } from "./src/schema/manifest.ts";

const manifest = manifestSchema.parse(
  JSON.parse(readFileSync(join(DATASET, "manifest.json"), "utf8")),
);
const words = pageWords(manifest);

/** `build/site` while a build is running (scripts/site.ts then moves it to `dist`). */
const output = process.env.ATLAS_SITE_OUTPUT ?? "dist";

/** What of Framework's Markdown parser is used here. */
interface MarkdownIt {
  readonly core: {
    readonly ruler: {
      before(rule: string, name: string, work: (state: { src: string }) => void): void;
    };
  };
}

/** The dataset's sentence; beside judgements of people it must not seem to be about them. */
function footerOf(path: string): string {
  const sentence = asText(manifest.provenance);
  return path === "/agreement"
    ? `The dataset: ${sentence} Each chart says whose judgements it shows.`
    : sentence;
}

/**
 * Framework's own muted text is too pale to read (4.5 to 1 is the least that WCAG AA allows),
 * and its links in text differ from the text by colour alone.
 */
const LEGIBLE = `<style>
:root {
  --theme-foreground-muted: color-mix(in srgb, var(--theme-foreground) 76%, var(--theme-background));
  --theme-foreground-faint: color-mix(in srgb, var(--theme-foreground) 68%, var(--theme-background));
}
#observablehq-main :is(p, li, dd, td, figcaption) a[href] {
  text-decoration: underline;
}
</style>`;

export default {
  title: "Persona Atlas",
  root: "src",
  output,
  pages: [
    { name: "Personas", path: "/personas" },
    { name: "Disagreement", path: "/disagreement" },
    { name: "Groups", path: "/groups" },
    { name: "Variance", path: "/variance" },
    { name: "Quality", path: "/quality" },
    { name: "Alignment", path: "/alignment" },
    { name: "Agreement", path: "/agreement" },
    { name: "Annotate", path: "/annotate" },
    { name: "SQL", path: "/sql" },
    { name: "Method", path: "/method" },
  ],
  // `style` replaces `theme`; src/style.css imports the theme itself.
  style: "style.css",
  globalStylesheets: [],
  search: true,
  pager: false,
  toc: { label: "On this page" },
  // Extensions would be downloaded from DuckDB's own server.
  duckdb: { extensions: { json: null, parquet: null } },
  interpreters: { ".ts": [process.execPath, "--import", "tsx"] },
  head: `<link rel="icon" href="data:,">\n${LEGIBLE}`,
  footer: ({ path }: { readonly path: string }) => footerOf(path),
  // Before anything else reads the page.
  markdownIt: (markdown: MarkdownIt) => {
    markdown.core.ruler.before("normalize", "words", (state) => {
      state.src = fillWords(state.src, words);
    });
    return markdown;
  },
};
