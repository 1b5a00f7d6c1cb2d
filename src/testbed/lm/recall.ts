/** Whether a ledger has a call already. */
import type { Ledger } from "./ledger.ts";
import type { LedgerLine } from "./ledger-line.ts";
import type { ModelCall } from "./model.ts";
import type { ModelEntry } from "./models-file.ts";
import { isSameSent, sentOf } from "./request.ts";

/**
 * The line of a call that is not to be made again. Null where there is none, or where models.json
 * now has another model or other parameters sent with the same call.
 */
export function recall(
  ledger: Pick<Ledger, "findFinal"> | null,
  key: string,
  call: ModelCall,
  entry: ModelEntry,
): LedgerLine | null {
  const line = ledger?.findFinal(key);
  if (!line) return null;
  return line.sent && !isSameSent(line.sent, sentOf(call, entry)) ? null : line;
}
