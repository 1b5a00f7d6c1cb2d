import { SPLITS, type Split } from "../../schema/feedback-tables.ts";
import type { Choices } from "../feedback/choices.ts";

/** Gives the choices of one split, or all of them; each is made once. O(choices) at first. */
export function choicesBySplit(all: Choices): (split: Split | null) => Choices {
  const made = new Map<Split, Choices>();
  return (split) => {
    if (split === null) return all;
    const known = made.get(split);
    if (known) return known;
    const wanted = SPLITS.indexOf(split);
    const rows = Uint32Array.from(all.split.keys()).filter((row) => all.split[row] === wanted);
    const take = <A extends Uint8Array | Uint16Array | Uint32Array>(column: A): A => {
      const part = new (column.constructor as new (n: number) => A)(rows.length);
      for (let i = 0; i < rows.length; i++) part[i] = column[rows[i]];
      return part;
    };
    const part: Choices = {
      n: rows.length,
      persona: take(all.persona),
      prompt: take(all.prompt),
      choice: take(all.choice),
      swapped: take(all.swapped),
      split: take(all.split),
    };
    made.set(split, part);
    return part;
  };
}
