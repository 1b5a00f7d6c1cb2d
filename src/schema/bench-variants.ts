/** Names of what differs from the plain case, where a task has several kinds of it. */

/** Of `loo_three`: three other attributes shown, with the one in question or without it. */
export function threeVariant(
  kind: "with" | "without",
  attribute: string,
  others: readonly string[],
): string {
  return `${kind} ${attribute}: ${others.join(", ")}`;
}

/** The kind and the attribute in question; null for another variant. */
export function readThreeVariant(
  variant: string,
): { readonly kind: "with" | "without"; readonly attribute: string } | null {
  const [, kind, attribute] = variant.match(/^(with|without) (\S+): /) ?? [];
  return attribute ? { kind: kind as "with" | "without", attribute } : null;
}

/** Other wordings of a call that must not change an answer. */
export const WORDINGS = ["key-order", "format", "paraphrase"] as const;

/** Of `stability`: what must not change an answer. */
export const PERTURBATIONS = ["repeat", ...WORDINGS] as const;

/** A conversation that shows the profile at its beginning only. */
export const SEQUENCE = "sequence";

/** One that shows it again after so many turns. */
export const reAnchored = (every: number) => `re-anchored every ${every}`;

/** The turns after which a sequence shows the profile again; 0 for never, null for no sequence. */
export function anchorOf(variant: string): number | null {
  if (variant === SEQUENCE) return 0;
  const [, every] = variant.match(/^re-anchored every (\d+)$/) ?? [];
  return every ? Number(every) : null;
}
