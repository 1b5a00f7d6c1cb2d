// Framework finds x.ts only where x.js is imported, whereas TypeScript, tsx, Vitest and this
// project name the file that is there. As Framework's modules are loaded, the one that reads
// the literals of imports is given the same rule. See docs/decisions/001-offline-framework.md.

const MODULE = /\/@observablehq\/framework\/dist\/javascript\/source\.js$/;
const EXPORT = "export {\n  getStringLiteralValue,";
const REPLACEMENT = `function getSpecifier(node) {
  const value = getStringLiteralValue(node);
  return typeof value === "string" ? value.replace(/^(\\.{1,2}\\/.*)\\.ts$/, "$1.js") : value;
}
export {
  getSpecifier as getStringLiteralValue,`;

/** @type {import("node:module").LoadHook} */
export async function load(url, context, next) {
  const loaded = await next(url, context);
  if (!MODULE.test(url)) return loaded;
  const source = String(loaded.source);
  if (!source.includes(EXPORT))
    throw new Error("scripts/specifiers.js does not fit this Framework");
  return { ...loaded, source: source.replace(EXPORT, REPLACEMENT) };
}
