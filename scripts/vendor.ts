/**
 * Fills Framework's cache of `npm:` packages from node_modules, so that neither the build nor
 * the site asks a CDN for anything. See docs/decisions/001-offline-framework.md.
 */
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

const ROOT = resolve(import.meta.dirname, "..");
const MODULES = join(ROOT, "node_modules");
const CACHE = join(ROOT, "src/.observablehq/cache");
const DUCKDB = "@duckdb/duckdb-wasm";

/** Packages that pages and Framework's own client import by `npm:name`. */
const BUNDLED = [
  "d3",
  "d3-dsv",
  "htl",
  "isoformat",
  "@observablehq/plot",
  "apache-arrow",
  "arquero",
  "topojson-client",
  DUCKDB,
];

/** Packages whose version Framework looks up although no page imports them. */
const NAMED = [
  "@observablehq/sample-datasets",
  "echarts",
  "exceljs",
  "jszip",
  "katex",
  "leaflet",
  "lodash",
  "mapbox-gl",
  "mermaid",
  "parquet-wasm",
  "react",
  "react-dom",
  "sql.js",
];

/** Files that DuckDB's client needs by name. Those of `mvp`, for browsers before 2021, stay empty. */
const DUCKDB_FILES = { eh: true, mvp: false };

/** The entry point of a package for browsers, in node_modules. */
async function entryPoint(name: string): Promise<string> {
  const description = JSON.parse(await readFile(join(MODULES, name, "package.json"), "utf8"));
  const main: string = description.module ?? description.main;
  const browser: unknown = description.browser?.[main.startsWith("./") ? main : `./${main}`];
  return join(MODULES, name, typeof browser === "string" ? browser : main);
}

/** The version by which Framework asks for a package: DuckDB's is fixed by Framework. */
async function versionOf(name: string, duckdbVersion: string): Promise<string> {
  if (name === DUCKDB) return duckdbVersion;
  return JSON.parse(await readFile(join(MODULES, name, "package.json"), "utf8")).version;
}

/** Imports of one vendored package by another become relative, so that there is one copy of each. */
function siblings(self: string, directories: ReadonlyMap<string, string>): Plugin {
  return {
    name: "siblings",
    setup({ onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        const directory = directories.get(path);
        if (directory === undefined || path === self || kind === "entry-point") return undefined;
        const from = directories.get(self) as string;
        return { path: `${relative(from, directory)}/_esm.js`, external: true };
      });
    },
  };
}

async function bundle(name: string, directories: ReadonlyMap<string, string>): Promise<void> {
  await build({
    entryPoints: [await entryPoint(name)],
    outfile: join(directories.get(name) as string, "_esm.js"),
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    mainFields: ["browser", "module", "main"],
    legalComments: "inline",
    logLevel: "warning",
    plugins: [siblings(name, directories)],
  });
}

async function copyDuckDB(directory: string): Promise<void> {
  await mkdir(join(directory, "dist"), { recursive: true });
  for (const [platform, real] of Object.entries(DUCKDB_FILES)) {
    for (const file of [`duckdb-${platform}.wasm`, `duckdb-browser-${platform}.worker.js`]) {
      const target = join(directory, "dist", file);
      if (real) await copyFile(join(MODULES, DUCKDB, "dist", file), target);
      else await writeFile(target, "");
    }
  }
}

/** The version of duckdb-wasm that Framework's client names, whatever is installed. */
async function frameworkDuckDBVersion(): Promise<string> {
  const framework = dirname(
    createRequire(import.meta.url).resolve("@observablehq/framework/package.json"),
  );
  const module = await import(pathToFileURL(join(framework, "dist/duckdb.js")).href);
  return module.DUCKDB_WASM_VERSION;
}

/**
 * Writes `src/.observablehq/cache` anew: the packages, and nothing that a loader left there,
 * because Framework takes a loader's old output as it is.
 */
export async function vendor(): Promise<void> {
  await rm(CACHE, { recursive: true, force: true });
  const duckdbVersion = await frameworkDuckDBVersion();
  const directories = new Map<string, string>();
  for (const name of BUNDLED) {
    const version = await versionOf(name, duckdbVersion);
    directories.set(name, join(CACHE, "_npm", `${name}@${version}`));
  }
  for (const name of NAMED) {
    await mkdir(join(CACHE, "_npm", `${name}@0.0.0`), { recursive: true });
  }
  await Promise.all(BUNDLED.map((name) => bundle(name, directories)));
  await copyDuckDB(directories.get(DUCKDB) as string);
}
