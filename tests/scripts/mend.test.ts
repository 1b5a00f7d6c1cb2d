import { expect, test } from "vitest";
import { mendPage } from "../../scripts/mend.ts";

// As Framework 1.13.4 renders it.
const TEMPLATE = `<!DOCTYPE html>
<html>
<head>
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
</head>
<body>
<input id="observablehq-sidebar-toggle" type="checkbox" title="Toggle sidebar">
<nav id="observablehq-sidebar">
  <ol>
    <label id="observablehq-sidebar-close" for="observablehq-sidebar-toggle"></label>
    <li class="observablehq-link"><a href="./">Persona Atlas</a></li>
  </ol>
  <div id="observablehq-search"><input type="search" placeholder="Search"></div>
</nav>
<aside id="observablehq-toc" data-selector="h2">
<nav>
</nav>
</aside>`;

test("the template gets a language, zoom, names, and a list of items only", () => {
  const page = mendPage(TEMPLATE);
  expect(page).toContain('<html lang="en">');
  expect(page).toContain('content="width=device-width, initial-scale=1"');
  expect(page).toMatch(/<\/label>\s*<ol>\s*<li/);
  expect(page).toContain('placeholder="Search" aria-label="Search"');
  expect(page).toContain('<nav id="observablehq-sidebar" aria-label="Pages">');
  expect(page).toContain('<nav aria-label="On this page">');
  expect(page).toContain('title="Toggle sidebar" aria-label="Toggle sidebar"');
});
