import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectRedis, shownUrl } from "../../../../src/testbed/lm/queue/redis.ts";
import { UserError } from "../../../../src/testbed/user-error.ts";
import { freePort, NO_REDIS, type RedisServer, startRedis, withRedis } from "./redis-server.ts";

test("an address that is none of Redis's is refused", async () => {
  for (const url of ["127.0.0.1:6379", "http://127.0.0.1:6379", "redis"]) {
    await expect(connectRedis(url)).rejects.toThrow(
      new UserError("--queue: expected an address like redis://127.0.0.1:6379"),
    );
  }
});

test("without a server the error names the address, without its password, and what to do", async () => {
  const port = await freePort();
  const error: Error = await connectRedis(`redis://ann:secret@127.0.0.1:${port}`).catch((e) => e);
  expect(error).toBeInstanceOf(UserError);
  expect(error.message).toBe(
    `no Redis answers at redis://ann:***@127.0.0.1:${port} ` +
      `(connect ECONNREFUSED 127.0.0.1:${port}); ` +
      "start one with redis-server, or give the address of one with --queue",
  );
});

test.each([
  ["redis://h:6379", "redis://h:6379"],
  ["redis://:secret@h:6379/2", "redis://:***@h:6379/2"],
  ["secret@h", "an address that cannot be read"],
])("%s is shown as %s", (url, shown) => expect(shownUrl(url)).toBe(shown));

describe.skipIf(NO_REDIS)(withRedis("connectRedis"), () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server?.stop());

  test("a wrong password is told", async () => {
    const url = server.url.replace("redis://", "redis://:secret@");
    await server.client.config("SET", "requirepass", "other");
    const error: Error = await connectRedis(url).catch((e) => e);
    await server.client.config("SET", "requirepass", "");
    expect(error.message).toContain("WRONGPASS");
    expect(error.message).not.toContain("secret");
  });

  test("it hears when the server goes away and when it is back", async () => {
    const heard: string[] = [];
    const redis = await connectRedis(server.url, {
      lost: () => void heard.push("lost"),
      found: () => void heard.push("found"),
    });
    await server.replace();
    expect(await redis.ping()).toBe("PONG");
    expect(heard).toEqual(["lost", "found"]);
    redis.disconnect();
  });
});
