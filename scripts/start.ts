/** npm start: makes the dataset and the site unless they are up to date, and serves the site. */
import { connect } from "node:net";
import { parseArgs } from "node:util";
import { progressFor } from "../src/cli/progress.ts";
import { fail } from "./failure.ts";
import { type SiteServer, serveSite } from "./server.ts";
import { buildSite, DIST } from "./site.ts";

const USAGE = "usage: npm start -- [--port 3000] [--build-only] [--quiet]";

interface Options {
  readonly port: number;
  readonly buildOnly: boolean;
  readonly quiet: boolean;
}

function options(): Options {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: process.env.PORT ?? "3000" },
        "build-only": { type: "boolean", default: false },
        quiet: { type: "boolean", default: false },
      },
    });
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
    if (!(port <= 65535)) fail(`port ${values.port}: expected an integer from 0 to 65535`);
    return { port, buildOnly: values["build-only"], quiet: values.quiet };
  } catch (error) {
    fail(`${(error as Error).message.split(". ")[0]}; ${USAGE}`);
  }
}

function portTaken(port: number): never {
  fail(`port ${port} is taken: stop what listens there, or run npm start -- --port ${port + 1}`);
}

/** Whether something answers at a port of this machine. */
function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.once("connect", () => done(true)).once("error", () => done(false));
    socket.once("connect", () => socket.destroy());
  });
}

async function serve(port: number): Promise<SiteServer> {
  try {
    return await serveSite(DIST, port);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") portTaken(port);
    fail(code === "EACCES" ? `port ${port}: permission denied` : message);
  }
}

const { port, buildOnly, quiet } = options();
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

// Asked before the build too, so that nobody waits for it in vain.
if (!buildOnly && port !== 0 && (await answers(port))) portTaken(port);
try {
  await buildSite({ reuse: true, progress: progressFor({ quiet }) });
} catch (error) {
  fail(process.env.ATLAS_DEBUG ? String((error as Error).stack) : (error as Error).message);
}
if (!buildOnly) {
  const server = await serve(port);
  console.log(`Persona Atlas: ${server.address} (Ctrl-C stops it)`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => void server.close().then(() => process.exit(0)));
  }
}
