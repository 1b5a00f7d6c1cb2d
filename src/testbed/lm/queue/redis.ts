/** Connections to Redis, with errors that say which server did not answer. */
import { Redis } from "ioredis";
import { UserError } from "../../user-error.ts";

/** Milliseconds that a server may take to accept a connection. */
const PATIENCE = 5000;

/** Longest pause between two attempts to reconnect, in milliseconds. */
const LONGEST_PAUSE = 2000;

/** BullMQ's scripts need commands of this version. */
const OLDEST = [6, 2] as const;

/** The address without its password, for messages and logs. */
export function shownUrl(url: string): string {
  try {
    const shown = new URL(url);
    if (shown.password !== "") shown.password = "***";
    return shown.href;
  } catch {
    return "an address that cannot be read";
  }
}

/** @throws UserError unless it is `redis://host:port` or `rediss://host:port`. */
function checkUrl(url: string): void {
  const protocol = URL.canParse(url) ? new URL(url).protocol : "";
  if (protocol !== "redis:" && protocol !== "rediss:") {
    throw new UserError("--queue: expected an address like redis://127.0.0.1:6379");
  }
}

/**
 * A connection to the Redis at `url` that has answered once. When the server goes away later,
 * commands wait and the connection comes back by itself; `lost` and `found` hear of it.
 *
 * @throws UserError where no server answers, it wants another password, or it is too old.
 */
export async function connectRedis(
  url: string,
  { lost = () => {}, found = () => {} }: { lost?: () => void; found?: () => void } = {},
): Promise<Redis> {
  checkUrl(url);
  let ready = false;
  let away = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE,
    // Commands of a server that is away wait for it, as BullMQ asks of its connections.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (ready ? Math.min(100 * times, LONGEST_PAUSE) : null),
  });
  let reason: Error | null = null;
  redis.on("error", (error: Error) => {
    reason = error;
  });
  redis.on("close", () => {
    if (!ready || away || redis.status === "end") return;
    away = true;
    lost();
  });
  redis.on("ready", () => {
    if (away) found();
    away = false;
  });
  try {
    await redis.connect();
    await checkVersion(redis, url);
  } catch (error) {
    redis.disconnect();
    if (error instanceof UserError) throw error;
    throw new UserError(
      `no Redis answers at ${shownUrl(url)} (${firstLine(reason ?? error)}); ` +
        "start one with redis-server, or give the address of one with --queue",
    );
  }
  ready = true;
  return redis;
}

/** @throws UserError for a server older than BullMQ's scripts. */
async function checkVersion(redis: Redis, url: string): Promise<void> {
  const version = /redis_version:(\d+)\.(\d+)/.exec(await redis.info("server"));
  if (!version) return;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
    const found = `Redis ${major}.${minor} at ${shownUrl(url)}`;
    throw new UserError(`${found} is too old: ${OLDEST.join(".")} or newer is needed`);
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split("\n")[0]!;
}
