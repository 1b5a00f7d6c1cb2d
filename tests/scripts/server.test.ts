import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compressFiles } from "../../scripts/compress.ts";
import { type SiteServer, serveSite } from "../../scripts/server.ts";

const PAGE = `<!DOCTYPE html><title>Personas</title>${"<p>1,586 simulated respondents</p>".repeat(99)}`;

let folder: string;
let server: SiteServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "atlas-server-"));
  await writeFile(join(folder, "personas.html"), PAGE);
  await writeFile(join(folder, "404.html"), "no such page");
  await writeFile(join(folder, "personas.0123abcd.arrow"), Buffer.alloc(5000));
  await writeFile(join(folder, "duckdb-eh.wasm"), Buffer.alloc(10));
  await writeFile(join(folder, "base.parquet"), Buffer.alloc(5000));
  await compressFiles(folder);
  server = await serveSite(folder, 0);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Without the decompression that fetch does. */
function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    request(new URL(path, server.address), { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        done({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    })
      .on("error", fail)
      .end();
  });
}

describe("the server", () => {
  test("finds a page by its clean address", async () => {
    const { status, headers, body } = await get("/personas?age=65");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/html;charset=utf-8");
    expect(headers["cache-control"]).toBe("no-cache");
    expect(body.toString()).toBe(PAGE);
  });

  test.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ] as const)("sends %s to those who take it", async (encoding, decompress) => {
    const { headers, body } = await get("/personas", { "accept-encoding": encoding });
    expect(headers["content-encoding"]).toBe(encoding);
    expect(body.length).toBeLessThan(PAGE.length / 5);
    expect(decompress(body).toString()).toBe(PAGE);
  });

  test("answers 304 to those who have the page", async () => {
    const { headers } = await get("/personas");
    const again = await get("/personas", { "if-none-match": String(headers.etag) });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
  });

  test("names the types that browsers insist on, and lets hashed files be kept", async () => {
    expect((await get("/duckdb-eh.wasm")).headers["content-type"]).toBe("application/wasm");
    const { headers } = await get("/personas.0123abcd.arrow", { "accept-encoding": "br" });
    expect(headers["content-type"]).toBe("application/vnd.apache.arrow.stream");
    expect(headers["content-encoding"]).toBe("br");
    expect(headers["cache-control"]).toContain("immutable");
  });

  test("leaves files that are read by ranges as they are", async () => {
    const { status, headers, body } = await get("/base.parquet", {
      "accept-encoding": "br",
      range: "bytes=10-19",
    });
    expect(status).toBe(206);
    expect(headers["content-encoding"]).toBeUndefined();
    expect(body).toHaveLength(10);
  });

  test("has a page for what is not there, and shows nothing outside its folder", async () => {
    for (const path of ["/nothing", "/..%2f..%2f..%2fetc/passwd", "/../../../etc/passwd"]) {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body.toString()).toBe("no such page");
    }
  });

  test("says when its port is taken", async () => {
    const port = Number(new URL(server.address).port);
    await expect(serveSite(folder, port)).rejects.toMatchObject({ code: "EADDRINUSE" });
  });
});
