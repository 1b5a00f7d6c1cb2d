/** A server of one language model, whose answers the test writes. */
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ModelServer {
  /** Requests since it was set to zero. */
  requests: number;
  /** Writes a file that declares models of these names on it. */
  declare(path: string, names: readonly string[], key: string): void;
  close(): void;
}

/** @param contentFor what is answered to the words of a call, all messages together. */
export async function serveModel(contentFor: (text: string) => string): Promise<ModelServer> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      found.requests++;
      const { messages } = JSON.parse(body) as { messages: { content: string }[] };
      const text = messages.map(({ content }) => content).join("\n");
      const message = { role: "assistant", content: contentFor(text) };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          ...{ id: "x", object: "chat.completion", created: 0, model: "m" },
          choices: [{ index: 0, message, finish_reason: "stop" }],
          usage: { prompt_tokens: 50, completion_tokens: 10, total_tokens: 60 },
        }),
      );
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const found: ModelServer = {
    requests: 0,
    declare(path, names, apiKey) {
      const entries = names.map((name) => ({
        ...{ name, baseUrl, model: "m", apiKey, price: { in: 1, out: 10 } },
      }));
      writeFileSync(path, JSON.stringify({ models: entries }));
    },
    close: () => server.close(),
  };
  return found;
}
