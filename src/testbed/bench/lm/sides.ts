/** Which side of an issue answers take, as a model reads them. */
import type { CallRunner } from "../../lm/model.ts";
import { type Failed, outcomesOf, readForm } from "../../lm/roles/outcomes.ts";
import { sideForm, sideTaken } from "../../lm/templates/side.ts";
import { type AskedModel, callOf } from "../../lm/templates/wording.ts";

export interface SideItem {
  readonly question: string;
  readonly answer: string;
  /** Claims of the positions 0 and 1. */
  readonly claims: readonly [string, string];
}

export interface SideRead {
  readonly kind: "read";
  /** Null where the reader sees none, or another one when the claims change places. */
  readonly position: 0 | 1 | null;
  readonly isConsistent: boolean;
  readonly keys: readonly string[];
}

/** Sides in the order of the items, the claims shown in both orders: two calls an item. */
export async function sidesOf(
  runner: CallRunner,
  reader: AskedModel,
  items: readonly SideItem[],
): Promise<(SideRead | Failed)[]> {
  const calls = items.flatMap(({ question, answer, claims: [first, second] }) =>
    [
      sideTaken(question, answer, [first, second]),
      sideTaken(question, answer, [second, first]),
    ].map((wording) => callOf(reader, "side", wording)),
  );
  const outcomes = await outcomesOf(runner, calls);
  return items.map((_, at) => {
    const read = [outcomes[2 * at], outcomes[2 * at + 1]].map((one) => readForm(one, sideForm));
    const [plain, turned] = read;
    if (plain.kind === "failed") return plain;
    if (turned.kind === "failed") return turned;
    const positions = [SIDES[plain.value.side], SIDES[turned.value.side]];
    const other = positions[1] === null ? null : 1 - positions[1];
    const isConsistent = positions[0] === other;
    return {
      kind: "read",
      position: isConsistent ? positions[0] : null,
      isConsistent,
      keys: [...plain.keys, ...turned.keys],
    };
  });
}

const SIDES = { first: 0, second: 1, neither: null } as const;
