/** A persona's values, and the wording of lists and amounts in its texts. */

import { TRAITS } from "./levels.ts";

/** One persona's values by attribute key; level labels as declared, null where not applicable. */
export type PersonaRecord = Readonly<Record<string, string | number | boolean | null>>;

export const TRAIT_KEYS: readonly string[] = TRAITS;

/** `$52,000`, `-$1,200` */
export function dollars(amount: number): string {
  return `${amount < 0 ? "-" : ""}$${Math.abs(amount).toLocaleString("en-US")}`;
}

/** `a, b, and c`; where parts before the last hold commas, each is set off by `and`. */
export function list(parts: readonly string[]): string {
  if (parts.length < 3) return parts.join(" and ");
  if (parts.slice(0, -1).some((part) => part.includes(","))) return parts.join(", and ");
  return `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}`;
}
