/** A Redis of the tests' own, on a free port and in a temporary folder. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";

/** Debian's package redis-server has it; .ci/run installs it. */
const HAS_REDIS = spawnSync("redis-server", ["--version"]).status === 0;

/**
 * Why tests that need Redis are left out; null where they run. Where CI is set they run in any
 * case, and fail without it.
 */
export const NO_REDIS =
  HAS_REDIS || process.env.CI ? null : "left out: no redis-server on this machine";

/** The title with the reason for which the tests under it are left out. */
export const withRedis = (title: string) => (NO_REDIS ? `${title} (${NO_REDIS})` : title);

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

export interface RedisServer {
  readonly url: string;
  /** A connection to look with. */
  readonly client: Redis;
  /** Ends the server as if the machine had lost power, and starts an empty one in its place. */
  replace(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), "atlas-redis-"));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server = await launch(port, folder);
  const client = new Redis(url, { maxRetriesPerRequest: null });
  client.on("error", () => {});
  await client.ping();
  const end = async () => {
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  return {
    url,
    client,
    async replace() {
      await end();
      server = await launch(port, folder);
      await client.ping();
    },
    async stop() {
      client.disconnect();
      await end();
      await rm(folder, { recursive: true });
    },
  };
}

/** @throws Error with what the server printed, where it does not start. */
async function launch(port: number, folder: string): Promise<ChildProcess> {
  const settings = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder];
  const server = spawn("redis-server", ["--port", String(port), ...settings], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`redis-server ended:\n${printed}`)));
    server.stdout!.on("data", (text) => {
      printed += text;
      if (printed.includes("Ready to accept connections")) resolve();
    });
  });
  return server;
}
