/** What a call sends to a server, once the settings of models.json have been added. */
import { canonicalJson } from "./call-key.ts";
import type { Message, ModelCall } from "./model.ts";
import type { ModelEntry } from "./models-file.ts";

/** Of models.json what bears on an answer; kept in the ledger beside it. */
export interface Sent {
  /** The server's name for the model. */
  readonly model: string;
  readonly parameters: ModelCall["parameters"];
  /** Whether the server was asked to hold to the schema, or the model was in words. */
  readonly structured: boolean;
}

export function sentOf(call: ModelCall, entry: ModelEntry): Sent {
  return {
    model: entry.model,
    parameters: { ...entry.parameters, ...call.parameters },
    structured: entry.structured && call.schema !== undefined,
  };
}

export function isSameSent(a: Sent, b: Sent): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** The messages, with the schema in words where the server cannot be held to it. */
export function messagesOf(call: ModelCall, { structured }: Sent): readonly Message[] {
  if (!call.schema || structured) return call.messages;
  const last = call.messages.at(-1)!;
  const wanted = `Answer with one JSON object that fits this JSON schema, and nothing else:\n${JSON.stringify(call.schema)}`;
  return [...call.messages.slice(0, -1), { ...last, content: `${last.content}\n\n${wanted}` }];
}

/** The body of the request, as the AI SDK sends it (a test holds the two together). */
export function bodyOf(call: ModelCall, sent: Sent): Record<string, unknown> {
  const format = sent.structured && {
    response_format: {
      type: "json_schema",
      json_schema: { schema: call.schema, strict: true, name: "response" },
    },
  };
  return { model: sent.model, messages: messagesOf(call, sent), ...format, ...sent.parameters };
}
