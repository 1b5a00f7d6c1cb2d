/** Text from outside that would act if it were taken for markup. */
import {
  Table as ArrowTable,
  type Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { expect } from "vitest";
import type { OpenPage } from "./site.ts";

export const HOSTILE =
  '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><b>bold</b>';

/** Fails if hostile text acted, or stands in the page as elements. */
export async function expectInert({ page }: OpenPage): Promise<void> {
  const found = await page.evaluate(() => ({
    hacked: "hacked" in window,
    images: document.querySelectorAll("#observablehq-main img[src='x']").length,
    scripts: [...document.scripts].filter(({ text }) => text.includes("hacked")).length,
  }));
  expect(found).toEqual({ hacked: false, images: 0, scripts: 0 });
}

const FILES = /\/_file\/data\/(persona-texts|prompt-texts|responses)\.[0-9a-f]+\.arrow/;
/** Columns that others refer to. */
const KEPT = ["persona_id", "response_id"];

/** From now on the personas, prompts and answers of the site begin with hostile text. */
export async function serveHostileTexts({ context }: OpenPage): Promise<void> {
  await context.route(FILES, async (route) => {
    const response = await route.fetch();
    const table = tableFromIPC(await response.body());
    const body = Buffer.from(tableToIPC(hostile(table), "stream"));
    const headers = { "content-type": "application/vnd.apache.arrow.stream" };
    await route.fulfill({ status: 200, headers, body });
  });
}

function hostile(table: Table): Table {
  const columns = table.schema.fields.map(({ name }) => {
    const vector = table.getChild(name)!;
    const first = vector.get(0);
    if (typeof first !== "string" || KEPT.includes(name)) return [name, vector] as const;
    const texts = Array.from(vector, (text) => `${HOSTILE} ${text}`);
    return [name, vectorFromArray(texts, new Utf8())] as const;
  });
  return new ArrowTable(Object.fromEntries(columns));
}
