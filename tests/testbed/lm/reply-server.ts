/** A server of chat completions that answers all that it is asked by a function of its text. */
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReplyServer {
  readonly baseUrl: string;
  /** Models that were asked since it was emptied, a name a request. */
  readonly requests: string[];
  close(): Promise<void>;
}

interface Asked {
  readonly model: string;
  readonly messages: readonly { readonly content: string }[];
}

/** Every answer is taken to have read and written so many tokens. */
export const USAGE = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };

/** @param reply the model's answer to the texts of all messages that it was sent. */
export async function startReplies(
  reply: (asked: string, model: string) => string,
): Promise<ReplyServer> {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { messages, model } = JSON.parse(body) as Asked;
    requests.push(model);
    const content = reply(messages.map((message) => message.content).join("\n"), model);
    response.setHeader("content-type", "application/json").end(
      JSON.stringify({
        id: "stub",
        object: "chat.completion",
        created: 0,
        model: "stub",
        choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
        usage: USAGE,
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    requests,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Writes a file that declares models of these names on a server. */
export async function declareModels(
  path: string,
  names: readonly string[],
  { baseUrl }: Pick<ReplyServer, "baseUrl">,
  more: (name: string) => object = () => ({}),
): Promise<void> {
  const models = names.map((name) => ({
    ...{ name, baseUrl, model: name, apiKey: "none" },
    ...more(name),
  }));
  await writeFile(path, JSON.stringify({ models }));
}

/** The text between two tags of what was asked; empty where there is none. */
export function between(text: string, tag: string): string {
  return text.split(`<${tag}>\n`)[1]?.split(`\n</${tag}>`)[0] ?? "";
}

/** A model's answer to which of two answers it prefers. */
export const preference = (preferred: string) =>
  JSON.stringify({ preferred, confidence: 0.8, reason: "so" });
