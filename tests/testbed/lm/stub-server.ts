/** A server that speaks OpenAI's chat completions and misbehaves as real ones do, by a seed. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Ways to answer, other than well. */
export const FAULTS = [
  "limited",
  "failing",
  "silent",
  "truncated",
  "notJson",
  "prose",
  "unreadable",
] as const;
export type Fault = (typeof FAULTS)[number];

export interface StubOptions {
  readonly seed?: number;
  readonly delayMs?: number;
  /** Share of requests for each fault; the others are answered well. */
  readonly faults?: Partial<Readonly<Record<Fault, number>>>;
  /** Header of a 429. */
  readonly retryAfter?: () => string;
  /** Decides instead of chance; `count` is how often the question was asked before. */
  readonly faultOf?: (question: string, count: number) => Fault | null;
  /** Status and body for every request, whatever it asks. */
  readonly always?: (request: IncomingMessage) => { status: number; body: string } | null;
}

interface Body {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly [parameter: string]: unknown;
}

/** The stub; `requests` counts by the first paragraph of the first user message, the question. */
export interface Stub {
  readonly baseUrl: string;
  readonly requests: Map<string, number>;
  readonly bodies: Body[];
  /** When each request came, by `performance.now()`. */
  readonly arrivals: number[];
  /** How often each fault was played. */
  readonly played: Map<string, number>;
  readonly authorizations: Set<string>;
  /** Most requests that were open at a time. */
  widest(): number;
  close(): Promise<void>;
}

/** A number from 0 to 1 that seed, question and count decide. */
function chance(seed: number, question: string, count: number): number {
  const hash = createHash("sha256").update(`${seed}|${question}|${count}`).digest();
  return hash.readUInt32BE(0) / 2 ** 32;
}

function faultByChance({ seed = 1, faults = {} }: StubOptions, question: string, count: number) {
  let left = chance(seed, question, count);
  for (const fault of FAULTS) {
    left -= faults[fault] ?? 0;
    if (left < 0) return fault;
  }
  return null;
}

/** The answer that the stub gives to a question, wherever it gives one. */
export function answerTo(question: string): { choice: string; question: string } {
  return { choice: chance(0, question, 0) < 0.5 ? "a" : "b", question };
}

function completion(content: string): string {
  return JSON.stringify({
    id: "stub",
    object: "chat.completion",
    created: 0,
    model: "stub-model",
    choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  });
}

function send(response: ServerResponse, status: number, body: string, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return JSON.parse(text) as Body;
}

export async function startStub(options: StubOptions = {}): Promise<Stub> {
  const { delayMs = 50, retryAfter = () => "1", faultOf } = options;
  const requests = new Map<string, number>();
  const played = new Map<string, number>();
  const bodies: Body[] = [];
  const arrivals: number[] = [];
  const authorizations = new Set<string>();
  const byChance = (question: string, count: number) => faultByChance(options, question, count);
  let open = 0;
  let widest = 0;

  const respond = (response: ServerResponse, question: string, fault: Fault | null) => {
    const json = JSON.stringify(answerTo(question));
    const good = completion(json);
    if (fault === null) send(response, 200, good);
    else if (fault === "limited") {
      send(response, 429, '{"error": {"message": "slow down"}}', { "retry-after": retryAfter() });
    } else if (fault === "failing") send(response, 500, '{"error": {"message": "out of order"}}');
    else if (fault === "notJson") send(response, 200, "<html>try again later</html>");
    else if (fault === "prose") {
      const loose = json.replace(/}$/, ", }");
      send(response, 200, completion(`Let me think. [Done.]\n\`\`\`json\n${loose}\n\`\`\`\nBye.`));
    } else if (fault === "unreadable") send(response, 200, completion("I would rather not say."));
    else if (fault === "truncated") {
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(good),
      });
      response.write(good.slice(0, good.length / 2));
      setTimeout(() => response.destroy(), 5);
    }
  };

  const server = createServer(async (request, response) => {
    open++;
    widest = Math.max(widest, open);
    response.on("close", () => open--);
    arrivals.push(performance.now());
    authorizations.add(request.headers.authorization ?? "");
    const fixed = options.always?.(request);
    const body = await bodyOf(request);
    bodies.push(body);
    const [question] = body.messages.find(({ role }) => role === "user")!.content.split("\n\n");
    const count = requests.get(question!) ?? 0;
    requests.set(question!, count + 1);
    if (fixed) return send(response, fixed.status, fixed.body);
    const fault = (faultOf ?? byChance)(question!, count);
    played.set(fault ?? "good", (played.get(fault ?? "good") ?? 0) + 1);
    setTimeout(() => respond(response, question!, fault), delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    bodies,
    arrivals,
    played,
    authorizations,
    widest: () => widest,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
