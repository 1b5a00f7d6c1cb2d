/** A runner that makes no call and notes what would be asked. */
import { ENRICHED_KEYS } from "../../schema/enrichment.ts";
import { callKey } from "./call-key.ts";
import type { Ledger } from "./ledger.ts";
import type { CallOutcome, CallRunner, ModelCall, ModelReply, Spent } from "./model.ts";
import { declaredModel, type Models } from "./models-file.ts";
import { recall } from "./recall.ts";

/**
 * Answers from the ledger; where it has none, with an answer of usual length that every reader of
 * answers takes, so that the calls that follow on it are noted too.
 */
export class PlanRunner implements CallRunner {
  readonly calls: ModelCall[] = [];

  constructor(
    private readonly models: Models,
    private readonly ledger: Pick<Ledger, "findFinal"> | null,
  ) {}

  async run(
    calls: readonly ModelCall[],
    done: (call: ModelCall, outcome: CallOutcome) => void,
  ): Promise<void> {
    for (const call of calls) {
      this.calls.push(call);
      const key = callKey(call);
      const line = recall(this.ledger, key, call, declaredModel(this.models, call.model));
      done(call, line?.outcome ?? { kind: "answered", key, reply: USUAL });
    }
  }

  spent(): Spent {
    return { calls: 0, tokensIn: 0, tokensOut: 0, dollars: 0 };
  }

  async close(): Promise<void> {}
}

const WORDS = "word ".repeat(90);
const TEXTS = Object.fromEntries(ENRICHED_KEYS.map((key) => [key, "word ".repeat(25)]));

/** Reads as any of the forms that models fill. */
const USUAL: ModelReply = {
  text: `ANSWER\n${WORDS}`,
  value: {
    summary: WORDS,
    attributes: [],
    debate: [{ critic: "helpfulness", says: "word ".repeat(60) }],
    needs_revision: false,
    reason: "word",
    preferred: "a",
    confidence: 1,
    side: "first",
    ...TEXTS,
    consistent: true,
    conflicts: [],
  },
  tokensIn: 0,
  tokensOut: 0,
  latencyMs: 0,
  finishReason: "stop",
};
