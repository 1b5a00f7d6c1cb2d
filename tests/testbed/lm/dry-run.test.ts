import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createRunner } from "../../../src/testbed/lm/create-runner.ts";
import { dryRun, dryRunLines } from "../../../src/testbed/lm/dry-run.ts";
import { callOf, newFolder, runAll, writeModels } from "./calls.ts";
import { type Stub, startStub } from "./stub-server.ts";

let stub: Stub;
afterEach(() => stub.close());

const plain = { schema: undefined, parameters: { max_tokens: 50 } };

// 400 characters are 100 tokens: $0.0001 at $1 a million; 50 tokens at $10 a million: $0.0005.
test("counts the calls that would be made, their tokens and their price, and asks nothing", async () => {
  stub = await startStub({ delayMs: 1 });
  const folder = newFolder();
  const modelsFile = writeModels(folder, stub.baseUrl, { apiKeyEnv: "NOT_SET" });
  const ledgerPath = join(folder, "ledger.jsonl");
  const one = callOf("x".repeat(400), plain);
  const free = callOf("y".repeat(400), { schema: undefined });
  const costs = await dryRun({ modelsFile, ledgerPath, calls: [one, one, free] });
  expect(costs).toEqual([
    {
      ...{ model: "stub", calls: 2, known: 0, tokensIn: 200, tokensOut: 550, unbounded: 1 },
      dollars: expect.closeTo(0.0002 + 0.0005 + 0.005, 12),
    },
  ]);
  expect(dryRunLines(costs)).toEqual([
    "stub: 2 calls, about 200 tokens in and 550 out, about $0.01",
    "tokens are characters divided by 4; an answer counts at its limit, max_tokens, " +
      "or at 500 tokens without one (1 call); retries and repairs are not counted",
  ]);
  expect([stub.requests.size, existsSync(ledgerPath)]).toEqual([0, false]);
});

test("leaves out what the ledger has; without a price there is no sum", async () => {
  stub = await startStub({ delayMs: 1 });
  const folder = newFolder();
  const modelsFile = writeModels(folder, stub.baseUrl, { price: undefined });
  const ledgerPath = join(folder, "ledger.jsonl");
  const calls = [callOf("a", plain), callOf("b", plain)];
  const runner = await createRunner({ modelsFile, ledgerPath });
  await runAll(runner, [calls[0]!]);
  await runner.close();
  const costs = await dryRun({ modelsFile, ledgerPath, calls });
  expect(costs).toMatchObject([{ calls: 1, known: 1, dollars: null }]);
  expect(dryRunLines(costs)[0]).toBe(
    "stub: 1 call besides 1 in the ledger, about 1 tokens in and 50 out, " +
      "no price in models.json",
  );
});
