/** Serves the built site on this machine. */
import { createReadStream, existsSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import sirv from "sirv";

export interface SiteServer {
  /** Address of the index page, ending with a slash. */
  readonly address: string;
  close(): Promise<void>;
}

/** Names that carry a hash of their content may be kept for ever. */
const HASHED = /[./][0-9a-f]{8}\.\w+$/;

function setHeaders(response: ServerResponse, path: string): void {
  response.setHeader(
    "Cache-Control",
    HASHED.test(path) ? "public,max-age=31536000,immutable" : "no-cache",
  );
  response.setHeader("X-Content-Type-Options", "nosniff");
  if (path.endsWith(".arrow")) {
    response.setHeader("Content-Type", "application/vnd.apache.arrow.stream");
  }
}

function notFound(directory: string, response: ServerResponse): void {
  const page = join(directory, "404.html");
  response.statusCode = 404;
  if (!existsSync(page)) return void response.end("404: there is no such page\n");
  response.setHeader("Content-Type", "text/html;charset=utf-8");
  createReadStream(page).pipe(response);
}

/**
 * Serves `directory`: `/personas` is personas.html, and a `.br` or `.gz` beside a file is sent
 * to browsers that take it.
 * @param port 0 for any free one.
 * @throws if the port is taken (`EADDRINUSE`) or not allowed (`EACCES`).
 */
export async function serveSite(directory: string, port: number): Promise<SiteServer> {
  const files = sirv(directory, {
    brotli: true,
    gzip: true,
    etag: true,
    extensions: ["html"],
    setHeaders,
    onNoMatch: (_, response) => notFound(directory, response),
  });
  const server = createServer((request, response) => files(request, response));
  await new Promise<void>((done, fail) => {
    server.once("error", fail).listen(port, "127.0.0.1", done);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
