/** The one interface of everything that answers a call: a language model, a stub, a queue. */

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** What is sent; everything in it is part of the call's key. */
export interface ModelCall {
  /** Name of the model in models.json. */
  readonly model: string;
  /** What the call is for, such as `answer` or `critic`. */
  readonly purpose: string;
  /** Name and version of the template that made the messages. */
  readonly template: string;
  readonly messages: readonly Message[];
  /** Temperature, maximal tokens, seed: sent as they are, and recorded. */
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  /** JSON schema of the answer wanted; absent for plain text. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** Tells equal calls apart that must not be answered as one: a repeated sample. */
  readonly sample: number;
}

export interface ModelReply {
  /** The text as it came. */
  readonly text: string;
  /** The parsed object where the call had a schema; null where the text could not be read as one. */
  readonly value: unknown;
  readonly tokensIn: number;
  readonly tokensOut: number;
  readonly latencyMs: number;
  readonly finishReason: string;
}

/** How a call ended; a failure is an outcome, never an exception. */
export type CallOutcome =
  | { readonly kind: "answered"; readonly key: string; readonly reply: ModelReply }
  | {
      readonly kind: "failed";
      readonly key: string;
      /**
       * `rate-limit`, `server-error`, `timeout`, `unreadable`, `refused`, `budget`, `bad-request`,
       * `network`; of a queue also `workers-lost`, `worker-error`.
       */
      readonly reason: string;
      readonly detail: string;
    };

/**
 * Runs calls and gives each one's outcome, in any order. Calls that a ledger has are not made
 * again. The same call given twice is made once.
 */
export interface CallRunner {
  run(
    calls: readonly ModelCall[],
    done: (call: ModelCall, outcome: CallOutcome) => void,
  ): Promise<void>;
  /** What has been spent so far. */
  spent(): Spent;
  close(): Promise<void>;
}

export interface Spent {
  readonly calls: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Null where a model has no price. */
  readonly dollars: number | null;
}
