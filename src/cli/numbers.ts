/** Readers of numbers on the command line, for commander's `option` and `argument`. */
import { InvalidArgumentError } from "commander";

/** Digits only: `Number` alone would take "", "1e3" and "0x10". */
function integer(text: string): number {
  return /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}

/** A reader of integers from `least` to `most`. */
export function integerBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = integer(text);
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected an integer from ${least} to ${most}.`);
  };
}

/** A count of things: 1 to 100 million. */
export const positiveInteger = integerBetween(1, 100_000_000);

/** A seed of `seeded`: 32 bits. */
export const seed = integerBetween(0, 4_294_967_295);

/** A sum in US dollars above zero. */
export function dollars(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0) return value;
  throw new InvalidArgumentError("Expected US dollars above zero, such as 2.50.");
}

/** A sampling temperature, 0 to 2. */
export function temperature(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 2) return value;
  throw new InvalidArgumentError("Expected a number from 0 to 2.");
}
